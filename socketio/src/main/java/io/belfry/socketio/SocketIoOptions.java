package io.belfry.socketio;

import io.belfry.socketio.engine.EngineOptions;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The settings of a [SocketIoServer].
///
/// A client that goes over a limit is closed with [DisconnectReason#LIMIT_EXCEEDED] where nothing
/// else is said, and counted ([SocketIoMetrics#limitExceeded]).
///
/// @param engine the settings of the connections below: path, heartbeat, sizes, origins, transports
/// @param connectTimeout how long it may take a client to be let into its first namespace,
///   middleware included
/// @param maxEventName the most characters of the name of an event
/// @param maxAckId the highest number with which a client may ask for an acknowledgement; at most
///   2^53 - 1, where the whole numbers of JavaScript end
/// @param maxAttachments the most binary attachments of one packet
/// @param maxAttachmentBytes the most bytes of all attachments of one packet
/// @param maxNamespaces the most namespaces that one connection may be connected to
/// @param maxPendingAcks the most acknowledgements that the server may wait for on one socket;
///   beyond, an event is not sent ([AckException.Cause#TOO_MANY_PENDING])
/// @param maxJsonDepth how deep arrays and objects of one packet may be nested
/// @param maxNamespaceName the most bytes of the name of a namespace that a client asks for
/// @param maxDynamicNamespaces the most namespaces that may be made for clients at once (see
///   [ParentNamespace]); more are refused
/// @param maxPendingEvents the most events of one socket that may wait for its middleware
/// @param maxPendingEventBytes the most bytes of those events
/// @param adapterTimeout how long other nodes may take to answer, beyond the time that their
///   clients have
/// @param recovery whether and how interrupted connections are recovered
@RecordBuilder
public record SocketIoOptions(
    EngineOptions engine,
    Duration connectTimeout,
    int maxEventName,
    long maxAckId,
    int maxAttachments,
    int maxAttachmentBytes,
    int maxNamespaces,
    int maxPendingAcks,
    int maxJsonDepth,
    int maxNamespaceName,
    int maxDynamicNamespaces,
    int maxPendingEvents,
    int maxPendingEventBytes,
    Duration adapterTimeout,
    RecoveryOptions recovery)
    implements SocketIoOptionsBuilder.With {
  /// The largest whole number that JavaScript counts up to one by one.
  static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  /// What JSON libraries write, and what a thread's stack takes.
  private static final int MOST_JSON_DEPTH = 1_000;

  /// Checks each setting.
  public SocketIoOptions {
    requirePositive("connectTimeout", connectTimeout);
    requireAtLeast("maxEventName", maxEventName, 1);
    if (maxAckId < 0 || maxAckId > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException("maxAckId must be from 0 to 2^53 - 1: " + maxAckId);
    }
    requireAtLeast("maxAttachments", maxAttachments, 0);
    requireAtLeast("maxAttachmentBytes", maxAttachmentBytes, 0);
    requireAtLeast("maxNamespaces", maxNamespaces, 1);
    requireAtLeast("maxPendingAcks", maxPendingAcks, 0);
    if (maxJsonDepth < 1 || maxJsonDepth > MOST_JSON_DEPTH) {
      throw new IllegalArgumentException("maxJsonDepth must be from 1 to 1000: " + maxJsonDepth);
    }
    requireAtLeast("maxNamespaceName", maxNamespaceName, 1);
    requireAtLeast("maxDynamicNamespaces", maxDynamicNamespaces, 0);
    requireAtLeast("maxPendingEvents", maxPendingEvents, 0);
    requireAtLeast("maxPendingEventBytes", maxPendingEventBytes, 0);
    requirePositive("adapterTimeout", adapterTimeout);
  }

  /// The settings that need no thought, on path `/socket.io/`.
  public static SocketIoOptions defaults() {
    return new SocketIoOptions(
        EngineOptions.defaults().withPath("/socket.io/"),
        Duration.ofSeconds(45),
        256,
        MAX_SAFE_INTEGER,
        10,
        4_000_000,
        100,
        1_000,
        100,
        255,
        10_000,
        1_000,
        4_000_000,
        Duration.ofSeconds(5),
        RecoveryOptions.OFF);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }

  /// The same settings with other ones for the connections below: `defaults().withEngine(engine ->
  /// engine.withPath("/chat/"))`.
  public SocketIoOptions withEngine(UnaryOperator<EngineOptions> change) {
    return withEngine(change.apply(engine));
  }
}
