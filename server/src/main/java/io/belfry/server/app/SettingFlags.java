package io.belfry.server.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that name settings, shared by the commands that read them.
final class SettingFlags {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the database and the generated secret (default: data).")
  @Nullable String data;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  @Nullable Path config;

  /// The data folder that `settings` name; where it has to be made, `err` is told, for that may be
  /// a mistake.
  Path dataFolder(Settings settings, PrintWriter err) {
    Path named = ServerOptions.namedData(settings);
    if (Files.notExists(named)) {
      err.println(
          "belfry: there was no data folder " + named.toAbsolutePath() + ": it is made now");
      err.flush();
    }
    return ServerOptions.dataFolder(settings);
  }

  /// The data folder that `settings` name, for a command that would make no sense on a new one.
  ///
  /// @throws ConfigurationException when there is none
  Path existingDataFolder(Settings settings) {
    Path named = ServerOptions.namedData(settings);
    if (Files.notExists(named)) {
      throw new ConfigurationException(
          "There is no data folder "
              + named.toAbsolutePath()
              + ": name the server's with --data; 'belfry serve' makes it.");
    }
    return ServerOptions.dataFolder(settings);
  }

  /// The settings: these flags and `more` over the environment, the file and the defaults.
  Settings settings(Map<Setting, String> more) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.putAll(more);
    if (data != null) {
      flags.put(Setting.DATA, data);
    }
    Map<String, String> environment = System.getenv();
    Optional<Path> file =
        Optional.ofNullable(config)
            .or(() -> Optional.ofNullable(environment.get("BELFRY_CONFIG")).map(Path::of));
    return Settings.read(flags, environment, file);
  }
}
