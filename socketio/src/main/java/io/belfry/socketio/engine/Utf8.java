package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;

/// What has to be known of UTF-8 (RFC 3629) without making text of it.
final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /// Whether the readable bytes are well-formed; leaves the indices alone.
  static boolean isValid(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (end - at >= Long.BYTES && (bytes.getLong(at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
      } else {
        int length = sequenceAt(bytes, at, end);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  /// How many UTF-16 units these bytes are, which have to be well-formed; leaves the indices alone.
  static int units(ByteBuf bytes) {
    int units = 0;
    for (int at = bytes.readerIndex(); at < bytes.writerIndex(); at++) {
      units += unitsBegunBy(bytes.getByte(at));
    }
    return units;
  }

  /// How many bytes the next so many UTF-16 units are, of bytes which have to be well-formed; -1
  /// when there are fewer, or when they end within a character.
  static int bytesOf(ByteBuf bytes, int units) {
    int at = bytes.readerIndex();
    int left = units;
    while (left > 0 && at < bytes.writerIndex()) {
      left -= unitsBegunBy(bytes.getByte(at));
      at++;
    }
    while (at < bytes.writerIndex() && unitsBegunBy(bytes.getByte(at)) == 0) {
      at++;
    }
    return left == 0 ? at - bytes.readerIndex() : -1;
  }

  /// None for a byte inside a character, two for the first of a character beyond U+FFFF.
  private static int unitsBegunBy(byte octet) {
    return (octet & 0xC0) == 0x80 ? 0 : (octet & 0xFF) >= 0xF0 ? 2 : 1;
  }

  /// The length of the character that begins here; 0 when it is ill-formed.
  private static int sequenceAt(ByteBuf bytes, int at, int end) {
    int first = bytes.getByte(at) & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || end - at < length) {
      return 0;
    }
    int second = bytes.getByte(at + 1) & 0xFF;
    if (second < lowestSecond(first) || second > highestSecond(first)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes.getByte(at + i) & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// Excludes forms that are longer than they need to be.
  private static int lowestSecond(int first) {
    return switch (first) {
      case 0xE0 -> 0xA0;
      case 0xF0 -> 0x90;
      default -> 0x80;
    };
  }

  /// Excludes surrogates, and what is beyond U+10FFFF.
  private static int highestSecond(int first) {
    return switch (first) {
      case 0xED -> 0x9F;
      case 0xF4 -> 0x8F;
      default -> 0xBF;
    };
  }
}
