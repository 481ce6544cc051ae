package io.belfry.server.app;

import io.belfry.server.api.ApiOptions;
import io.belfry.server.auth.JwtOptions;
import io.belfry.server.auth.PublicKeys;
import io.belfry.server.inbox.LaneOptions;
import io.belfry.server.inbox.Retention;
import io.belfry.server.notification.ContentLimits;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.policy.Rules;
import io.belfry.server.realtime.GatewayOptions;
import io.belfry.socketio.SocketIoOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Everything that a server is started with, checked.
record ServerOptions(
    InetAddress host,
    int port,
    StorageOptions storage,
    Optional<ClusterOptions> cluster,
    boolean dev,
    Optional<String> apiKey,
    JwtOptions jwt,
    Retention retention,
    LaneOptions lane,
    int broadcastPace,
    int streams,
    int readerThreads,
    int readerQueue,
    GatewayOptions gateway,
    SocketIoOptions sockets,
    ApiOptions api,
    Rules rules,
    Farewell farewell,
    Duration requestTimeout,
    int eventLoops,
    Transport transport) {
  private static final int MAX_BYTES = 1 << 30;
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  /// How a server takes leave of its clients.
  ///
  /// @param notice how long it serves all, but is not ready, before it does anything else
  /// @param spread over which its sockets are closed then
  record Farewell(Duration notice, Duration spread) {}

  /// The options that `settings` say; `demoConfig` is what the demo page is told, where there is a
  /// demo.
  ///
  /// @throws ConfigurationException when they cannot be used
  static ServerOptions of(Settings settings, Optional<JsonBytes> demoConfig) {
    InetAddress host = settings.host();
    boolean dev = settings.flag(Setting.DEV);
    if (dev && !host.isLoopbackAddress()) {
      throw new ConfigurationException(
          "With --dev anybody is let in as anybody: it only runs on a loopback address, not on "
              + host.getHostAddress()
              + ".");
    }
    Set<String> origins = settings.items(Setting.CORS_ORIGINS);
    for (String origin : origins) {
      if (!origin.matches("\\*|https?://[^/*]+")) {
        throw new ConfigurationException(
            "Setting 'cors.origins' takes * or origins such as https://app.example.org, not '"
                + origin
                + "'.");
      }
    }
    int window = settings.number(Setting.SOCKET_WINDOW, 1, 1000);
    return new ServerOptions(
        host,
        settings.number(Setting.PORT, 0, 65_535),
        storage(settings),
        ClusterOptions.of(settings),
        dev,
        settings.text(Setting.API_KEY),
        jwt(settings),
        new Retention(
            settings.number(Setting.RETENTION_COUNT, 1, 1_000_000),
            settings.duration(Setting.RETENTION_AGE),
            settings.number(Setting.RETENTION_TOMBSTONES, 0, 1_000_000),
            settings.duration(Setting.IDEMPOTENCY_TTL)),
        new LaneOptions(
            settings.number(Setting.LANE_COUNT, 0, 64),
            settings.number(Setting.LANE_QUEUE, LaneOptions.MIN_QUEUE, 10_000_000),
            settings.number(Setting.LANE_BATCH, 1, 10_000),
            SWEEP_INTERVAL,
            settings.duration(Setting.STOP_DRAIN)),
        settings.number(Setting.BROADCAST_PACE, 1, 1_000_000),
        settings.number(Setting.STREAM_MAX, 0, 100_000),
        settings.number(Setting.READERS_THREADS, 0, 64),
        settings.number(Setting.READERS_QUEUE, 1, 10_000_000),
        new GatewayOptions(
            dev,
            window,
            settings.positive(Setting.SOCKET_IDENTIFY),
            settings.number(Setting.SOCKET_MAX_PER_USER, 1, 10_000_000)),
        SocketSettings.options(settings, origins),
        new ApiOptions(
            dev,
            new ContentLimits(
                settings.number(Setting.LIMITS_TITLE, 1, 100_000),
                settings.number(Setting.LIMITS_MESSAGE, 1, 1_000_000),
                settings.number(Setting.LIMITS_DATA, 2, 10_000_000)),
            settings.number(Setting.HTTP_MAX_BODY, 1024, MAX_BYTES),
            origins,
            settings.positive(Setting.STREAM_HEARTBEAT),
            demoConfig),
        PolicySettings.rules(settings),
        new Farewell(
            settings.duration(Setting.STOP_NOTICE), settings.duration(Setting.STOP_SPREAD)),
        settings.positive(Setting.HTTP_REQUEST_TIMEOUT),
        eventLoops(settings.number(Setting.EVENT_LOOPS, 0, 256)),
        Transports.of(settings));
  }

  /// How long an HTTP connection may be silent, or without a request: longer than a long poll ever
  /// is.
  Duration httpIdle() {
    return sockets.engine().pingInterval().plus(sockets.engine().pingTimeout()).plusSeconds(30);
  }

  private static int eventLoops(int asked) {
    return asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
  }

  /// The data folder that `settings` name, made for its owner alone when missing.
  static Path dataFolder(Settings settings) {
    Path data = namedData(settings);
    try {
      return Files.createDirectories(
          data.toAbsolutePath(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException file) {
      throw new ConfigurationException(
          "The data folder " + data + " is a file: name a folder with --data.", file);
    } catch (IOException failure) {
      throw new ConfigurationException(
          "Cannot make the data folder " + data + ": " + failure, failure);
    }
  }

  /// The data folder that `settings` name, whether it is there or not.
  static Path namedData(Settings settings) {
    return Path.of(settings.text(Setting.DATA).orElse(Setting.DATA.fallback()));
  }

  /// Where `settings` say that everything is kept; a data folder is made when missing.
  static StorageOptions storage(Settings settings) {
    return settings.text(Setting.DATABASE_URL).isPresent()
        ? new StorageOptions.Shared(PostgresSettings.options(settings))
        : new StorageOptions.Folder(dataFolder(settings));
  }

  /// How user tokens are checked, as configured: without a key, by the secret of the storage.
  static JwtOptions jwt(Settings settings) {
    Optional<String> secret = settings.text(Setting.JWT_SECRET);
    if (secret.filter(text -> text.length() < JwtOptions.MIN_SECRET_BYTES).isPresent()) {
      throw new ConfigurationException(
          "Setting '%s' (%s) must have at least 32 characters: HS256 allows no fewer."
              .formatted(Setting.JWT_SECRET.key(), Setting.JWT_SECRET.variable()));
    }
    Optional<PublicKey> publicKey =
        settings
            .text(Setting.JWT_PUBLIC_KEY)
            .map(
                text ->
                    settings.parse(
                        Setting.JWT_PUBLIC_KEY,
                        "a PEM file of an RSA, EC (P-256) or Ed25519 public key",
                        named -> PublicKeys.parse(pem(named))));
    Optional<URI> jwks =
        settings
            .text(Setting.JWT_JWKS_URL)
            .map(
                text ->
                    settings.parse(
                        Setting.JWT_JWKS_URL, "an http(s) address", ServerOptions::address));
    return new JwtOptions(
        secret,
        publicKey,
        jwks,
        settings.text(Setting.JWT_ISSUER),
        settings.text(Setting.JWT_AUDIENCE));
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw new IllegalArgumentException("not the address of a web server");
    }
    return address;
  }

  private static String pem(String named) {
    if (named.startsWith("-----BEGIN")) {
      return named;
    }
    try {
      return Files.readString(Path.of(named));
    } catch (IOException failure) {
      throw new IllegalArgumentException("cannot be read", failure);
    }
  }
}
