package io.belfry.server.app;

import io.belfry.server.auth.JwtIssuer;
import io.belfry.server.auth.JwtOptions;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `belfry token USER`: a user token, signed with the shared secret.
@Command(
    name = "token",
    description = "Prints a token of a user, as an application's backend would make it.")
final class TokenCommand implements Callable<Integer> {
  @Mixin SettingFlags flags = new SettingFlags();

  @Parameters(paramLabel = "USER", description = "The user id.")
  String user;

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "How long it is good: 30m, 12h, 7d … (default: ${DEFAULT-VALUE}).")
  String ttl;

  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  TokenCommand() {}

  @Override
  public Integer call() {
    Settings settings = flags.settings(Map.of());
    JwtOptions jwt = ServerOptions.jwt(settings);
    String secret =
        jwt.secret()
            .or(() -> jwt.hasKey() ? Optional.empty() : Optional.of(storedSecret(settings)))
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "User tokens are signed elsewhere (a public key or a JWKS URL is"
                            + " configured): this server cannot make one."));
    UserId named =
        UserId.parse(user)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "A user id has 1 to 128 characters and no control characters."));
    Duration life;
    try {
      life = Settings.duration(ttl);
      if (life.isZero()) {
        throw new IllegalArgumentException("no life at all");
      }
    } catch (IllegalArgumentException invalid) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--ttl takes 30m, 12h, 7d …, not '" + ttl + "'", invalid);
    }
    String token =
        new JwtIssuer(secret, jwt.issuer(), jwt.audience(), InstantSource.system())
            .issue(named, life);
    spec.commandLine().getOut().println(token);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String storedSecret(Settings settings) {
    try (Storage storage = flags.existingStorage(settings)) {
      return storage.secret();
    }
  }
}
