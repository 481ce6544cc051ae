package io.belfry.socketio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A JSON array that was checked, and where its elements are.
///
/// @param bounds where each element begins and where it ends, one after the other
@SuppressWarnings("ArrayRecordComponent")
record JsonArray(byte[] json, int[] bounds) {
  private static final int FIRST_BOUNDS = 8;

  /// Reads an array that is the whole of these bytes.
  static JsonArray read(byte[] json, int maxDepth) throws PacketException {
    JsonScanner scanner = new JsonScanner(json, maxDepth);
    if (scanner.next() != '[') {
      throw new MalformedPacketException("the payload is not an array");
    }
    scanner.enterArray();
    scanner.pass();
    int[] bounds = new int[FIRST_BOUNDS];
    int count = 0;
    boolean more = scanner.next() != ']';
    while (more) {
      if (count == bounds.length) {
        bounds = Arrays.copyOf(bounds, count * 2);
      }
      scanner.next();
      bounds[count++] = scanner.at();
      scanner.value();
      bounds[count++] = scanner.at();
      more = scanner.next() == ',';
      if (more) {
        scanner.pass();
      }
    }
    if (scanner.next() != ']') {
      throw new MalformedPacketException("the payload is not JSON");
    }
    scanner.pass();
    scanner.end();
    return new JsonArray(json, count == bounds.length ? bounds : Arrays.copyOf(bounds, count));
  }

  int size() {
    return bounds.length / 2;
  }

  int start(int element) {
    return bounds[2 * element];
  }

  int length(int element) {
    return bounds[2 * element + 1] - start(element);
  }

  /// Whether the element is an object, or an array, of at least so many bytes.
  boolean mayHoldObject(int element, int bytes) {
    byte first = json[start(element)];
    return (first == '{' || first == '[') && length(element) >= bytes;
  }

  boolean isString(int element) {
    return json[start(element)] == '"';
  }

  /// The element as text: a string, or the digits of a whole number.
  String textOrInteger(int element) throws MalformedPacketException {
    int start = start(element);
    int length = length(element);
    byte first = json[start];
    if (isString(element)) {
      return contains('\\', start, length)
          ? Json.read(json, start, length).textValue()
          : new String(json, start + 1, length - 2, StandardCharsets.UTF_8);
    }
    if ((first == '-' || (first >= '0' && first <= '9')) && isInteger(start, length)) {
      return new String(json, start, length, StandardCharsets.US_ASCII);
    }
    throw new MalformedPacketException("the name of an event is not a string");
  }

  private boolean isInteger(int start, int length) {
    return !contains('.', start, length)
        && !contains('e', start, length)
        && !contains('E', start, length);
  }

  private boolean contains(char wanted, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (json[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /// A copy of the bytes of an element.
  byte[] bytes(int element) {
    return Arrays.copyOfRange(json, start(element), start(element) + length(element));
  }
}
