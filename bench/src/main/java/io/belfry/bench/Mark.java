package io.belfry.bench;

import io.netty.buffer.ByteBuf;

/// When a send was due and its number, as 25 bytes of ASCII inside a request's `data` that come
/// back in the frame: `~`, 15 digits of nanoseconds, 9 digits of number.
///
/// The width is fixed, so a prebuilt request needs no new `Content-Length`.
final class Mark {
  static final String BLANK = "~" + "0".repeat(24);

  private static final int NANOS_DIGITS = 15;
  private static final int NUMBER_DIGITS = 9;
  private static final long ORIGIN = System.nanoTime();

  private Mark() {}

  /// Nanoseconds since this process began: the clock of all marks.
  static long now() {
    return System.nanoTime() - ORIGIN;
  }

  static void write(ByteBuf buffer, int at, long nanos, int number) {
    writeDigits(buffer, at + 1, NANOS_DIGITS, nanos);
    writeDigits(buffer, at + 1 + NANOS_DIGITS, NUMBER_DIGITS, number);
  }

  /// The index of the mark in a frame, or -1.
  static int find(ByteBuf frame) {
    return frame.indexOf(frame.readerIndex(), frame.writerIndex(), (byte) '~');
  }

  static long nanos(ByteBuf frame, int at) {
    return readDigits(frame, at + 1, NANOS_DIGITS);
  }

  static int number(ByteBuf frame, int at) {
    return (int) readDigits(frame, at + 1 + NANOS_DIGITS, NUMBER_DIGITS);
  }

  private static void writeDigits(ByteBuf buffer, int at, int width, long value) {
    long rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      buffer.setByte(i, (int) ('0' + rest % 10));
      rest /= 10;
    }
  }

  private static long readDigits(ByteBuf buffer, int at, int width) {
    long value = 0;
    for (int i = at; i < at + width; i++) {
      value = value * 10 + (buffer.getByte(i) - '0');
    }
    return value;
  }
}
