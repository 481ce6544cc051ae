package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import io.belfry.server.inbox.Ahead;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads until when something is snoozed: `{until}`, a time, or `{for}`, seconds from now. Safe for
/// several threads.
final class SnoozeReader {
  private static final String AHEAD = "must be in the future, within a year";

  /// What a caller is told of a time that does not lie ahead, or too far.
  static final Problem NOT_AHEAD = Problem.invalid(List.of(new FieldError("/until", AHEAD)));

  private static final String UNTIL = "until";
  private static final String FOR = "for";

  private final InstantSource clock;

  SnoozeReader(InstantSource clock) {
    this.clock = clock;
  }

  /// Epoch milliseconds.
  Checked<Long> read(byte[] body) throws MalformedJsonException {
    return Json.read(body, parser -> read(parser, body));
  }

  private Checked<Long> read(JsonParser parser, byte[] body) throws IOException {
    List<FieldError> errors = new ArrayList<>();
    var object = new JsonObjectReader(parser, body, "", errors);
    List<Long> read = new ArrayList<>(1);
    boolean isObject =
        object.read(
            name -> {
              switch (name) {
                case UNTIL -> time(parser, object).ifPresent(read::add);
                case FOR ->
                    object
                        .seconds(FOR, Ahead.MAX)
                        .ifPresent(seconds -> read.add(clock.millis() + 1_000L * seconds));
                default -> {
                  return false;
                }
              }
              return true;
            });
    if (isObject && object.has(UNTIL) && object.has(FOR)) {
      object.error(FOR, "must not be given together with until");
    } else if (isObject && !object.has(FOR)) {
      object.require(UNTIL);
    }
    return errors.isEmpty() ? new Checked.Valid<>(read.getFirst()) : new Checked.Invalid<>(errors);
  }

  private static OptionalLong time(JsonParser parser, JsonObjectReader object) throws IOException {
    OptionalLong time =
        switch (parser.currentToken()) {
          case VALUE_STRING -> Rfc3339.epochMs(parser.getText());
          case VALUE_NUMBER_INT ->
              parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                  ? OptionalLong.empty()
                  : OptionalLong.of(parser.getLongValue());
          default -> OptionalLong.empty();
        };
    if (time.isEmpty()) {
      object.error(
          UNTIL, "must be a time as in RFC 3339, such as 2030-01-01T12:00:00Z, or in milliseconds");
      parser.skipChildren();
    } else if (time.getAsLong() <= 0) {
      object.error(UNTIL, AHEAD);
    }
    return time;
  }
}
