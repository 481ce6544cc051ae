package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// Reads when something expires: `expiresAt`, or `ttl` in seconds from now. Used once, on one
/// thread.
final class ExpiryReader {
  private static final String AHEAD = "must be in the future, within ten years";

  /// What a caller is told of something that has expired already, or would too late.
  static final Problem NOT_AHEAD = Problem.invalid(List.of(new FieldError("/expiresAt", AHEAD)));

  private static final String AT = "expiresAt";
  private static final String TTL = "ttl";
  private static final int MAX_TTL_S = 315_360_000;

  private final JsonParser parser;
  private final JsonObjectReader object;
  private final InstantSource clock;
  private long epochMs;
  private long ttlMs;

  ExpiryReader(JsonParser parser, JsonObjectReader object, InstantSource clock) {
    this.parser = parser;
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
      try {
        epochMs = OffsetDateTime.parse(text.get()).toInstant().toEpochMilli();
        if (epochMs <= 0) {
          object.error(AT, AHEAD);
        }
      } catch (DateTimeException | ArithmeticException none) {
        object.error(AT, "must be a time as in RFC 3339, such as 2030-01-01T12:00:00Z");
      }
    }
  }

  private void readTtl() throws IOException {
    boolean isInt =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() == JsonParser.NumberType.INT;
    int seconds = isInt ? parser.getIntValue() : 0;
    if (seconds < 1 || seconds > MAX_TTL_S) {
      object.error(TTL, "must be a whole number of seconds from 1 to %,d".formatted(MAX_TTL_S));
      parser.skipChildren();
      return;
    }
    ttlMs = 1_000L * seconds;
    epochMs = clock.millis() + ttlMs;
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
