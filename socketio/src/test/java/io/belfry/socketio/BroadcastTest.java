package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.TransportKind;
import io.belfry.socketio.engine.WebSocketClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BroadcastTest extends SocketIoTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LATE = Duration.ofSeconds(10);

  private WebSocketClient ann;
  private WebSocketClient bob;
  private Socket annSocket;
  private Socket bobSocket;

  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withMaxPendingAcks(1);
  }

  @BeforeEach
  void connectTwo() {
    ann = connect();
    annSocket = socket();
    bob = connect();
    bobSocket = socket();
  }

  @AfterEach
  void closeTwo() {
    ann.close();
    bob.close();
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Test
  void a_socket_reaches_the_others_but_not_itself() {
    annSocket.join("room");
    bobSocket.join("room", "out");

    annSocket.broadcast().emit("all");
    annSocket.to("room").emit("room");
    annSocket.except("out").emit("nobody");
    annSocket.to("room").except("out").emit("nobody");
    io.emit("end");

    assertThat(ann.next()).isEqualTo("42[\"end\"]");
    assertThat(List.of(bob.next(), bob.next(), bob.next()))
        .containsExactly("42[\"all\"]", "42[\"room\"]", "42[\"end\"]");
  }

  @Test
  void a_broadcast_can_be_kept_and_used_again() {
    Broadcast all = io.local();
    Broadcast others = all.except(annSocket.id());

    others.emit("others");
    all.send(EncodedEvent.of("all"));

    assertThat(ann.next()).isEqualTo("42[\"all\"]");
    assertThat(bob.next()).isEqualTo("42[\"others\"]");
    assertThat(bob.next()).isEqualTo("42[\"all\"]");
  }

  @Test
  void a_room_that_is_named_like_an_id_does_not_hide_the_socket() {
    bobSocket.join(annSocket.id());

    io.to(annSocket.id()).emit("both");

    assertThat(ann.next()).isEqualTo("42[\"both\"]");
    assertThat(bob.next()).isEqualTo("42[\"both\"]");
  }

  @Test
  void a_volatile_event_is_lost_for_a_client_that_does_not_poll() {
    String polling = wire.openPolling();
    wire.post(polling, "40");
    assertThat(wire.get(polling).body()).startsWith("40{");
    Socket socket = socket();

    root.asVolatile().emit("lost");
    socket.emitVolatile("lost");
    assertThat(join(root.to(socket.id()).asVolatile().emitWithAck(LATE, "lost")).missing())
        .isEqualTo(1);
    root.emit("kept");

    assertThat(wire.get(polling).body()).isEqualTo("42[\"kept\"]");
    assertThat(ann.next()).isEqualTo("42[\"lost\"]");
    assertThat(ann.next()).isEqualTo("42[\"kept\"]");
  }

  @Test
  void a_volatile_event_reaches_a_client_that_is_ready() {
    annSocket.emitVolatile("now", 1);
    assertThat(ann.next()).isEqualTo("42[\"now\",1]");
  }

  @Test
  void all_sockets_acknowledge() {
    CompletableFuture<BroadcastAnswers> answers =
        root.emitWithAck(LATE, "question", new byte[] {1}).toCompletableFuture();

    assertThat(ann.next()).isEqualTo("451-0[\"question\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(ann.nextBinary()).containsExactly(1);
    ann.send("430[\"ann\"]").send("430[\"again\"]");
    bob.next();
    bob.send("430[\"bob\",2]");

    BroadcastAnswers all = answers.join();
    assertThat(all.isComplete()).isTrue();
    assertThat(all.answers())
        .extracting(answer -> answer.socket() + answer.args())
        .containsExactlyInAnyOrder(annSocket.id() + "[\"ann\"]", bobSocket.id() + "[\"bob\", 2]");
  }

  @Test
  void who_does_not_acknowledge_is_missing() {
    CompletableFuture<BroadcastAnswers> answers =
        root.emitWithAck(SOON, "question").toCompletableFuture();
    assertThat(ann.next()).isEqualTo("420[\"question\"]");
    ann.send("430[]");

    BroadcastAnswers all = answers.join();
    assertThat(all.answers()).extracting(BroadcastAnswers.Answer::socket).contains(annSocket.id());
    assertThat(all.missing()).isEqualTo(1);
    assertThat(all.isComplete()).isFalse();
    assertThat(join(root.to("nobody").emitWithAck(LATE, "question")).isComplete()).isTrue();
  }

  @Test
  void who_goes_or_owes_too_many_is_missing_at_once() {
    CompletableFuture<BroadcastAnswers> first =
        root.emitWithAck(LATE, "question").toCompletableFuture();
    assertThat(join(root.emitWithAck(LATE, "one too many")).missing()).isEqualTo(2);
    assertThat(ann.next()).isEqualTo("420[\"question\"]");

    ann.close();
    bob.close();

    assertThat(first.join()).isEqualTo(new BroadcastAnswers(List.of(), 2, 0));
  }

  @Test
  void many_sockets_join_leave_and_are_disconnected() {
    io.joinAll("one", "two");
    root.to(annSocket.id()).leave("one");
    assertThat(annSocket.rooms()).containsExactly("two");
    io.leaveAll("two");
    assertThat(bobSocket.rooms()).containsExactly("one");

    root.to("one").disconnect(false);
    assertThat(bob.next()).isEqualTo("41");
    io.disconnectSockets(true);
    assertThat(ann.next()).isEqualTo("41");
    assertThat(ann.closeCode()).isEqualTo(1000);
    await().until(() -> root.sockets().isEmpty());
  }

  @Test
  void sockets_are_fetched() {
    annSocket.join("room");

    List<RemoteSocket> found = join(root.to("room").fetchSockets());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().id()).isEqualTo(annSocket.id());
    assertThat(found.getFirst().rooms()).isEqualTo(Set.of("room"));
    assertThat(found.getFirst().transport()).isEqualTo(TransportKind.WEBSOCKET);
    assertThat(found.getFirst()).hasToString("RemoteSocket[" + annSocket.id() + "]");
    assertThat(join(io.fetchSockets())).hasSize(2);
  }
}
