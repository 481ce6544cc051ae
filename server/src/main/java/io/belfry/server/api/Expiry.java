package io.belfry.server.api;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Reads `expiresAt` of a broadcast. Used once, on one thread.
final class Expiry {
  private static final String FIELD = "expiresAt";

  private final JsonObjectReader object;
  private long epochMs;

  Expiry(JsonObjectReader object) {
    this.object = object;
  }

  /// Reads the current value; false when it is not of this field.
  boolean read(String name) throws IOException {
    if (!name.equals(FIELD)) {
      return false;
    }
    Optional<String> text = object.text(name, 1, 40);
    if (text.isPresent()) {
      try {
        epochMs = OffsetDateTime.parse(text.get()).toInstant().toEpochMilli();
      } catch (DateTimeException | ArithmeticException none) {
        object.error(name, "must be a time as in RFC 3339, such as 2030-01-01T12:00:00Z");
      }
    }
    return true;
  }

  /// Notes an error where something expires that is not for an audience.
  void check(Recipients to) {
    if (object.has(FIELD) && !to.users().isEmpty()) {
      object.error(FIELD, "is for what is sent to a topic or to all");
    }
  }

  /// Epoch milliseconds; 0 for never.
  long epochMs() {
    return epochMs;
  }
}
