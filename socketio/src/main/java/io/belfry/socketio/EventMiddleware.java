package io.belfry.socketio;

/// A gate that each event of one socket passes before its listeners are called, added by
/// [Socket#use].
@FunctionalInterface
public interface EventMiddleware {
  /// Lets the event through or rejects it, now or later, by one call on `next`. Called on the event
  /// loop of the socket, which it must not block. What is thrown is logged, and rejects the event.
  void accept(Event event, EventNext next);
}
