package io.belfry.socketio;

import java.util.function.Consumer;

/// Something whose events can be listened to: one socket, or all sockets of a namespace.
///
/// Safe in any thread. Listeners run on the event loop of the socket that an event comes from or
/// goes to, which they must not block. A listener is removed by the same object that was added.
///
/// @param <T> the type itself, for calls in a chain
public abstract sealed class EventSource<T extends EventSource<T>> permits Socket, NamespaceHooks {
  EventSource() {}

  abstract T self();

  /// The listeners, made when there are none yet.
  abstract EventListeners eventListeners();

  /// Has the listener called for each event of this name ([Event#socket] tells whose it is). One on
  /// a namespace costs less than one on each of its sockets.
  ///
  /// @throws IllegalArgumentException when the name is reserved, such as `disconnect`
  public T on(String event, Consumer<Event> listener) {
    eventListeners().on(event, listener);
    return self();
  }

  /// Has the listener called for the next event of this name, and then no more.
  public T once(String event, Consumer<Event> listener) {
    eventListeners().once(event, listener);
    return self();
  }

  /// Removes the listener for events of this name.
  public T off(String event, Consumer<Event> listener) {
    eventListeners().off(event, listener);
    return self();
  }

  /// Removes all listeners for events of this name.
  public T off(String event) {
    eventListeners().off(event);
    return self();
  }

  /// Has the listener called for each event, before those for its name.
  public T onAny(Consumer<Event> listener) {
    eventListeners().any().add(listener);
    return self();
  }

  /// Removes the listener for each event.
  public T offAny(Consumer<Event> listener) {
    eventListeners().any().remove(listener);
    return self();
  }

  /// Has the listener called for each event that has no listener of its own name, neither on its
  /// socket nor on the namespace.
  public T onUnhandled(Consumer<Event> listener) {
    eventListeners().unhandled().add(listener);
    return self();
  }

  /// Removes the listener for unhandled events.
  public T offUnhandled(Consumer<Event> listener) {
    eventListeners().unhandled().remove(listener);
    return self();
  }

  /// Has the listener called for each event that is sent to a socket, just before.
  public T onAnyOutgoing(Consumer<OutgoingEvent> listener) {
    eventListeners().outgoing().add(listener);
    return self();
  }

  /// Removes the listener for each event that is sent.
  public T offAnyOutgoing(Consumer<OutgoingEvent> listener) {
    eventListeners().outgoing().remove(listener);
    return self();
  }
}
