package io.belfry.server.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What somebody chose.
///
/// @param channels that are switched on or off, for all types
/// @param types the same for one type each, by name; one without choices is left out
/// @param quietHours in which nothing interrupts
/// @param pausedUntilMs before when nothing interrupts, epoch milliseconds; 0 for no pause
/// @param emailDigest how often what was missed is mailed; empty for what the operator says
public record Preferences(
    Map<Channel, Boolean> channels,
    Map<String, Map<Channel, Boolean>> types,
    List<QuietWindow> quietHours,
    long pausedUntilMs,
    Optional<EmailDigest> emailDigest) {
  /// Nothing was chosen.
  public static final Preferences NONE =
      new Preferences(Map.of(), Map.of(), List.of(), 0, Optional.empty());

  /// How many windows of quiet hours there can be: three for each day.
  public static final int MAX_QUIET_WINDOWS = 21;

  /// For how many types there can be choices.
  public static final int MAX_TYPES = 200;

  public Preferences {
    channels = Choices.copy(channels);
    types = copy(types);
    quietHours = List.copyOf(quietHours);
    if (types.size() > MAX_TYPES || quietHours.size() > MAX_QUIET_WINDOWS) {
      throw new IllegalArgumentException("more types or quiet windows than there can be");
    }
    if (pausedUntilMs < 0) {
      throw new IllegalArgumentException("a pause that ended before 1970");
    }
  }

  private static SortedMap<String, Map<Channel, Boolean>> copy(
      Map<String, Map<Channel, Boolean>> types) {
    SortedMap<String, Map<Channel, Boolean>> copy = new TreeMap<>();
    types.forEach(
        (type, choices) -> {
          if (!Rules.isTypeName(type)) {
            throw new IllegalArgumentException("the name of a type " + Rules.TYPE_NAMES);
          }
          if (!choices.isEmpty()) {
            copy.put(type, Choices.copy(choices));
          }
        });
    return Collections.unmodifiableSortedMap(copy);
  }

  /// Those that [#json] wrote; channels and digests that only a later version knows are left out.
  ///
  /// @throws IllegalArgumentException when it did not
  public static Preferences parse(String json) {
    return PreferencesJson.read(PreferencesJson.tree(json));
  }

  /// All that was chosen, as a JSON object: `{channels?: {channel: boolean}, types?: {type:
  /// {channel: boolean}}, quietHours?: [{days?: ["mon", …], from: "22:00", to: "07:00"}],
  /// doNotDisturbUntil?: epoch milliseconds, emailDigest?: "hourly" | "daily" | "weekly"}`. A
  /// window without days is one of every day.
  public String json() {
    return PreferencesJson.tree(this).toString();
  }

  /// Whether nothing was chosen.
  public boolean isNone() {
    return channels.isEmpty()
        && types.isEmpty()
        && quietHours.isEmpty()
        && pausedUntilMs == 0
        && emailDigest.isEmpty();
  }
}
