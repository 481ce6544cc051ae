package io.belfry.socketio;

import static io.belfry.socketio.RecoveryFixture.assertRecovered;
import static io.belfry.socketio.RecoveryTest.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.RecoveryFixture.Session;
import io.belfry.socketio.engine.WebSocketClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryMiddlewareTest {
  private final RecoveryFixture server = new RecoveryFixture(SMALL);
  private final Namespace root = server.root;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void middleware_keeps_a_banned_user_out_until_it_does_not() {
    AtomicBoolean banned = new AtomicBoolean();
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    server.interrupt(ann);
    root.use(
        (socket, next) -> {
          if (banned.get()) {
            next.reject(new ConnectError("banned"));
          } else {
            next.proceed();
          }
        });
    banned.set(true);
    root.emit("missed");
    String claim = "40{\"pid\":\"" + ann.pid() + "\",\"offset\":\"" + offset + "\"}";
    try (WebSocketClient client = server.wire.openWebSocket()) {
      assertThat(client.send(claim).next()).isEqualTo("44{\"message\":\"banned\"}");
    }
    banned.set(false);

    Session again = server.connect(ann.pid(), offset);

    assertRecovered(ann, again);
    again.heard("42[\"missed\"");
  }

  @Test
  void a_client_that_goes_while_middleware_thinks_can_come_again() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    server.interrupt(ann);
    CompletableFuture<Next> decision = new CompletableFuture<>();
    root.use(
        (socket, next) -> {
          if (!decision.complete(next)) {
            next.proceed();
          }
        });
    WebSocketClient client = server.wire.openWebSocket();
    client.send("40{\"pid\":\"" + ann.pid() + "\",\"offset\":\"" + offset + "\"}");
    Next next = decision.join();
    client.close();
    await().until(() -> server.io.connections() == 0);
    next.proceed();

    assertRecovered(ann, server.connect(ann.pid(), offset));
  }

  @Test
  void a_recovery_that_comes_too_late_leads_to_a_fresh_socket_after_all() {
    Session ann = server.connect();
    ann.socket().attach("hers");
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    server.interrupt(ann);
    root.use(
        (socket, next) -> {
          assertThat(socket.recovered()).isTrue();
          IntStream.range(0, 5).forEach(i -> root.emit("flood"));
          next.proceed();
        });

    Session again = server.connect(ann.pid(), offset);

    assertThat(again.pid()).isNotEqualTo(ann.pid());
    assertThat(again.socket().recovered()).isFalse();
    assertThat(again.socket().attachment(Object.class)).isEmpty();
  }

  @Test
  void middleware_can_be_skipped_by_those_who_come_back() {
    try (RecoveryFixture trusting = new RecoveryFixture(SMALL.withSkipMiddlewares(true))) {
      Session ann = trusting.connect();
      String offset = ann.heardAfter(() -> trusting.root.emit("one"), "42[\"one\"");
      trusting.interrupt(ann);
      trusting.root.use((socket, next) -> next.reject(new ConnectError("closed")));

      assertRecovered(ann, trusting.connect(ann.pid(), offset));
      try (WebSocketClient client = trusting.wire.openWebSocket()) {
        assertThat(client.send("40").next()).isEqualTo("44{\"message\":\"closed\"}");
      }
    }
  }
}
