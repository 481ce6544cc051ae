package io.belfry.socketio;

import io.belfry.socketio.engine.TransportKind;
import java.util.List;
import java.util.Set;

/// What a node answers to a request of another: once for each request.
public sealed interface AdapterAnswer {
  /// The request that is answered; [AdapterCommand.Request#node] is the node that the answer is
  /// for.
  AdapterCommand.Request request();

  /// The acknowledgements of the sockets of a node.
  ///
  /// @param missing how many of its sockets did not acknowledge
  record Acknowledged(AdapterCommand.Request request, List<Ack> acks, int missing)
      implements AdapterAnswer {
    /// Copies the list.
    public Acknowledged {
      acks = List.copyOf(acks);
    }
  }

  /// The acknowledgement of one socket.
  ///
  /// @param socket its id
  record Ack(String socket, EncodedPayload args) {}

  /// The sockets of a node.
  record Sockets(AdapterCommand.Request request, List<SocketState> sockets)
      implements AdapterAnswer {
    /// Copies the list.
    public Sockets {
      sockets = List.copyOf(sockets);
    }
  }

  /// One socket, as it was when the node was asked.
  record SocketState(String id, Set<String> rooms, TransportKind transport) {
    /// Copies the set.
    public SocketState {
      rooms = Set.copyOf(rooms);
    }
  }

  /// The answer of a listener for events between nodes.
  record ServerSide(AdapterCommand.Request request, EncodedPayload args) implements AdapterAnswer {}
}
