package io.belfry.server.app;

import io.belfry.server.auth.JwtIssuer;
import io.belfry.server.user.UserId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A real server on a free port of the loopback interface, which can be restarted on the same data
/// and port.
public final class TestServer implements AutoCloseable {
  public static final String API_KEY = "bk_test_0123456789abcdef";
  public static final String JWT_SECRET = "a secret of at least thirty-two characters";

  private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
  private BelfryServer server;
  private int port;

  private TestServer(Map<Setting, String> settings) {
    this.settings.putAll(settings);
    this.server = BelfryServer.start(options());
    this.port = server.port();
  }

  /// A server on the data in `data`.
  public static TestServer start(Path data) {
    return start(data, Map.of());
  }

  /// A server on the data in `data` with `more` settings, by their keys.
  public static TestServer start(Path data, Map<String, String> more) {
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    settings.put(Setting.PORT, "0");
    settings.putAll(TestStorage.settings(data));
    settings.put(Setting.API_KEY, API_KEY);
    settings.put(Setting.JWT_SECRET, JWT_SECRET);
    more.forEach((key, value) -> settings.put(Setting.ofKey(key).orElseThrow(), value));
    return new TestServer(settings);
  }

  /// Stops the server and starts it anew on the same data and port.
  public void restart() {
    server.close();
    settings.put(Setting.PORT, Integer.toString(port));
    server = BelfryServer.start(options());
  }

  /// Where its database is.
  public String jdbcUrl() {
    return settings.containsKey(Setting.DATABASE_URL)
        ? settings.get(Setting.DATABASE_URL)
        : "jdbc:sqlite:" + settings.get(Setting.DATA) + "/belfry.db";
  }

  public int port() {
    return port;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// A good token of `user`.
  public static String token(String user) {
    return token(user, Duration.ofHours(1));
  }

  /// A token of `user` that ends after `ttl`.
  public static String token(String user, Duration ttl) {
    return new JwtIssuer(JWT_SECRET, Optional.empty(), Optional.empty(), InstantSource.system())
        .issue(new UserId(user), ttl);
  }

  @Override
  public void close() {
    server.close();
  }

  private ServerOptions options() {
    return ServerOptions.of(Settings.read(settings, Map.of(), Optional.empty()), Optional.empty());
  }
}
