package io.belfry.server.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Preferences as a JSON object, see [Preferences#json].
final class PreferencesJson {
  static final String CHANNELS = "channels";
  static final String TYPES = "types";
  static final String QUIET_HOURS = "quietHours";
  static final String UNTIL = "doNotDisturbUntil";
  static final String DIGEST = "emailDigest";
  static final String DAYS = "days";
  static final String FROM = "from";
  static final String TO = "to";

  /// Midnight at the end of a day.
  private static final String END_OF_DAY = "24:00";

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final ObjectMapper JSON = new ObjectMapper();

  private PreferencesJson() {}

  static ObjectNode tree(Preferences preferences) {
    ObjectNode tree = JSON.createObjectNode();
    if (!preferences.channels().isEmpty()) {
      put(tree.putObject(CHANNELS), preferences.channels());
    }
    if (!preferences.types().isEmpty()) {
      ObjectNode types = tree.putObject(TYPES);
      preferences.types().forEach((type, choices) -> put(types.putObject(type), choices));
    }
    if (!preferences.quietHours().isEmpty()) {
      ArrayNode windows = tree.putArray(QUIET_HOURS);
      preferences.quietHours().forEach(window -> put(windows.addObject(), window));
    }
    if (preferences.pausedUntilMs() > 0) {
      tree.put(UNTIL, preferences.pausedUntilMs());
    }
    preferences.emailDigest().ifPresent(digest -> tree.put(DIGEST, digest.wire()));
    return tree;
  }

  private static void put(ObjectNode tree, Map<Channel, Boolean> choices) {
    choices.forEach((channel, on) -> tree.put(channel.wire(), on));
  }

  private static void put(ObjectNode tree, QuietWindow window) {
    if (!window.days().equals(QuietWindow.EVERY_DAY)) {
      ArrayNode days = tree.putArray(DAYS);
      window.days().forEach(day -> days.add(wire(day)));
    }
    tree.put(FROM, window.from().toString());
    tree.put(TO, window.to().equals(window.from()) ? END_OF_DAY : window.to().toString());
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  static Preferences read(JsonNode tree) {
    if (!tree.isObject()) {
      throw new IllegalArgumentException("no preferences");
    }
    List<QuietWindow> windows = new ArrayList<>();
    tree.path(QUIET_HOURS).forEach(window -> windows.add(window(window)));
    return new Preferences(
        choices(tree.path(CHANNELS)),
        types(tree),
        windows,
        tree.path(UNTIL).longValue(),
        EmailDigest.parse(tree.path(DIGEST).asText()));
  }

  /// The choices for types, but for types without any.
  static Map<String, Map<Channel, Boolean>> types(JsonNode tree) {
    Map<String, Map<Channel, Boolean>> types = new TreeMap<>();
    tree.path(TYPES)
        .properties()
        .forEach(
            each -> {
              Map<Channel, Boolean> choices = choices(each.getValue());
              if (!choices.isEmpty()) {
                types.put(each.getKey(), choices);
              }
            });
    return types;
  }

  private static Map<Channel, Boolean> choices(JsonNode tree) {
    Map<Channel, Boolean> choices = new EnumMap<>(Channel.class);
    tree.properties()
        .forEach(
            each ->
                Channel.parse(each.getKey())
                    .ifPresent(channel -> choices.put(channel, each.getValue().booleanValue())));
    return choices;
  }

  private static QuietWindow window(JsonNode tree) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    tree.path(DAYS).forEach(day -> days.add(day(day.asText()).orElseThrow(PreferencesJson::none)));
    return new QuietWindow(
        tree.has(DAYS) ? days : QuietWindow.EVERY_DAY,
        beginning(tree.path(FROM).asText()).orElseThrow(PreferencesJson::none),
        end(tree.path(TO).asText()).orElseThrow(PreferencesJson::none));
  }

  private static IllegalArgumentException none() {
    return new IllegalArgumentException("no quiet window");
  }

  /// The day that is written as `mon`, `tue` and so on.
  static Optional<DayOfWeek> day(String text) {
    return QuietWindow.EVERY_DAY.stream().filter(day -> wire(day).equals(text)).findFirst();
  }

  private static String wire(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /// The time that is written as `HH:MM`.
  static Optional<LocalTime> beginning(String text) {
    return TIME.matcher(text).matches() ? Optional.of(LocalTime.parse(text)) : Optional.empty();
  }

  /// The time that is written as `HH:MM`, where `24:00` is midnight.
  static Optional<LocalTime> end(String text) {
    return text.equals(END_OF_DAY) ? Optional.of(LocalTime.MIDNIGHT) : beginning(text);
  }
}
