package io.belfry.server.app;

import io.belfry.socketio.SocketIoOptions;
import io.belfry.socketio.engine.Deflate;
import io.belfry.socketio.engine.EngineOptions;
import io.belfry.socketio.engine.StickyCookie;
import java.util.Set;

/// What the settings say about connections.
final class SocketSettings {
  private static final int MANY = 10_000_000;
  private static final int MAX_BYTES = 1 << 30;

  private SocketSettings() {}

  /// The options of the Socket.IO server.
  ///
  /// @throws ConfigurationException when they cannot be used
  static SocketIoOptions options(Settings settings, Set<String> origins) {
    return SocketIoOptions.defaults().withEngine(engine -> engine(engine, settings, origins));
  }

  private static EngineOptions engine(
      EngineOptions defaults, Settings settings, Set<String> origins) {
    EngineOptions options =
        defaults
            .withAllowedOrigins(origins)
            .withDeflate(settings.flag(Setting.SOCKET_COMPRESS) ? Deflate.ON : Deflate.OFF)
            .withPingInterval(settings.positive(Setting.SOCKET_PING_INTERVAL))
            .withPingTimeout(settings.positive(Setting.SOCKET_PING_TIMEOUT))
            .withMaxPayload(settings.number(Setting.SOCKET_MAX_PAYLOAD, 1024, MAX_BYTES))
            .withMaxBufferedBytes(settings.number(Setting.SOCKET_MAX_BUFFER, 4096, MAX_BYTES))
            .withMaxSessions(settings.number(Setting.SOCKET_MAX_CONNECTIONS, 1, MANY))
            .withMaxSessionsPerAddress(settings.number(Setting.SOCKET_MAX_PER_ADDRESS, 1, MANY))
            .withMaxHandshakesPerSecond(settings.number(Setting.SOCKET_MAX_HANDSHAKES, 1, MANY))
            .withMaxHandshakesPerSecondPerAddress(
                settings.number(Setting.SOCKET_MAX_HANDSHAKES_PER_ADDRESS, 1, MANY));
    return withProxies(withCookie(options, settings), settings);
  }

  private static EngineOptions withCookie(EngineOptions options, Settings settings) {
    return settings.parse(
        Setting.SOCKET_COOKIE,
        "the name of a cookie",
        name -> options.withCookie(StickyCookie.named(name)));
  }

  private static EngineOptions withProxies(EngineOptions options, Settings settings) {
    return settings.parse(
        Setting.HTTP_TRUSTED_PROXIES,
        "networks such as 10.0.0.0/8",
        text -> options.withTrustedProxies(settings.items(Setting.HTTP_TRUSTED_PROXIES)));
  }
}
