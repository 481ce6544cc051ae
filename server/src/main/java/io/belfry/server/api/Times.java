package io.belfry.server.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/// Times as callers read them: RFC 3339, in UTC, with milliseconds.
final class Times {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Times() {}

  /// Epoch milliseconds of the time that `text` is as in RFC 3339; nothing when it is none.
  static Optional<Long> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException none) {
      return Optional.empty();
    }
  }

  /// The text of `epochMs`, such as `2026-01-01T12:00:00.000Z`.
  static String instant(long epochMs) {
    return MILLIS.format(Instant.ofEpochMilli(epochMs));
  }
}
