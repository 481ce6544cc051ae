package io.belfry.socketio;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listeners for events of one socket, or of all sockets of a namespace.
///
/// Safe in any thread.
final class EventListeners {
  private static final Logger log = LoggerFactory.getLogger(EventListeners.class);

  private final ConcurrentMap<String, List<Consumer<Event>>> named = new ConcurrentHashMap<>(4);
  private final List<Consumer<Event>> any = new CopyOnWriteArrayList<>();
  private final List<Consumer<Event>> unhandled = new CopyOnWriteArrayList<>();

  void on(String event, Consumer<Event> listener) {
    named.computeIfAbsent(event, name -> new CopyOnWriteArrayList<>()).add(listener);
  }

  void onAny(Consumer<Event> listener) {
    any.add(listener);
  }

  void onUnhandled(Consumer<Event> listener) {
    unhandled.add(listener);
  }

  void callAny(Event event) {
    any.forEach(listener -> call(listener, event));
  }

  /// Calls the listeners of the event's name; false when it has none.
  boolean callNamed(Event event) {
    List<Consumer<Event>> listeners = named.getOrDefault(event.name(), List.of());
    listeners.forEach(listener -> call(listener, event));
    return !listeners.isEmpty();
  }

  void callUnhandled(Event event) {
    unhandled.forEach(listener -> call(listener, event));
  }

  /// Calls one listener; what it throws is logged and goes no further.
  static <T> void call(Consumer<T> listener, T argument) {
    try {
      listener.accept(argument);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A listener of the application failed");
    }
  }
}
