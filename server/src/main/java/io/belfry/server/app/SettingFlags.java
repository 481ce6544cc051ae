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

  /// The storage that `settings` name; where a folder has to be made for it, `err` is told, for
  /// that may be a mistake.
  Storage storage(Settings settings, PrintWriter err) {
    Path named = ServerOptions.namedData(settings);
    if (isInFolder(settings) && Files.notExists(named)) {
      err.println(
          "belfry: there was no data folder " + named.toAbsolutePath() + ": it is made now");
      err.flush();
    }
    return Storage.forCommand(ServerOptions.storage(settings));
  }

  /// The storage that `settings` name, for a command that would make no sense on a new one.
  ///
  /// @throws ConfigurationException when there is none
  Storage existingStorage(Settings settings) {
    Path named = ServerOptions.namedData(settings);
    if (isInFolder(settings) && Files.notExists(named)) {
      throw new ConfigurationException(
          "There is no data folder "
              + named.toAbsolutePath()
              + ": name the server's with --data; 'belfry serve' makes it.");
    }
    return Storage.forCommand(ServerOptions.storage(settings));
  }

  private static boolean isInFolder(Settings settings) {
    return settings.text(Setting.DATABASE_URL).isEmpty();
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
