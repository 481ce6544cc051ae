package io.belfry.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The way from one server to the other nodes of a cluster, by which an event reaches all sockets
/// of a namespace wherever they are connected.
///
/// What an implementation guarantees:
/// - **Delivery** at most once. A node that is away misses what is published meanwhile.
/// - **Order**: what one thread publishes arrives at each node in that order.
/// - **No echo**: a node does not receive what it published itself.
/// - **Threads**: [#publish] and [#reply] may be called from any thread, event loops too, and do
///   not block. The receiver may be called from any thread, for one sender by one at a time.
/// - **Limits**: it has one for what waits to be sent, and drops or disconnects beyond.
///
/// Rooms stay with the node that a socket is connected to: no node knows those of another.
public interface Adapter {
  /// There is no other node.
  Adapter ALONE =
      new Adapter() {
        @Override
        public void start(String node, AdapterReceiver receiver) {}

        @Override
        public CompletionStage<Integer> publish(AdapterCommand command) {
          return CompletableFuture.completedStage(0);
        }

        @Override
        public void reply(AdapterAnswer answer) {}

        @Override
        public void close() {}
      };

  /// Joins the cluster; called once, before anything else.
  ///
  /// @param node the id of this node, unique in the cluster and different after each start
  /// @param receiver where everything goes that others send
  void start(String node, AdapterReceiver receiver);

  /// Sends a command to all other nodes.
  ///
  /// @return how many nodes it was sent to, as far as is known: so many answers are waited for.
  ///   When it fails, so does what the application asked for; of a command that wants no answer
  ///   nobody hears that
  CompletionStage<Integer> publish(AdapterCommand command);

  /// Sends an answer to the node that asked, [AdapterCommand.Request#node].
  void reply(AdapterAnswer answer);

  /// Leaves the cluster; called after the last connection was closed.
  void close();
}
