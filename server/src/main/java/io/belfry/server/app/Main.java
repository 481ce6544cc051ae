package io.belfry.server.app;

import io.belfry.server.jdbc.DatabaseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/// The program `belfry`.
@Command(
    name = "belfry",
    version = "Belfry 0.1.0",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    sortOptions = false,
    description =
        "A notification server: one HTTP call, and every tab and device of that user shows it.",
    footer = {
      "",
      "Try it:        belfry demo",
      "Run it:        belfry serve --data /var/lib/belfry",
      "A user token:  belfry token ann --data /var/lib/belfry",
      "Send:          belfry send ann \"Hello\" --key <API key>",
      "",
      "Every command has its own --help; the settings are listed by 'belfry serve --help'."
    })
public final class Main {
  private static final SequencedMap<String, Supplier<Object>> COMMANDS = commands();

  private Main() {}

  public static void main(String[] args) {
    String[] words = args.length == 0 ? new String[] {"--help"} : args;
    System.exit(commandLine(words).execute(words));
  }

  /// The program as `words` need it: with the command that they begin with, or with all of them
  /// where they begin with none. Making a command reads its annotations and loads its classes,
  /// which a server that starts would wait for.
  static CommandLine commandLine(String... words) {
    var program = new CommandLine(new Main());
    Supplier<Object> named = words.length == 0 ? null : COMMANDS.get(words[0]);
    for (Supplier<Object> each : named == null ? COMMANDS.values() : List.of(named)) {
      program.addSubcommand(new CommandLine(each.get()));
    }
    return program.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof ConfigurationException || failure instanceof DatabaseException) {
            command.getErr().println("belfry: " + failure.getMessage());
            return CommandLine.ExitCode.USAGE;
          }
          throw failure;
        });
  }

  private static SequencedMap<String, Supplier<Object>> commands() {
    SequencedMap<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("serve", ServeCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("send", SendCommand::new);
    commands.put("token", TokenCommand::new);
    commands.put("keys", KeysCommand::new);
    commands.put("copy", CopyCommand::new);
    commands.put("train", TrainCommand::new);
    return commands;
  }
}
