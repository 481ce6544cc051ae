package io.belfry.socketio;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
  private final List<Consumer<OutgoingEvent>> outgoing = new CopyOnWriteArrayList<>();

  void on(String event, Consumer<Event> listener) {
    if (ReservedEvents.contains(event)) {
      throw new IllegalArgumentException(
          "'" + event + "' is no event of clients: see onConnection and onDisconnect");
    }
    named.compute(
        event,
        (name, listeners) -> {
          List<Consumer<Event>> all = listeners == null ? new CopyOnWriteArrayList<>() : listeners;
          all.add(listener);
          return all;
        });
  }

  void once(String event, Consumer<Event> listener) {
    on(event, new Once(event, listener));
  }

  void off(String event, Consumer<Event> listener) {
    named.computeIfPresent(
        event,
        (name, listeners) -> {
          if (!listeners.remove(listener)) {
            listeners.stream()
                .filter(other -> other instanceof Once once && once.listener.equals(listener))
                .findFirst()
                .ifPresent(listeners::remove);
          }
          return listeners.isEmpty() ? null : listeners;
        });
  }

  void off(String event) {
    named.remove(event);
  }

  List<Consumer<Event>> any() {
    return any;
  }

  List<Consumer<Event>> unhandled() {
    return unhandled;
  }

  List<Consumer<OutgoingEvent>> outgoing() {
    return outgoing;
  }

  /// Adds all that the others have.
  void addAll(EventListeners others) {
    others.named.forEach(
        (event, listeners) -> listeners.forEach(listener -> addCopy(event, listener)));
    any.addAll(others.any);
    unhandled.addAll(others.unhandled);
    outgoing.addAll(others.outgoing);
  }

  private void addCopy(String event, Consumer<Event> listener) {
    if (listener instanceof Once once) {
      once(event, once.listener);
    } else {
      on(event, listener);
    }
  }

  /// Calls the listeners of an event: those of its namespace, and those of its socket if it has
  /// some.
  static void dispatch(Event event, EventListeners shared, @Nullable EventListeners own) {
    callAll(shared.any, event);
    if (own != null) {
      callAll(own.any, event);
    }
    boolean handled = shared.callNamed(event);
    if (own != null) {
      handled |= own.callNamed(event);
    }
    if (!handled) {
      callAll(shared.unhandled, event);
      if (own != null) {
        callAll(own.unhandled, event);
      }
    }
  }

  /// Calls the listeners of the event's name; false when it has none.
  private boolean callNamed(Event event) {
    List<Consumer<Event>> listeners = named.getOrDefault(event.name(), List.of());
    boolean some = !listeners.isEmpty();
    callAll(listeners, event);
    return some;
  }

  void callOutgoing(Socket socket, EncodedEvent event) {
    if (!outgoing.isEmpty()) {
      OutgoingEvent sent = new OutgoingEvent(socket, event);
      callAll(outgoing, sent);
    }
  }

  static <T> void callAll(List<Consumer<T>> listeners, T argument) {
    listeners.forEach(listener -> call(listener, argument));
  }

  /// Calls one listener; what it throws is logged and goes no further, and be it an error or, from
  /// other languages, an exception that is not declared.
  static <T> void call(Consumer<T> listener, T argument) {
    try {
      listener.accept(argument);
    } catch (Throwable e) {
      log.atError()
          .addKeyValue("heard", argument)
          .setCause(e)
          .log("A listener of the application failed");
    }
  }

  /// A listener that is called once, even when several sockets call it at the same time.
  private final class Once implements Consumer<Event> {
    private final String event;
    private final Consumer<Event> listener;
    private final AtomicBoolean called = new AtomicBoolean();

    private Once(String event, Consumer<Event> listener) {
      this.event = event;
      this.listener = listener;
    }

    @Override
    public void accept(Event heard) {
      if (called.compareAndSet(false, true)) {
        off(event, this);
        listener.accept(heard);
      }
    }
  }
}
