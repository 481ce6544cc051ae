package io.belfry.socketio;

import static io.belfry.socketio.BroadcastTest.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import io.socket.client.IO;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two servers that a bus joins, with a client at each.
class ClusterTest {
  private static final Duration LATE = Duration.ofSeconds(10);

  private final InMemoryBus bus = new InMemoryBus();
  private final SocketIoServer here = server();
  private final SocketIoServer there = server();
  private final Wire hereWire = new Wire("/socket.io/", here::handle);
  private final Wire thereWire = new Wire("/socket.io/", there::handle);
  private final Namespace root = here.of("/");
  private final Namespace rootThere = there.of("/");
  private WebSocketClient ann;
  private WebSocketClient bob;
  private Socket annSocket;
  private Socket bobSocket;

  private SocketIoServer server() {
    return SocketIoServer.create(
        Wire.VERTX,
        SocketIoOptions.defaults().withAdapterTimeout(Duration.ofSeconds(1)),
        SocketIoMetrics.NONE,
        bus.adapter());
  }

  @BeforeEach
  void connectOneHereAndOneThere() {
    ann = hereWire.openWebSocket();
    ann.send("40").next();
    annSocket = root.sockets().iterator().next();
    bob = thereWire.openWebSocket();
    bob.send("40").next();
    bobSocket = rootThere.sockets().iterator().next();
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
    here.close().await();
    there.close().await();
    await().until(() -> bus.nodes() == 0);
    hereWire.close();
    thereWire.close();
    bus.close();
  }

  @Test
  void events_reach_the_sockets_of_both_nodes_once_and_in_order() {
    annSocket.join("room");
    bobSocket.join("room");

    for (int i = 0; i < 100; i++) {
      root.to("room").emit("news", i);
    }
    root.emit("end");

    for (int i = 0; i < 100; i++) {
      assertThat(ann.next()).isEqualTo("42[\"news\"," + i + "]");
      assertThat(bob.next()).isEqualTo("42[\"news\"," + i + "]");
    }
    assertThat(ann.next()).isEqualTo("42[\"end\"]");
    assertThat(bob.next()).isEqualTo("42[\"end\"]");
  }

  @Test
  void a_choice_of_sockets_holds_on_both_nodes() {
    annSocket.broadcast().emit("from ann");
    root.except(bobSocket.id()).emit("not bob");
    root.local().emit("local");
    root.to(bobSocket.id()).emit("bob", new byte[] {7}, "é");
    root.asVolatile().emit("end");

    assertThat(List.of(ann.next(), ann.next(), ann.next()))
        .containsExactly("42[\"not bob\"]", "42[\"local\"]", "42[\"end\"]");
    assertThat(bob.next()).isEqualTo("42[\"from ann\"]");
    assertThat(bob.next()).isEqualTo("451-[\"bob\",{\"_placeholder\":true,\"num\":0},\"é\"]");
    assertThat(bob.nextBinary()).containsExactly(7);
    assertThat(bob.next()).isEqualTo("42[\"end\"]");
  }

  @Test
  void stock_clients_hear_of_each_other() {
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    io.socket.client.Socket client =
        IO.socket(
            URI.create("http://127.0.0.1:" + thereWire.port()),
            IO.Options.builder().setForceNew(true).build());
    client.on("hello", args -> heard.add(args[0]));
    client.connect();
    try {
      await().until(() -> rootThere.sockets().size() == 2);
      root.on("say", event -> event.socket().broadcast().emit("hello", event.arg(0)));

      ann.send("42[\"say\",\"there\"]");

      assertThat(SocketIoTest.next(heard)).isEqualTo("there");
    } finally {
      client.close();
    }
  }

  @Test
  void acknowledgements_come_from_both_nodes() {
    CompletableFuture<BroadcastAnswers> answers =
        root.emitWithAck(LATE, "question").toCompletableFuture();
    assertThat(ann.next()).isEqualTo("420[\"question\"]");
    ann.send("430[\"ann\"]");
    assertThat(bob.next()).isEqualTo("420[\"question\"]");
    bob.send("461-0[{\"_placeholder\":true,\"num\":0}]").send(new byte[] {1, 2});

    BroadcastAnswers all = answers.join();
    assertThat(all.isComplete()).isTrue();
    assertThat(all.answers())
        .extracting(answer -> answer.socket() + answer.args())
        .containsExactlyInAnyOrder(annSocket.id() + "[\"ann\"]", bobSocket.id() + "[\"AQI=\"]");
  }

