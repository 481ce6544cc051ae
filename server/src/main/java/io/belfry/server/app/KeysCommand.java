package io.belfry.server.app;

import io.belfry.server.auth.ApiKey;
import io.belfry.server.auth.ApiKeyStore;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `belfry keys`: the API keys of backends. A running server notices within seconds.
@Command(name = "keys", description = "Makes, lists and revokes the API keys of backends.")
final class KeysCommand implements Runnable {
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  KeysCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: create, list or revoke.");
  }

  @Command(description = "Makes a key and prints it, this once.")
  int create(
      @Mixin SettingFlags flags,
      @Parameters(paramLabel = "NAME", description = "What it is for.") String name) {
    if (name.isBlank() || name.length() > 64 || name.chars().anyMatch(Character::isISOControl)) {
      throw new ConfigurationException("A key's name is one line of 1 to 64 characters.");
    }
    Settings settings = flags.settings(Map.of());
    return with(
        flags.storage(settings, spec.commandLine().getErr()),
        store -> {
          ApiKey.Created created =
              ApiKey.create(name, new SecureRandom(), InstantSource.system().instant());
          store.add(created.key());
          print(created.secret());
          return 0;
        });
  }

  @Command(description = "Lists the keys: id, name, when made, whether revoked.")
  int list(@Mixin SettingFlags flags) {
    return with(
        flags.existingStorage(flags.settings(Map.of())),
        store -> {
          List<ApiKey> keys = store.all();
          if (keys.isEmpty()) {
            print("There are no keys yet: 'belfry keys create NAME' makes one.");
          }
          for (ApiKey key : keys) {
            print(
                "%s  %s  %s%s"
                    .formatted(
                        key.id(), key.createdAt(), key.name(), key.revoked() ? "  (revoked)" : ""));
          }
          return 0;
        });
  }

  @Command(description = "Revokes a key: it is refused within seconds.")
  int revoke(
      @Mixin SettingFlags flags,
      @Parameters(paramLabel = "ID", description = "The key's id, as 'list' shows it.") String id) {
    return with(
        flags.existingStorage(flags.settings(Map.of())),
        store -> {
          if (!store.revoke(id)) {
            throw new ConfigurationException("There is no key '" + id + "' that is not revoked.");
          }
          print("Revoked " + id);
          return 0;
        });
  }

  private static int with(Storage storage, Function<ApiKeyStore, Integer> work) {
    try (storage;
        ApiKeyStore store = storage.apiKeys(InstantSource.system())) {
      return work.apply(store);
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
