package io.belfry.server.app;

import io.belfry.server.policy.TypeRule;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of all settings: flags over environment over YAML file over defaults.
final class Settings {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /// What the launcher and other commands read.
  private static final Set<String> OTHERS =
      Set.of("BELFRY_CONFIG", "BELFRY_JAVA_HOME", "BELFRY_JAVA_OPTS", "BELFRY_URL");

  private static final int FLAGS = 400;
  private static final int ENVIRONMENT = 300;
  private static final int FILE = 200;
  private static final int DEFAULTS = 100;

  private final SmallRyeConfig config;
  private final Map<String, TypeRule> types;

  private Settings(SmallRyeConfig config, Map<String, TypeRule> types) {
    this.config = config;
    this.types = types;
  }

  /// Reads the settings.
  ///
  /// @param flags what the command line says
  /// @param environment the process's environment
  /// @param file a YAML file, where there is one
  /// @throws ConfigurationException when the file cannot be read, or names a setting that does not
  ///   exist
  static Settings read(
      Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file) {
    var builder = new SmallRyeConfigBuilder();
    Map<String, String> defaults = new HashMap<>();
    Map<String, String> fromFlags = new HashMap<>();
    Map<String, String> fromEnvironment = new HashMap<>();
    for (Setting setting : Setting.values()) {
      defaults.put(setting.key(), setting.fallback());
      String variable = environment.get(setting.variable());
      if (variable != null) {
        fromEnvironment.put(setting.key(), variable);
      }
      if (flags.containsKey(setting)) {
        fromFlags.put(setting.key(), flags.get(setting));
      }
    }
    builder.withSources(
        new PropertiesConfigSource(defaults, "defaults", DEFAULTS),
        new PropertiesConfigSource(fromEnvironment, "environment", ENVIRONMENT),
        new PropertiesConfigSource(fromFlags, "command line", FLAGS));
    Map<String, TypeRule> types = Map.of();
    if (file.isPresent()) {
      Map<String, String> written = yaml(file.get());
      types = PolicySettings.takeTypes(written, file.get());
      builder.withSources(new PropertiesConfigSource(written, file.get().toString(), FILE));
    }
    return new Settings(builder.build(), types);
  }

  /// The variables in `environment` that are named as settings are and are none, such as misspelt
  /// ones. Kubernetes' variables of a service named `belfry` are none of them.
  static SortedSet<String> unknown(Map<String, String> environment) {
    SortedSet<String> names = new TreeSet<>(environment.keySet());
    names.removeIf(name -> !name.startsWith(Setting.VARIABLES) || OTHERS.contains(name));
    names.removeIf(name -> name.startsWith("BELFRY_SERVICE_") || name.startsWith("BELFRY_PORT_"));
    for (Setting setting : Setting.values()) {
      names.remove(setting.variable());
    }
    return names;
  }

  /// What the file says of the types of notifications, by their names.
  Map<String, TypeRule> types() {
    return types;
  }

  /// The text of `setting`, nothing when it is empty.
  Optional<String> text(Setting setting) {
    String value = config.getConfigValue(setting.key()).getValue();
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  /// The number of `setting`, from `min` to `max`.
  int number(Setting setting, int min, int max) {
    return parse(
        setting, "a number from %d to %d".formatted(min, max), text -> number(text, min, max));
  }

  static int number(String text, int min, int max) {
    int number = Integer.parseInt(text);
    if (number < min || number > max) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  /// Whether `setting` is switched on.
  boolean flag(Setting setting) {
    return parse(setting, "true or false", Settings::truth);
  }

  static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither");
    };
  }

  /// The duration of `setting`: a number with `ms`, `s`, `m`, `h` or `d`, or 0.
  Duration duration(Setting setting) {
    return parse(setting, "a duration such as 500ms, 30s, 10m, 24h or 90d", Settings::duration);
  }

  /// The duration of `setting`, which cannot be none.
  Duration positive(Setting setting) {
    return parse(
        setting,
        "a duration such as 500ms, 30s or 10m, and not 0",
        text -> {
          Duration duration = duration(text);
          if (duration.isZero()) {
            throw new IllegalArgumentException("none");
          }
          return duration;
        });
  }

  /// The comma-separated items of `setting`.
  Set<String> items(Setting setting) {
    Set<String> items = new LinkedHashSet<>();
    text(setting)
        .ifPresent(
            text ->
                Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .forEach(items::add));
    return items;
  }

  /// The address of `host`, looked up.
  InetAddress host() {
    return parse(
        Setting.HOST,
        "an address or a name of this machine",
        text -> {
          try {
            return InetAddress.getByName(text);
          } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(unknown);
          }
        });
  }

  /// What `parser` makes of `setting`; `expected` says what it takes.
  <T> T parse(Setting setting, String expected, Function<String, T> parser) {
    String text = text(setting).orElse("");
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException invalid) {
      throw new ConfigurationException(
          "Setting '%s' (%s) must be %s, is '%s'."
              .formatted(setting.key(), setting.variable(), expected, text),
          invalid);
    }
  }

  static Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  private static Map<String, String> yaml(Path file) {
    YamlConfigSource source;
    try {
      source = new YamlConfigSource(file.toString(), Files.readString(file), FILE);
    } catch (NoSuchFileException missing) {
      throw new ConfigurationException(
          "There is no configuration file %s: name one with --config, or in BELFRY_CONFIG."
              .formatted(file.toAbsolutePath()),
          missing);
    } catch (IOException | RuntimeException failure) {
      throw new ConfigurationException(
          "Cannot read the configuration " + file + ": " + failure.getMessage(), failure);
    }
    Map<String, String> values = new HashMap<>();
    source
        .getProperties()
        .forEach(
            (name, value) -> {
              // A key that is written in full comes in quotes.
              String key = name.replace("\"", "");
              if (!PolicySettings.isOfType(key)
                  && Setting.ofKey(key.replaceAll("\\[[0-9]+]$", "")).isEmpty()) {
                throw new ConfigurationException(
                    "There is no setting '%s' (in %s). Settings are: %s."
                        .formatted(key, file, String.join(", ", Setting.keys())));
              }
              values.put(key, value);
            });
    return values;
  }
}
