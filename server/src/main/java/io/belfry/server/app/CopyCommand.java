package io.belfry.server.app;

import io.belfry.server.copy.jdbc.CopyResult;
import io.belfry.server.copy.jdbc.Progress;
import io.belfry.server.copy.jdbc.StoreCopy;
import io.belfry.server.jdbc.PostgresDatabase;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `belfry copy`: moves the store of a server that is stopped from its folder to PostgreSQL.
@Command(
    name = "copy",
    description = "Copies the store of a stopped server from its folder to PostgreSQL.",
    footer = {
      "",
      "Everything moves, so that clients go on where they were, with the same tokens and",
      "API keys. The database must be there and hold no inboxes; its schema is made when",
      "missing. All is copied and checked in one transaction: whatever ends the command",
      "early leaves nothing behind, and it can be run again. The folder stays as it is.",
      "",
      "Exits 0 when everything is there, 1 when both sides differ, 2 when it could not",
      "be done."
    })
final class CopyCommand implements Callable<Integer> {
  private static final Progress UNSEEN = (step, done, total) -> {};

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "The server's data folder.")
  Path from;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "jdbc:postgresql://host:port/database (default: BELFRY_DATABASE_URL).")
  @Nullable String to;

  @Option(
      names = "--to-user",
      paramLabel = "USER",
      description = "User of that database (default: BELFRY_DATABASE_USER).")
  @Nullable String user;

  @Option(
      names = "--to-password",
      paramLabel = "PASSWORD",
      description =
          "The password (default: BELFRY_DATABASE_PASSWORD, where others on this machine do not"
              + " see it).")
  @Nullable String password;

  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  CopyCommand() {}

  @Override
  public Integer call() {
    PostgresDatabase.Options target = target(System.getenv());
    PrintWriter err = spec.commandLine().getErr();
    try (SqliteStorage source = SqliteStorage.forCopying(from);
        var interruption = new Interruption(err)) {
      long begunNanos = System.nanoTime();
      Optional<String> secret = Secrets.find(from);
      Map<String, String> secrets =
          secret.map(value -> Map.of(PostgresStorage.SECRET, value)).orElse(Map.of());
      CopyProgress shown = new CopyProgress(err, System::nanoTime);
      CopyResult result;
      try {
        result =
            new StoreCopy(source.settled(), secrets, target, isSeen() ? shown : UNSEEN)
                .run(interruption::makeFinal);
      } finally {
        shown.end();
      }
      return say(result, Duration.ofNanos(System.nanoTime() - begunNanos));
    }
  }

  private PostgresDatabase.Options target(Map<String, String> environment) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    Optional.ofNullable(to).ifPresent(text -> flags.put(Setting.DATABASE_URL, text));
    Optional.ofNullable(user).ifPresent(text -> flags.put(Setting.DATABASE_USER, text));
    Optional.ofNullable(password).ifPresent(text -> flags.put(Setting.DATABASE_PASSWORD, text));
    flags.put(Setting.DATABASE_MIGRATE, "true");
    Settings settings = Settings.read(flags, environment, Optional.empty());
    if (settings.text(Setting.DATABASE_URL).isEmpty()) {
      throw new ConfigurationException(
          "Say where to: --to jdbc:postgresql://host:port/database, or BELFRY_DATABASE_URL.");
    }
    return PostgresSettings.options(settings);
  }

  private int say(CopyResult result, Duration took) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int code =
        switch (result) {
          case CopyResult.Copied copied -> {
            out.println(
                String.format(
                    Locale.ROOT,
                    "Copied in %.1f s, and checked: %,d notifications of %,d inboxes, %,d"
                        + " idempotency keys, %,d API keys.",
                    took.toMillis() / 1e3,
                    copied.notifications(),
                    copied.inboxes(),
                    copied.idempotencyKeys(),
                    copied.apiKeys()));
            out.println(
                "Go on with BELFRY_DATABASE_URL; do not start a server on "
                    + from
                    + " again, clients would take it for the same store.");
            yield 0;
          }
          case CopyResult.Different different -> {
            err.println("belfry: both sides differ, nothing was copied:");
            different.differences().forEach(each -> err.println("  " + each));
            if (different.count() > different.differences().size()) {
              err.println("  … " + different.count() + " in all");
            }
            yield 1;
          }
          // Who stopped it has said so.
          case CopyResult.Stopped stopped -> 1;
        };
    out.flush();
    err.flush();
    return code;
  }

  /// Whether somebody looks on.
  private static boolean isSeen() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