  @Test
  void a_node_that_does_not_answer_is_told_of() {
    bus.addDeafNode();

    BroadcastAnswers all = join(root.emitWithAck(Duration.ofMillis(100), "question"));

    assertThat(all).isEqualTo(new BroadcastAnswers(List.of(), 2, 1));
    assertThatThrownBy(() -> join(root.fetchSockets())).hasCauseInstanceOf(TimeoutException.class);
    assertThat(join(root.local().fetchSockets())).hasSize(1);
  }

  @Test
  void sockets_are_fetched_and_moved_wherever_they_are() {
    root.joinAll("room");
    await().until(() -> bobSocket.rooms().equals(Set.of("room")));
    List<RemoteSocket> found = join(root.to("room").fetchSockets());
    assertThat(found)
        .extracting(RemoteSocket::id)
        .containsExactlyInAnyOrder(annSocket.id(), bobSocket.id());
    RemoteSocket remote =
        found.stream().filter(socket -> socket.id().equals(bobSocket.id())).findFirst().get();
    assertThat(remote.rooms()).containsExactly("room");

    remote.join("other");
    remote.leave("room");
    await().until(() -> bobSocket.rooms().equals(Set.of("other")));
    assertThat(annSocket.rooms()).containsExactly("room");
    remote.emit("hello");
    assertThat(bob.next()).isEqualTo("42[\"hello\"]");
    remote.disconnect(true);

    assertThat(bob.next()).isEqualTo("41");
    assertThat(bob.closeCode()).isEqualTo(1000);
    assertThat(annSocket.isConnected()).isTrue();
    root.leaveAll("room");
    assertThat(annSocket.rooms()).isEmpty();
  }

  @Test
  void a_node_without_the_namespace_answers_for_no_socket() {
    here.of("/only-here");
    ann.send("40/only-here").next();

    assertThat(join(here.of("/only-here").fetchSockets())).hasSize(1);
    CompletableFuture<BroadcastAnswers> answers =
        here.of("/only-here").emitWithAck(LATE, "question").toCompletableFuture();
    here.of("/only-here").joinAll("room");
    assertThat(ann.next()).isEqualTo("42/only-here,0[\"question\"]");
    ann.send("43/only-here,0[]");
    assertThat(answers.join().isComplete()).isTrue();
  }

  @Test
  void nodes_speak_to_each_other_past_the_clients() {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    root.onServerSide("hi", event -> heard.add("echo"));
    rootThere.onServerSide(
        "hi",
        event -> {
          heard.add(event.name() + event.args() + event.arg(5).isMissingNode());
          event.answer("first", new byte[] {3});
          event.answer("second");
        });

    root.serverSideEmit("hi", 1, "two");

    assertThat(SocketIoTest.next(heard)).isEqualTo("hi[1, \"two\"]true");
    NodeAnswers answers = join(root.serverSideEmitWithAck(LATE, "hi"));
    assertThat(answers.answers()).hasToString("[[\"first\", \"Aw==\"]]");
    assertThat(answers.silentNodes()).isZero();
    assertThat(join(root.serverSideEmitWithAck(Duration.ofMillis(50), "unheard")))
        .isEqualTo(new NodeAnswers(List.of(), 1));
    assertThat(SocketIoTest.next(heard)).startsWith("hi[]");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_listener_for_other_nodes_can_be_removed() {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Consumer<ServerSideEvent> listener = event -> heard.add("removed");
    rootThere.onServerSide("hi", listener).offServerSide("hi", listener);
    rootThere.onServerSide("end", event -> heard.add("end"));

    root.serverSideEmit("hi");
    root.serverSideEmit("end");

    assertThat(SocketIoTest.next(heard)).isEqualTo("end");
  }

  @Test
  void a_parent_reaches_its_children_on_both_nodes() {
    Pattern rooms = Pattern.compile("/room-\\d");
    ParentNamespace parent = here.of(rooms);
    there.of(rooms);
    ann.send("40/room-1").next();
    bob.send("40/room-2").next();

    parent.emit("all");

    assertThat(ann.next()).isEqualTo("42/room-1,[\"all\"]");
    assertThat(bob.next()).isEqualTo("42/room-2,[\"all\"]");
  }

  @Test
  void a_server_alone_has_nobody_to_speak_to() {
    SocketIoServer alone = SocketIoServer.create(Wire.VERTX, SocketIoOptions.defaults());

    alone.of("/").serverSideEmit("hi");

    assertThat(join(alone.of("/").serverSideEmitWithAck(LATE, "hi")))
        .isEqualTo(new NodeAnswers(List.of(), 0));
  }
}
