package io.belfry.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import java.time.Duration;
import java.util.List;

/// What somebody wants changed of their preferences: a JSON merge patch (RFC 7396) of their object,
/// see [Preferences#json].
///
/// ```
/// {channels?: {channel: boolean | null} | null,
///  types?: {type: {channel: boolean | null} | null} | null,
///  quietHours?: [{days?: ["mon", …], from: "22:00", to: "07:00"}] | null,
///  doNotDisturbUntil?: epoch milliseconds | RFC 3339 | null,
///  doNotDisturbFor?: seconds, instead of it,
///  emailDigest?: "hourly" | "daily" | "weekly" | null}
/// ```
public final class PreferencesPatch {
  /// How long somebody can pause.
  public static final Duration MAX_PAUSE = Duration.ofDays(365);

  static final String FOR = "doNotDisturbFor";

  private final ObjectNode patch;

  /// @param patch without anything that [PatchReader] refuses, and with the time in epoch
  ///   milliseconds
  PreferencesPatch(ObjectNode patch) {
    this.patch = patch;
  }

  /// The patch that is written as `body`, by somebody to whom `rules` apply.
  public static Checked<PreferencesPatch> parse(JsonNode body, Rules rules) {
    return new PatchReader(rules).read(body);
  }

  /// What `preferences` are with it, from `nowMs` on.
  public Checked<Preferences> applyTo(Preferences preferences, long nowMs) {
    ObjectNode wanted = patch.deepCopy();
    JsonNode seconds = wanted.remove(FOR);
    if (seconds != null) {
      wanted.put(PreferencesJson.UNTIL, nowMs + 1_000L * seconds.intValue());
    }
    JsonNode until = wanted.path(PreferencesJson.UNTIL);
    if (until.isNumber() && !isAhead(until.longValue(), nowMs)) {
      return invalid(PreferencesJson.UNTIL, "must be in the future, within 365 days");
    }
    ObjectNode merged = PreferencesJson.tree(preferences);
    merge(merged, wanted);
    int types = PreferencesJson.types(merged).size();
    if (types > Preferences.MAX_TYPES) {
      return invalid(
          PreferencesJson.TYPES,
          "must leave choices for at most %d types, leaves them for %,d"
              .formatted(Preferences.MAX_TYPES, types));
    }
    return new Checked.Valid<>(PreferencesJson.read(merged));
  }

  private static boolean isAhead(long untilMs, long nowMs) {
    return untilMs > nowMs && untilMs <= nowMs + MAX_PAUSE.toMillis();
  }

  private static Checked<Preferences> invalid(String field, String message) {
    return new Checked.Invalid<>(List.of(new FieldError("/" + field, message)));
  }

  private static void merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            each -> {
              String name = each.getKey();
              switch (each.getValue()) {
                case ObjectNode members ->
                    merge(
                        target.get(name) instanceof ObjectNode there
                            ? there
                            : target.putObject(name),
                        members);
                case JsonNode value when value.isNull() -> target.remove(name);
                case JsonNode value -> target.set(name, value);
              }
            });
  }
}
