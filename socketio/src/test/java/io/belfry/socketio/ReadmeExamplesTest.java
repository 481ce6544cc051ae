package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.Deflate;
import io.belfry.socketio.engine.EngineRequest;
import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What the shorter examples of the README do.
class ReadmeExamplesTest extends SocketIoTest {
  // Vert.x: servers with the same negative port share one free port.
  private static final int SHARED_FREE_PORT = -1;

  @Test
  void rooms_choose_who_hears() {
    ReadmeExamples.rooms(io);
    try (WebSocketClient ann = connect();
        WebSocketClient bob = connect()) {
      ann.send("42[\"typing\"]");
      assertThat(bob.next()).startsWith("42[\"typing\",\"");

      ann.send("42[\"tell\",1]");
      assertThat(bob.next()).isEqualTo("42[\"told\",1]");
      assertThat(bob.next()).isEqualTo("42[\"told here\"]");
      assertThat(bob.next()).isEqualTo("42[\"moved\"]");
      assertThat(root.to("europe").sockets()).hasSize(2);
      assertThat(root.to("lobby").sockets()).isEmpty();
    }
  }

  @Test
  void the_roll_is_called() {
    ReadmeExamples.rooms(io);
    try (WebSocketClient ann = connect()) {
      CompletableFuture<String> roll = ReadmeExamples.rollCall(io).toCompletableFuture();
      String question = ann.next();
      assertThat(question).matches("42\\d+\\[\"are you there\"]");
      ann.send("43" + question.replaceAll("42(\\d+).*", "$1") + "[]");

      assertThat(roll.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("1 are, 0 did not say so");
    }
  }

  @Test
  void a_delivery_takes_turns() {
    try (WebSocketClient ann = connect();
        WebSocketClient bob = connect()) {
      ReadmeExamples.onceForMany(io);

      assertThat(Set.of(ann.next(), bob.next()))
          .isEqualTo(Set.of("42[\"turn\",\"even\"]", "42[\"turn\",\"odd\"]"));
    }
  }

  @Test
  void middleware_lets_in_and_keeps_out() {
    ReadmeExamples.middleware(
        io,
        token ->
            switch (token) {
              case "good" -> CompletableFuture.completedStage(Optional.of("Ann"));
              case "bad" -> CompletableFuture.completedStage(Optional.empty());
              default -> CompletableFuture.failedStage(new IllegalStateException());
            });
    try (WebSocketClient ann = wire.openWebSocket()) {
      String refused = "44{\"message\":\"unknown token\"}";
      assertThat(ann.send("40{\"token\":\"bad\"}").next()).isEqualTo(refused);
      assertThat(ann.send("40").next()).isEqualTo(refused);
      assertThat(ann.send("40{\"token\":\"good\"}").next()).startsWith("40{\"sid\":");
      assertThat(socket().attachment(String.class)).contains("Ann");
    }
  }

  @Test
  void middleware_of_a_socket_keeps_events_out() {
    ReadmeExamples.eventMiddleware(io);
    root.onAny(event -> event.ack("done"));
    try (WebSocketClient ann = connect()) {
      assertThat(ann.send("421[\"admin stop\"]").next()).isEqualTo("431[\"not for you\"]");
      assertThat(ann.send("422[\"other\"]").next()).isEqualTo("432[\"done\"]");
    }
  }

  @Test
  void namespaces_are_there_by_name_and_by_pattern() {
    ReadmeExamples.namespaces(io);
    try (WebSocketClient ann = wire.openWebSocket()) {
      assertThat(ann.send("40/news").next()).startsWith("40/news,");
      assertThat(ann.next()).isEqualTo("42/news,[\"hello\"]");
      assertThat(ann.send("40/tenant-7").next()).startsWith("40/tenant-7,");
      assertThat(ann.next()).isEqualTo("42/tenant-7,[\"welcome to\",\"/tenant-7\"]");
      assertThat(ann.send("42/tenant-7,[\"say\",1]").next()).isEqualTo("42/tenant-7,[\"said\",1]");
      assertThat(ann.send("40/tenant-x").next()).startsWith("44/tenant-x,");
    }
  }

  @Test
  void a_question_is_answered() {
    AtomicLong late = new AtomicLong();
    try (WebSocketClient ann = connect()) {
      ReadmeExamples.question(socket(), late);
      assertThat(ann.next()).isEqualTo("420[\"six times seven\"]");
      assertThat(ann.send("430[42]").next()).isEqualTo("42[\"answer\",\"right\"]");
      assertThat(late).hasValue(0);
    }
  }

  @Test
  void a_picture_is_stored() {
    ReadmeExamples.binary(io);
    try (WebSocketClient ann = connect()) {
      ann.send("451-1[\"picture\",{\"_placeholder\":true,\"num\":0}]").send((byte) 1, (byte) 2);

      assertThat(ann.next()).isEqualTo("431[2]");
      assertThat(ann.next())
          .startsWith("451-[\"stored\",{")
          .contains("\"size\":2", "\"copy\":{\"_placeholder\":true,\"num\":0}");
      assertThat(ann.nextBinary()).containsExactly(1, 2);
    }
  }

  @Test
  void a_cursor_is_passed_on() {
    ReadmeExamples.relay(io);
    try (WebSocketClient ann = connect();
        WebSocketClient bob = connect()) {
      ann.send("42[\"cursor\",1.50,{\"y\" : 2}]");

      assertThat(bob.next()).isEqualTo("42[\"cursor\",1.50,{\"y\" : 2}]");
    }
  }

  @Test
  void a_new_socket_gets_the_state() {
    SocketIoServer recovering = ReadmeExamples.recovery(Wire.VERTX);
    try (Wire other = new Wire("/socket.io/", recovering::handle);
        WebSocketClient ann = other.openWebSocket()) {
      assertThat(ann.send("40").next()).contains("\"pid\":");
      assertThat(ann.next()).startsWith("42[\"state\",\"all of it\"");
      recovering.close().await();
    }
  }

  @Test
  void a_node_answers_another() {
    try (InMemoryBus bus = new InMemoryBus()) {
      SocketIoServer one = ReadmeExamples.node(Wire.VERTX, bus.adapter());
      SocketIoServer other = ReadmeExamples.node(Wire.VERTX, bus.adapter());

      NodeAnswers answers =
          one.of("/")
              .serverSideEmitWithAck(Duration.ofSeconds(5), "which version")
              .toCompletableFuture()
              .join();

      assertThat(answers.silentNodes()).isZero();
      assertThat(answers.answers()).hasToString("[[\"1.2\"]]");
      one.close().await();
      other.close().await();
    }
  }

  @Test
  void the_settings_behind_a_proxy_are_valid() {
    SocketIoOptions options = ReadmeExamples.behindProxy(Set.of("10.9.9.9"));

    assertThat(options.engine().deflate()).isEqualTo(Deflate.ON);
    assertThat(options.engine().gate().allows(from("10.9.9.9")).result()).isFalse();
    assertThat(options.engine().gate().allows(from("10.9.9.8")).result()).isTrue();
  }

  private static EngineRequest from(String address) {
    MultiMap nothing = MultiMap.caseInsensitiveMultiMap();
    return new EngineRequest(nothing, nothing, address, Instant.EPOCH);
  }

  @Test
  void sockets_are_counted() {
    AtomicLong count = new AtomicLong();
    SocketIoServer counted = ReadmeExamples.counted(Wire.VERTX, count);
    counted.of("/");
    try (Wire other = new Wire("/socket.io/", counted::handle);
        WebSocketClient ann = other.openWebSocket()) {
      assertThat(ann.send("40").next()).startsWith("40{");
      assertThat(count).hasValue(1);
      counted.close().await();
      await().untilAsserted(() -> assertThat(count).hasValue(0));
    }
  }

  @Test
  void one_server_listens_on_several_event_loops_and_stops() {
    BlockingQueue<HttpServer> listening = new LinkedBlockingQueue<>();
    String deployment =
        ReadmeExamples.onAllLoops(Wire.VERTX, io, SHARED_FREE_PORT, 2, listening::add).await();

    assertThat(next(listening).actualPort()).isEqualTo(next(listening).actualPort()).isPositive();

    ReadmeExamples.stop(Wire.VERTX, io, deployment).await();
    assertThat(Wire.VERTX.deploymentIDs()).doesNotContain(deployment);
  }
}
