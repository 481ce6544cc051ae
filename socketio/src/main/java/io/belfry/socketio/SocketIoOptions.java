package io.belfry.socketio;

import io.belfry.socketio.engine.EngineOptions;
import io.belfry.socketio.engine.TransportKind;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The settings of a [SocketIoServer].
///
/// @param engine the settings of the connections below: path, heartbeat, sizes, origins, transports
/// @param connectTimeout how long it may take a client to be let into its first namespace,
///   middleware included
/// @param maxAttachments the most binary attachments of one packet
/// @param maxNamespaces the most namespaces that one connection may be connected to
/// @param maxPendingAcks the most acknowledgements that the server may wait for on one socket
/// @param maxJsonDepth how deep arrays and objects of one packet may be nested
public record SocketIoOptions(
    EngineOptions engine,
    Duration connectTimeout,
    int maxAttachments,
    int maxNamespaces,
    int maxPendingAcks,
    int maxJsonDepth) {

  /// Checks each setting.
  public SocketIoOptions {
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("connectTimeout must be positive: " + connectTimeout);
    }
    requireAtLeast("maxAttachments", maxAttachments, 0);
    requireAtLeast("maxNamespaces", maxNamespaces, 1);
    requireAtLeast("maxPendingAcks", maxPendingAcks, 0);
    requireAtLeast("maxJsonDepth", maxJsonDepth, 1);
  }

  /// The settings that need no thought, on path `/socket.io/`.
  public static SocketIoOptions defaults() {
    return new SocketIoOptions(
        EngineOptions.defaults().withPath("/socket.io/"),
        Duration.ofSeconds(45),
        10,
        100,
        1_000,
        100);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }

  private SocketIoOptions withEngine(UnaryOperator<EngineOptions> change) {
    return new SocketIoOptions(
        change.apply(engine),
        connectTimeout,
        maxAttachments,
        maxNamespaces,
        maxPendingAcks,
        maxJsonDepth);
  }

  /// The same settings with another `path`; see [EngineOptions#path].
  public SocketIoOptions withPath(String path) {
    return withEngine(options -> options.withPath(path));
  }

  /// The same settings with another `pingInterval`; see [EngineOptions#pingInterval].
  public SocketIoOptions withPingInterval(Duration pingInterval) {
    return withEngine(options -> options.withPingInterval(pingInterval));
  }

  /// The same settings with another `pingTimeout`; see [EngineOptions#pingTimeout].
  public SocketIoOptions withPingTimeout(Duration pingTimeout) {
    return withEngine(options -> options.withPingTimeout(pingTimeout));
  }

  /// The same settings with another `upgradeTimeout`; see [EngineOptions#upgradeTimeout].
  public SocketIoOptions withUpgradeTimeout(Duration upgradeTimeout) {
    return withEngine(options -> options.withUpgradeTimeout(upgradeTimeout));
  }

  /// The same settings with another `maxPayload`; see [EngineOptions#maxPayload].
  public SocketIoOptions withMaxPayload(int maxPayload) {
    return withEngine(options -> options.withMaxPayload(maxPayload));
  }

  /// The same settings with another `maxBufferedBytes`; see [EngineOptions#maxBufferedBytes].
  public SocketIoOptions withMaxBufferedBytes(int maxBufferedBytes) {
    return withEngine(options -> options.withMaxBufferedBytes(maxBufferedBytes));
  }

  /// The same settings with another `maxSessions`; see [EngineOptions#maxSessions].
  public SocketIoOptions withMaxSessions(int maxSessions) {
    return withEngine(options -> options.withMaxSessions(maxSessions));
  }

  /// The same settings with another `allowedOrigins`; see [EngineOptions#allowedOrigins].
  public SocketIoOptions withAllowedOrigins(Set<String> allowedOrigins) {
    return withEngine(options -> options.withAllowedOrigins(allowedOrigins));
  }

  /// The same settings with another `transports`; see [EngineOptions#transports].
  public SocketIoOptions withTransports(Set<TransportKind> transports) {
    return withEngine(options -> options.withTransports(transports));
  }

  /// The same settings with another `connectTimeout`.
  public SocketIoOptions withConnectTimeout(Duration connectTimeout) {
    return new SocketIoOptions(
        engine, connectTimeout, maxAttachments, maxNamespaces, maxPendingAcks, maxJsonDepth);
  }

  /// The same settings with another `maxAttachments`.
  public SocketIoOptions withMaxAttachments(int maxAttachments) {
    return new SocketIoOptions(
        engine, connectTimeout, maxAttachments, maxNamespaces, maxPendingAcks, maxJsonDepth);
  }

  /// The same settings with another `maxNamespaces`.
  public SocketIoOptions withMaxNamespaces(int maxNamespaces) {
    return new SocketIoOptions(
        engine, connectTimeout, maxAttachments, maxNamespaces, maxPendingAcks, maxJsonDepth);
  }

  /// The same settings with another `maxPendingAcks`.
  public SocketIoOptions withMaxPendingAcks(int maxPendingAcks) {
    return new SocketIoOptions(
        engine, connectTimeout, maxAttachments, maxNamespaces, maxPendingAcks, maxJsonDepth);
  }

  /// The same settings with another `maxJsonDepth`.
  public SocketIoOptions withMaxJsonDepth(int maxJsonDepth) {
    return new SocketIoOptions(
        engine, connectTimeout, maxAttachments, maxNamespaces, maxPendingAcks, maxJsonDepth);
  }
}
