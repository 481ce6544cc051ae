package io.belfry.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Checks a [PreferencesPatch], and collects what is wrong with it. Used once, on one thread.
final class PatchReader {
  private static final String NO_CHANNEL =
      Arrays.stream(Channel.values())
          .map(Channel::wire)
          .collect(Collectors.joining(", ", "is not a channel: these are ", ""));
  private static final String SECONDS =
      "must be a whole number of seconds from 1 to %,d"
          .formatted(PreferencesPatch.MAX_PAUSE.toSeconds());
  private static final String TIME =
      "must be epoch milliseconds, a time as in RFC 3339, such as 2030-01-01T12:00:00Z, or null";

  private final Rules rules;
  private final List<FieldError> errors = new ArrayList<>();

  PatchReader(Rules rules) {
    this.rules = rules;
  }

  Checked<PreferencesPatch> read(JsonNode body) {
    members("", body, this::field);
    if (body.has(PreferencesPatch.FOR) && body.has(PreferencesJson.UNTIL)) {
      error("/" + PreferencesPatch.FOR, "must not be given together with " + PreferencesJson.UNTIL);
    }
    if (!errors.isEmpty()) {
      return new Checked.Invalid<>(errors);
    }
    ObjectNode patch = body.deepCopy();
    time(patch.path(PreferencesJson.UNTIL))
        .ifPresent(untilMs -> patch.put(PreferencesJson.UNTIL, untilMs));
    return new Checked.Valid<>(new PreferencesPatch(patch));
  }

  private boolean field(String at, String name, JsonNode value) {
    switch (name) {
      case PreferencesJson.CHANNELS -> {
        if (!value.isNull()) {
          members(at, value, this::channel);
        }
      }
      case PreferencesJson.TYPES -> {
        if (!value.isNull()) {
          members(at, value, this::type);
        }
      }
      case PreferencesJson.QUIET_HOURS -> {
        if (!value.isNull()) {
          windows(at, value);
        }
      }
      case PreferencesJson.UNTIL -> {
        if (!value.isNull() && time(value).isEmpty()) {
          error(at, TIME);
        }
      }
      case PreferencesPatch.FOR -> {
        long seconds = value.canConvertToLong() ? value.longValue() : 0;
        if (!value.isIntegralNumber()
            || seconds < 1
            || seconds > PreferencesPatch.MAX_PAUSE.toSeconds()) {
          error(at, SECONDS);
        }
      }
      case PreferencesJson.DIGEST -> {
        if (!value.isNull()) {
          text(at, value, EmailDigest::parse, "must be hourly, daily, weekly or null");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean channel(String at, String name, JsonNode value) {
    if (Channel.parse(name).isEmpty()) {
      error(at, NO_CHANNEL);
    } else if (!value.isBoolean() && !value.isNull()) {
      error(at, "must be true, false or null");
    }
    return true;
  }

  private boolean type(String at, String name, JsonNode value) {
    if (!Rules.isTypeName(name)) {
      error(at, "must have a name of 1 to 64 of a to z, 0 to 9, _, . and -");
    } else if (!value.isNull()) {
      members(at, value, this::channel);
      if (rules.rule(name).required()) {
        value
            .properties()
            .forEach(
                each -> {
                  if (each.getValue().isBoolean() && !each.getValue().booleanValue()) {
                    error(
                        pointer(at, each.getKey()),
                        "cannot be switched off: notifications of this type are required");
                  }
                });
      }
    }
    return true;
  }

  private void windows(String at, JsonNode value) {
    if (!value.isArray()) {
      error(at, "must be an array");
      return;
    }
    if (value.size() > Preferences.MAX_QUIET_WINDOWS) {
      error(
          at,
          "must have at most %d windows, has %,d"
              .formatted(Preferences.MAX_QUIET_WINDOWS, value.size()));
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      window(at + "/" + i, value.get(i));
    }
  }

  private void window(String at, JsonNode value) {
    if (!members(at, value, this::windowField)) {
      return;
    }
    for (String name : List.of(PreferencesJson.FROM, PreferencesJson.TO)) {
      if (!value.has(name)) {
        error(pointer(at, name), "is missing");
      }
    }
    JsonNode from = value.path(PreferencesJson.FROM);
    if (from.isTextual() && from.equals(value.path(PreferencesJson.TO))) {
      error(
          pointer(at, PreferencesJson.TO),
          "must not be the same as from: a whole day is from 00:00 to 24:00");
    }
  }

  private boolean windowField(String at, String name, JsonNode value) {
    switch (name) {
      case PreferencesJson.DAYS -> days(at, value);
      case PreferencesJson.FROM ->
          text(at, value, PreferencesJson::beginning, "must be a time such as 22:00");
      case PreferencesJson.TO ->
          text(at, value, PreferencesJson::end, "must be a time such as 07:00, or 24:00");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void days(String at, JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      error(at, "must be an array of one day or more");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      text(
          at + "/" + i,
          value.get(i),
          PreferencesJson::day,
          "must be mon, tue, wed, thu, fri, sat or sun");
    }
  }

  private void text(
      String at, JsonNode value, Function<String, Optional<?>> meaning, String otherwise) {
    if (!value.isTextual() || meaning.apply(value.textValue()).isEmpty()) {
      error(at, otherwise);
    }
  }

  private static Optional<Long> time(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return Optional.of(value.longValue());
    }
    return value.isTextual()
        ? Rfc3339.epochMs(value.textValue()).stream().boxed().findFirst()
        : Optional.empty();
  }

  private boolean members(String at, JsonNode object, MemberReader reader) {
    if (!object.isObject()) {
      error(at, "must be an object");
      return false;
    }
    object
        .properties()
        .forEach(
            each -> {
              String member = pointer(at, each.getKey());
              if (!reader.read(member, each.getKey(), each.getValue())) {
                error(member, "is not a known field");
              }
            });
    return true;
  }

  private void error(String at, String message) {
    errors.add(new FieldError(at, message));
  }

  /// The JSON Pointer (RFC 6901, section 3) of a member of what is at `at`.
  private static String pointer(String at, String name) {
    return at + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /// Checks the member `name`, which is at the JSON Pointer `at`; false when there is no such
  /// field.
  @FunctionalInterface
  private interface MemberReader {
    boolean read(String at, String name, JsonNode value);
  }
}
