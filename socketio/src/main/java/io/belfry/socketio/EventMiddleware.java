package io.belfry.socketio;

/// A gate that each event of one socket passes before its listeners are called.
@FunctionalInterface
public interface EventMiddleware {
  /// Lets the event through or rejects it, now or later, by one call on `next`. Called on the event
  /// loop of the socket, which it must not block.
  void accept(Event event, EventNext next);
}
