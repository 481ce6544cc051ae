package io.belfry.socketio;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What one node asks all others to do with their sockets of a namespace.
///
/// All values and bytes: whatever carries them can write them down and read them elsewhere. A node
/// that does not have the namespace answers a request that wants an answer as if it had no sockets;
/// a [ServerSideEmit] is answered by a listener alone.
public sealed interface AdapterCommand {
  /// The name of the namespace. That of a [ParentNamespace] begins with a comma.
  String namespace();

  /// A request, to be named in its answers.
  ///
  /// @param node the id of the node that asks
  /// @param id the number of the request, unique on that node
  record Request(String node, long id) {}

  /// Send an event.
  ///
  /// @param isVolatile whether sockets that cannot take it at once are left out
  record Emit(String namespace, Targets targets, EncodedPayload event, boolean isVolatile)
      implements AdapterCommand {}

  /// Send an event and collect the acknowledgements, for an [AdapterAnswer.Acknowledged].
  ///
  /// @param timeout how long clients may take
  record EmitWithAck(
      String namespace,
      Request request,
      Targets targets,
      EncodedPayload event,
      boolean isVolatile,
      Duration timeout)
      implements AdapterCommand {}

  /// Put sockets into rooms.
  record Join(String namespace, Targets targets, Set<String> rooms) implements AdapterCommand {}

  /// Take sockets out of rooms.
  record Leave(String namespace, Targets targets, Set<String> rooms) implements AdapterCommand {}

  /// Disconnect sockets.
  ///
  /// @param close whether their whole connections are closed
  record Disconnect(String namespace, Targets targets, boolean close) implements AdapterCommand {}

  /// Say which sockets there are, by an [AdapterAnswer.Sockets].
  record Fetch(String namespace, Request request, Targets targets) implements AdapterCommand {}

  /// Call the listeners for events between nodes.
  ///
  /// @param request there when the node wants an [AdapterAnswer.ServerSide]
  record ServerSideEmit(String namespace, Optional<Request> request, EncodedPayload event)
      implements AdapterCommand {}
}
