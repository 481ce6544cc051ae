package io.belfry.server.app;

import io.belfry.server.auth.ApiKey;
import io.belfry.server.auth.JwtIssuer;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `belfry demo`: a server on this machine alone, with a page to try it on and data that goes when
/// it ends.
@Command(
    name = "demo",
    description = "Runs a server with a page to try it on; its data goes when it ends.")
final class DemoCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(DemoCommand.class);
  private static final Duration TOKEN_LIFE = Duration.ofDays(1);
  private static final List<String> USERS = List.of("Ann", "Ben", "Carla");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "3000",
      description = "TCP port (default: ${DEFAULT-VALUE}).")
  String port;

  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  DemoCommand() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path data = Files.createTempDirectory("belfry-demo");
    try {
      run(data);
    } catch (RuntimeException failure) {
      remove(data);
      throw failure;
    }
    return 0;
  }

  private void run(Path data) throws InterruptedException {
    var random = new SecureRandom();
    String apiKey = ApiKey.create("demo", random, InstantSource.system().instant()).secret();
    String jwtSecret = Secrets.findOrMake(data);
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.PORT, port);
    flags.put(Setting.HOST, "127.0.0.1");
    flags.put(Setting.DATA, data.toString());
    flags.put(Setting.API_KEY, apiKey);
    Settings settings = Settings.read(flags, Map.of(), Optional.empty());
    ServerOptions options = ServerOptions.of(settings, Optional.of(config(jwtSecret, apiKey)));
    PrintWriter out = spec.commandLine().getOut();
    ServerProcess.run(
        options,
        server -> {
          String address = ServerProcess.address(options, server);
          out.println();
          out.println("  Open  " + address + "/demo/");
          out.println();
          out.println("  Send a notification there, or from a terminal:");
          out.println();
          out.println("    curl " + address + "/api/v1/notifications \\");
          out.println("      -H 'Authorization: Bearer " + apiKey + "' \\");
          out.println("      -H 'Content-Type: application/json' \\");
          out.println("      -d '{\"to\": \"ann\", \"title\": \"Hello from curl\"}'");
          out.println();
          out.println("  Stop with Ctrl-C; the data goes with it.");
          out.flush();
        },
        () -> remove(data));
  }

  /// What the page is told: `{users: [{id, name, token}], apiKey}`.
  private static JsonBytes config(String jwtSecret, String apiKey) {
    var issuer =
        new JwtIssuer(jwtSecret, Optional.empty(), Optional.empty(), InstantSource.system());
    return JsonBytes.of(
        USERS.stream()
            .map(
                name -> {
                  var user = new UserId(name.toLowerCase(Locale.ROOT));
                  return "{\"id\":\"%s\",\"name\":\"%s\",\"token\":\"%s\"}"
                      .formatted(user, name, issuer.issue(user, TOKEN_LIFE));
                })
            .collect(Collectors.joining(",", "{\"users\":[", "],\"apiKey\":\"" + apiKey + "\"}")));
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      log.atWarn().addKeyValue("folder", folder).setCause(failure).log("Demo data is left behind");
    }
  }
}
