package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;

/// The check that bytes are well-formed UTF-8 (RFC 3629).
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
