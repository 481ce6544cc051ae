package io.belfry.server.api;

import io.belfry.server.notification.Rfc3339;

/// Times as callers read them: RFC 3339, in UTC, with milliseconds.
final class Times {
  private Times() {}

  /// The text of `epochMs`, such as `2026-01-01T12:00:00.000Z`.
  static String instant(long epochMs) {
    return Rfc3339.text(epochMs);
  }
}
