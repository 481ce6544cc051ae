package io.belfry.server.notification;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.OptionalLong;

/// Times as text (RFC 3339).
public final class Rfc3339 {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Rfc3339() {}

  /// The text of `epochMs`, in UTC and with milliseconds, such as `2026-01-01T12:00:00.000Z`.
  public static String text(long epochMs) {
    return MILLIS.format(Instant.ofEpochMilli(epochMs));
  }

  /// The time that `text` is, in epoch milliseconds; nothing when it is none with an offset.
  public static OptionalLong epochMs(String text) {
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException none) {
      return OptionalLong.empty();
    }
  }
}
