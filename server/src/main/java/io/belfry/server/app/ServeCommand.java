package io.belfry.server.app;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `belfry serve`: runs a server until it is told to stop (SIGTERM or SIGINT).
@Command(
    name = "serve",
    description = "Runs a server.",
    modelTransformer = ServeCommand.SettingsFooter.class)
final class ServeCommand implements Callable<Integer> {
  @Mixin SettingFlags flags = new SettingFlags();

  @Option(names = "--port", paramLabel = "PORT", description = "TCP port (default: 3000).")
  @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: 127.0.0.1; 0.0.0.0 for every interface).")
  @Nullable String host;

  @Option(
      names = "--dev",
      description = "For development on this machine: anybody is let in as anybody, no keys asked.")
  boolean dev;

  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Map<Setting, String> more = new EnumMap<>(Setting.class);
    Optional.ofNullable(port).ifPresent(text -> more.put(Setting.PORT, text));
    Optional.ofNullable(host).ifPresent(text -> more.put(Setting.HOST, text));
    if (dev) {
      more.put(Setting.DEV, "true");
    }
    warnOfUnknown(spec.commandLine().getErr(), System.getenv());
    ServerOptions options = ServerOptions.of(flags.settings(more), Optional.empty());
    PrintWriter out = spec.commandLine().getOut();
    ServerProcess.run(options, server -> greet(out, options, server), () -> {});
    return 0;
  }

  /// Values are not told: they may be secrets.
  static void warnOfUnknown(PrintWriter err, Map<String, String> environment) {
    for (String name : Settings.unknown(environment)) {
      err.println(
          "belfry: there is no setting " + name + ", it is ignored; see 'belfry serve --help'");
    }
    err.flush();
  }

  private static void greet(PrintWriter out, ServerOptions options, BelfryServer server) {
    String address = ServerProcess.address(options, server);
    out.println("Belfry listens on " + address);
    switch (options.storage()) {
      case StorageOptions.Folder folder -> out.println("  data in      " + folder.path());
      case StorageOptions.Shared shared -> out.println("  data in      PostgreSQL");
    }
    out.println("  the calls    " + address + "/docs/");
    server
        .firstApiKey()
        .ifPresent(
            key -> {
              out.println("  API key      " + key);
              out.println(
                  "               (made now and shown this once; 'belfry keys' makes more)");
            });
    if (options.dev()) {
      out.println(
          "  --dev        ANYBODY ON THIS MACHINE IS LET IN AS ANYBODY. Not for production.");
    }
    out.flush();
  }

  /// Lists every setting under the command's help.
  static final class SettingsFooter implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      String settings =
          Arrays.stream(Setting.values())
              .map(SettingsFooter::lines)
              .collect(Collectors.joining("%n"));
      command
          .usageMessage()
          .footer(
              "",
              "Settings, in the YAML file of --config or in the environment (flags win, then",
              "the environment, then the file):",
              settings);
      return command;
    }

    static String lines(Setting setting) {
      String fallback = setting.fallback().isEmpty() ? "" : "; default " + setting.fallback();
      return "  %s, %s%%n      %s%s"
          .formatted(setting.key(), setting.variable(), setting.help(), fallback);
    }
  }
}
