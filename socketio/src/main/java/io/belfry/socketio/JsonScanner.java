package io.belfry.socketio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The check that bytes are JSON (RFC 8259), which finds where values begin and end and makes
/// nothing of them.
///
/// Strict: no byte order mark, no comments, no trailing commas, no control characters in strings. A
/// lone surrogate that is escaped (`"\ud800"`), a number beyond a double's range (`1e999`) and keys
/// that occur twice are JSON by its grammar and let through; a number of more than [#MAX_NUMBER]
/// characters is not, since its value would cost more than its bytes. The bytes have to be
/// well-formed UTF-8.
///
/// Confined to one thread. Not recursive: its depth is limited by the setting alone.
final class JsonScanner {
  /// The most characters of one number.
  static final int MAX_NUMBER = 1_000;

  private static final int END = -1;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  // Eight characters of a string at once.
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private final byte[] json;
  private final int maxDepth;
  private int at;

  // Whether the container at each depth is an object, and not an array.
  private boolean[] objects = new boolean[8];
  private int depth;

  JsonScanner(byte[] json, int maxDepth) {
    this.json = json;
    this.maxDepth = maxDepth;
  }

  /// The position: that of the next byte that was not looked at yet.
  int at() {
    return at;
  }

  /// Skips white space, and returns the byte behind it without passing it; -1 at the end.
  int next() {
    while (at < json.length) {
      byte b = json[at];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        return b & 0xFF;
      }
      at++;
    }
    return END;
  }

  /// Passes the byte that [#next] returned.
  void pass() {
    at++;
  }

  /// Counts an array that was begun by [#pass] as one more level around the values.
  void enterArray() throws PacketException {
    enter(false);
  }

  /// Passes one value. Leaves the position behind it.
  void value() throws PacketException {
    int outside = depth;
    do {
      firstLeaf();
    } while (anotherFollows(outside));
  }

  /// Checks that nothing but white space is left.
  void end() throws MalformedPacketException {
    if (next() != END) {
      throw malformed();
    }
  }

  /// Passes the beginnings of containers, down to a value that has nothing in it.
  private void firstLeaf() throws PacketException {
    while (true) {
      int first = next();
      switch (first) {
        case '{' -> {
          enter(true);
          at++;
          if (next() == '}') {
            leave();
            return;
          }
          key();
        }
        case '[' -> {
          enter(false);
          at++;
          if (next() == ']') {
            leave();
            return;
          }
        }
        default -> {
          leaf(first);
          return;
        }
      }
    }
  }

  private void leaf(int first) throws MalformedPacketException {
    switch (first) {
      case '"' -> string();
      case 't' -> word(TRUE);
      case 'f' -> word(FALSE);
      case 'n' -> word(NULL);
      default -> number();
    }
  }

  /// Passes the ends of containers, up to this depth; true when another value comes before it.
  private boolean anotherFollows(int outside) throws MalformedPacketException {
    while (depth > outside) {
      boolean object = objects[depth - 1];
      int next = next();
      if (next == ',') {
        at++;
        if (object) {
          key();
        }
        return true;
      }
      if (next != (object ? '}' : ']')) {
        throw malformed();
      }
      leave();
    }
    return false;
  }

  private void enter(boolean object) throws PacketLimitException {
    if (depth == maxDepth) {
      throw new PacketLimitException(SocketIoLimit.JSON_DEPTH);
    }
    if (depth == objects.length) {
      objects = Arrays.copyOf(objects, depth * 2);
    }
    objects[depth++] = object;
  }

  private void leave() {
    depth--;
    at++;
  }

  private void key() throws MalformedPacketException {
    if (next() != '"') {
      throw malformed();
    }
    string();
    if (next() != ':') {
      throw malformed();
    }
    at++;
  }

  private void string() throws MalformedPacketException {
    int i = plainUntil(at + 1);
    while (i < json.length) {
      byte b = json[i++];
      if (b == '"') {
        at = i;
        return;
      }
      if (b != '\\') {
        throw malformed();
      }
      i = plainUntil(escape(i));
    }
    throw malformed();
  }

  /// The position of the next quote, backslash or control character; the end when there is none.
  private int plainUntil(int from) {
    byte[] bytes = json;
    int i = from;
    for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(bytes, i);
      long special = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | below(eight, SPACES);
      if (special != 0) {
        // The lowest mark is exact; those above it may be of a borrow.
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (i < bytes.length && !isSpecial(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpecial(byte b) {
    return b == '"' || b == '\\' || (b >= 0 && b < ' ');
  }

  /// Marks the high bit of the lowest of eight bytes that is zero.
  private static long zeros(long eight) {
    return below(eight, ONES);
  }

  /// Marks the high bit of the lowest of eight bytes that is below these, which are ASCII.
  private static long below(long eight, long least) {
    return (eight - least) & ~eight & HIGH_BITS;
  }

  /// Checks what follows a backslash; returns the position behind it.
  private int escape(int from) throws MalformedPacketException {
    int kind = from < json.length ? json[from] : END;
    return switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 1;
      case 'u' -> {
        int end = from + 5;
        if (end > json.length) {
          throw malformed();
        }
        for (int i = from + 1; i < end; i++) {
          if (Character.digit(json[i], 16) < 0) {
            throw malformed();
          }
        }
        yield end;
      }
      default -> throw malformed();
    };
  }

  private void word(byte[] word) throws MalformedPacketException {
    int end = at + word.length;
    if (end > json.length || !Arrays.equals(json, at, end, word, 0, word.length)) {
      throw malformed();
    }
    at = end;
  }

  private void number() throws MalformedPacketException {
    int from = at;
    if (is('-')) {
      at++;
    }
    if (is('0')) {
      at++;
    } else {
      digits();
    }
    if (is('.')) {
      at++;
      digits();
    }
    if (is('e') || is('E')) {
      at++;
      if (is('+') || is('-')) {
        at++;
      }
      digits();
    }
    if (at - from > MAX_NUMBER) {
      throw new MalformedPacketException("a number is too long");
    }
  }

  private void digits() throws MalformedPacketException {
    int from = at;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw malformed();
    }
  }

  private boolean is(char expected) {
    return at < json.length && json[at] == expected;
  }

  private static MalformedPacketException malformed() {
    return new MalformedPacketException("the payload is not JSON");
  }
}
