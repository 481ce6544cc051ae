package io.belfry.server.app;

import io.belfry.server.jdbc.DatabaseException;
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
    },
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      SendCommand.class,
      TokenCommand.class,
      KeysCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args.length == 0 ? new String[] {"--help"} : args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof ConfigurationException
                  || failure instanceof DatabaseException) {
                command.getErr().println("belfry: " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
              }
              throw failure;
            });
  }
}
