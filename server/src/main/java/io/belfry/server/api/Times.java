package io.belfry.server.api;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Times as callers read them: RFC 3339, in UTC, with milliseconds.
final class Times {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Times() {}

  /// The text of `epochMs`, such as `2026-01-01T12:00:00.000Z`.
  static String instant(long epochMs) {
    return MILLIS.format(Instant.ofEpochMilli(epochMs));
  }
}
