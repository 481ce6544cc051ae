package io.belfry.server.app;

import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Rules;
import io.belfry.server.policy.Throttle;
import io.belfry.server.policy.TypeRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is configured about the channels of notifications. Of types only a file says something, by
/// keys such as `types.like.label`.
final class PolicySettings {
  private static final int MAX_COUNT = 1_000_000;
  private static final int MAX_TEXT = 100;
  private static final String CHANNEL = "channels.";
  private static final String COUNT = "throttle.count";
  private static final String WINDOW = "throttle.window";
  private static final String WINDOWS = "a duration such as 30s or 10m, not 0 and at most 7d";

  private static final List<String> OF_A_TYPE =
      Stream.concat(
              Stream.of("category", "label", "required", "breaksThrough", COUNT, WINDOW),
              Arrays.stream(Channel.values()).map(channel -> CHANNEL + channel.wire()))
          .toList();

  private static final Pattern KEY =
      Pattern.compile("types\\.(.*)\\.(" + String.join("|", OF_A_TYPE).replace(".", "\\.") + ")");

  private final Path file;
  private final String type;
  private final Map<String, String> values;

  private PolicySettings(Path file, String type, Map<String, String> values) {
    this.file = file;
    this.type = type;
    this.values = values;
  }

  /// The rules that `settings` say.
  ///
  /// @throws ConfigurationException when they cannot be used
  static Rules rules(Settings settings) {
    Map<Channel, Boolean> defaults = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      if (!settings.flag(setting(channel))) {
        defaults.put(channel, false);
      }
    }
    int count = settings.number(Setting.THROTTLE_COUNT, 0, MAX_COUNT);
    Duration window = settings.parse(Setting.THROTTLE_WINDOW, WINDOWS, PolicySettings::window);
    return new Rules(
        defaults,
        settings.types(),
        count == 0 ? Optional.empty() : Optional.of(new Throttle(count, window)));
  }

  private static Setting setting(Channel channel) {
    return switch (channel) {
      case IN_APP -> Setting.PREFERENCES_DEFAULTS_IN_APP;
      case TOAST -> Setting.PREFERENCES_DEFAULTS_TOAST;
      case SOUND -> Setting.PREFERENCES_DEFAULTS_SOUND;
      case PUSH -> Setting.PREFERENCES_DEFAULTS_PUSH;
      case EMAIL -> Setting.PREFERENCES_DEFAULTS_EMAIL;
    };
  }

  /// Whether `key` would say something of a type.
  static boolean isOfType(String key) {
    return key.startsWith("types.");
  }

  /// What is written of types, by their names; that is taken out of `written`.
  ///
  /// @throws ConfigurationException when it cannot be used
  static Map<String, TypeRule> takeTypes(Map<String, String> written, Path file) {
    Map<String, String> taken = new TreeMap<>(written);
    taken.keySet().removeIf(key -> !isOfType(key));
    written.keySet().removeAll(taken.keySet());
    SortedMap<String, Map<String, String>> types = new TreeMap<>();
    taken.forEach(
        (key, value) -> {
          Matcher parts = KEY.matcher(key);
          if (!parts.matches()) {
            throw new ConfigurationException(
                "There is no setting '%s' (in %s). Settings of a type are: %s."
                    .formatted(key, file, String.join(", ", OF_A_TYPE)));
          }
          types.computeIfAbsent(parts.group(1), type -> new TreeMap<>()).put(parts.group(2), value);
        });
    Map<String, TypeRule> rules = new TreeMap<>();
    types.forEach((type, values) -> rules.put(type, new PolicySettings(file, type, values).rule()));
    return rules;
  }

  private TypeRule rule() {
    if (!Rules.isTypeName(type)) {
      throw new ConfigurationException(
          "The type '%s' (in %s) cannot have that name: it %s."
              .formatted(type, file, Rules.TYPE_NAMES));
    }
    Map<Channel, Boolean> channels = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      truth(CHANNEL + channel.wire()).ifPresent(on -> channels.put(channel, on));
    }
    return new TypeRule(
        text("category"),
        text("label"),
        channels,
        truth("required").orElse(false),
        truth("breaksThrough").orElse(false),
        throttle());
  }

  private Optional<Throttle> throttle() {
    Optional<Integer> count =
        read(COUNT, "a number from 1 to " + MAX_COUNT, text -> Settings.number(text, 1, MAX_COUNT));
    Optional<Duration> window = read(WINDOW, WINDOWS, PolicySettings::window);
    if (count.isPresent() != window.isPresent()) {
      throw new ConfigurationException(
          "Setting '%s' (in %s) needs '%s' beside it."
              .formatted(
                  key(count.isPresent() ? COUNT : WINDOW),
                  file,
                  key(count.isPresent() ? WINDOW : COUNT)));
    }
    return count.map(toasts -> new Throttle(toasts, window.orElseThrow()));
  }

  private static Duration window(String text) {
    Duration window = Settings.duration(text);
    if (window.isZero() || window.compareTo(Throttle.MAX_WINDOW) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return window;
  }

  private Optional<String> text(String name) {
    return read(
        name,
        "a text of 1 to %d characters".formatted(MAX_TEXT),
        text -> {
          if (text.isEmpty() || text.codePointCount(0, text.length()) > MAX_TEXT) {
            throw new IllegalArgumentException("too short or too long");
          }
          return text;
        });
  }

  private Optional<Boolean> truth(String name) {
    return read(name, "true or false", Settings::truth);
  }

  private <T> Optional<T> read(String name, String expected, Function<String, T> parser) {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(value.strip()));
    } catch (IllegalArgumentException invalid) {
      throw new ConfigurationException(
          "Setting '%s' (in %s) must be %s, is '%s'.".formatted(key(name), file, expected, value),
          invalid);
    }
  }

  private String key(String name) {
    return "types." + type + "." + name;
  }
}
