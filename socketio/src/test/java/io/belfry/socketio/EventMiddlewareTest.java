package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class EventMiddlewareTest extends SocketIoTest {
  private static final int MAX_PENDING = 50;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<EventNext> decisions = new LinkedBlockingQueue<>();

  EventMiddlewareTest() {
    root.onAny(event -> heard.add(event.name()));
  }

  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withMaxPendingEvents(MAX_PENDING);
  }

  @Test
  void gates_run_in_their_order_before_any_listener() {
    root.onConnection(
        socket ->
            socket
                .use(
                    (event, next) -> {
                      heard.add("first");
                      next.proceed();
                      next.reject(new IllegalStateException("too late"));
                    })
                .use(
                    (event, next) -> {
                      heard.add("second");
                      Thread.ofVirtual().start(next::proceed);
                    }));
    root.on("ask", event -> event.ack());
    try (WebSocketClient client = connect()) {
      assertThat(client.send("421[\"ask\"]").next()).isEqualTo("431[]");

      assertThat(heard).containsExactly("first", "second", "ask");
    }
  }

  @Test
  void a_rejected_event_reaches_the_error_listeners_alone() {
    root.onConnection(
        socket ->
            socket
                .use(
                    (event, next) -> {
                      if (event.name().equals("bad")) {
                        next.reject(new IllegalArgumentException("not allowed"));
                      } else if (event.name().equals("broken")) {
                        throw new IllegalStateException("of the test");
                      } else {
                        next.proceed();
                      }
                    })
                .onError(error -> error.event().ack(error.error().getMessage())));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("421[\"bad\"]").next()).isEqualTo("431[\"not allowed\"]");
      assertThat(client.send("422[\"broken\"]").next()).isEqualTo("432[\"of the test\"]");
      client.send("42[\"good\"]");

      assertThat(next(heard)).isEqualTo("good");
    }
  }

  @Test
  void events_keep_their_order_while_one_waits() {
    root.onConnection(
        socket ->
            socket.use(
                (event, next) -> {
                  if (event.name().equals("slow")) {
                    decisions.add(next);
                  } else {
                    next.proceed();
                  }
                }));
    try (WebSocketClient client = connect()) {
      client.send("42[\"slow\"]");
      List<String> expected = new ArrayList<>(List.of("slow"));
      for (int i = 0; i < MAX_PENDING; i++) {
        client.send("42[\"" + i + "\"]");
        expected.add(String.valueOf(i));
      }
      EventNext slow = next(decisions);
      assertThat(heard).isEmpty();
      slow.proceed();

      for (String name : expected) {
        assertThat(next(heard)).isEqualTo(name);
      }
    }
  }

  @Test
  void too_many_waiting_events_close_the_connection() {
    root.onConnection(socket -> socket.use((event, next) -> decisions.add(next)));
    try (WebSocketClient client = connect()) {
      for (int i = 0; i < MAX_PENDING + 2; i++) {
        client.send("42[\"event\"]");
      }

      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void a_decision_after_the_socket_is_gone_changes_nothing() {
    BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    root.onConnection(
        socket ->
            socket.use((event, next) -> decisions.add(next)).onError(error -> errors.add("error")));
    Socket socket;
    try (WebSocketClient client = connect()) {
      client.send("42[\"one\"]").send("42[\"two\"]");
      socket = socket();
      EventNext first = next(decisions);
      socket.disconnect();
      assertThat(client.next()).isEqualTo("41");
      first.proceed();
      assertThat(client.send("40").next()).startsWith("40{");
      client.send("42[\"three\"]");
      next(decisions).reject(new IllegalStateException("seen"));
    }

    assertThat(next(errors)).isEqualTo("error");
    await().until(() -> root.sockets().isEmpty());
    assertThat(heard).isEmpty();
    assertThat(decisions).isEmpty();
  }
}
