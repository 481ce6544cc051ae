package io.belfry.server.api;

import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.SendTime;
import io.belfry.server.inbox.Unschedulable;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads when something is to be sent: `sendAt`, and `cancelKey` to cancel it by. Used once, on one
/// thread.
final class LaterReader {
  static final int MAX_CANCEL_KEY = 128;
  private static final int MAX_YEAR = 9_999;
  private static final String AT = "sendAt";
  private static final String CANCEL_KEY = "cancelKey";

  private final JsonObjectReader object;
  private Optional<SendTime> at = Optional.empty();
  private String cancelKey = "";

  LaterReader(JsonObjectReader object) {
    this.object = object;
  }

  /// Reads the current value; false when it is not of one of these fields.
  boolean read(String name) throws IOException {
    switch (name) {
      case AT -> readTime();
      case CANCEL_KEY -> cancelKey = object.text(name, 1, MAX_CANCEL_KEY).orElse("");
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Notes what does not go together, after the last field.
  ///
  /// @param toMany whether it is for a topic or for all
  void check(boolean toMany) {
    if (object.has(CANCEL_KEY) && !object.has(AT)) {
      object.error(CANCEL_KEY, "must not be given without sendAt");
    }
    if (toMany && at.filter(SendTime::isLocal).isPresent()) {
      object.error(
          AT,
          "must have an offset here, such as 2030-01-01T12:00:00Z: only users have a time zone");
    }
  }

  /// What was read, where there is a time.
  Optional<Later> later(Content content, ExpiryReader expiry) {
    return at.map(
        time ->
            new Later(
                time,
                content,
                expiry.ttlMs() == 0 ? expiry.epochMs() : 0,
                expiry.ttlMs(),
                cancelKey));
  }

  /// What a caller is told of what cannot be scheduled.
  static Problem problem(Unschedulable why) {
    return Problem.invalid(
        List.of(
            switch (why) {
              case NOT_AHEAD -> new FieldError("/" + AT, "must be in the future, within a year");
              case EXPIRES_BEFORE ->
                  new FieldError(
                      "/expiresAt",
                      "must be in the future and after sendAt, from which ttl counts, within ten"
                          + " years of it");
              case TOO_MANY ->
                  new FieldError(
                      "/" + AT,
                      "is one too many: %,d are scheduled already, cancel some or send at once"
                          .formatted(Later.MAX_WAITING));
            }));
  }

  private void readTime() throws IOException {
    Optional<String> text = object.text(AT, 1, 40);
    if (text.isEmpty()) {
      return;
    }
    at = time(text.get());
    if (at.isEmpty()) {
      object.error(
          AT,
          "must be a time as in RFC 3339, such as 2030-01-01T12:00:00Z, or one where the user is,"
              + " such as 09:00 or 2030-01-01T09:00");
    }
  }

  private static Optional<SendTime> time(String text) {
    OptionalLong moment = Rfc3339.epochMs(text);
    if (moment.isPresent()) {
      return Optional.of(new SendTime.At(moment.getAsLong()));
    }
    try {
      if (!text.contains("T")) {
        return Optional.of(new SendTime.Next(LocalTime.parse(text)));
      }
      LocalDateTime date = LocalDateTime.parse(text);
      return date.getYear() >= 0 && date.getYear() <= MAX_YEAR
          ? Optional.of(new SendTime.OnDate(date))
          : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
