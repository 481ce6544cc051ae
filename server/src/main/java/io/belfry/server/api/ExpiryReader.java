package io.belfry.server.api;

import io.belfry.server.notification.Rfc3339;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads when something expires: `expiresAt`, or `ttl` in seconds from now. Used once, on one
/// thread.
final class ExpiryReader {
  private static final String AHEAD = "must be in the future, within ten years";

  /// What a caller is told of something that has expired already, or would too late.
  static final Problem NOT_AHEAD = Problem.invalid(List.of(new FieldError("/expiresAt", AHEAD)));

  private static final String AT = "expiresAt";
  private static final String TTL = "ttl";
  private static final Duration MAX_TTL = Duration.ofDays(3_650);

  private final JsonObjectReader object;
  private final InstantSource clock;
  private long epochMs;
  private long ttlMs;

  ExpiryReader(JsonObjectReader object, InstantSource clock) {
    this.object = object;
    this.clock = clock;
  }

  /// Reads the current value; false when it is not of one of these fields.
  boolean read(String name) throws IOException {
    switch (name) {
      case AT -> readTime();
      case TTL -> readTtl();
      default -> {
        return false;
      }
    }
    if (object.has(AT) && object.has(TTL)) {
      object.error(name, "must not be given together with " + (name.equals(AT) ? TTL : AT));
    }
    return true;
  }

  private void readTime() throws IOException {
    Optional<String> text = object.text(AT, 1, 40);
    if (text.isPresent()) {
      OptionalLong time = Rfc3339.epochMs(text.get());
      epochMs = time.orElse(0);
      if (time.isEmpty()) {
        object.error(AT, "must be a time as in RFC 3339, such as 2030-01-01T12:00:00Z");
      } else if (epochMs <= 0) {
        object.error(AT, AHEAD);
      }
    }
  }

  private void readTtl() throws IOException {
    OptionalInt seconds = object.seconds(TTL, MAX_TTL);
    if (seconds.isPresent()) {
      ttlMs = 1_000L * seconds.getAsInt();
      epochMs = clock.millis() + ttlMs;
    }
  }

  /// How long after it was sent, where that was said; otherwise 0.
  long ttlMs() {
    return ttlMs;
  }

  /// Epoch milliseconds; 0 for never.
  long epochMs() {
    return epochMs;
  }
}
