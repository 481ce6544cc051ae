package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.WebSocketClient;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ParentNamespaceTest extends SocketIoTest {
  private static final Pattern TENANTS = Pattern.compile("/tenant-\\d+");

  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withMaxDynamicNamespaces(2).withMaxNamespaces(4).withMaxNamespaceName(20);
  }

  @Test
  void a_child_is_made_with_what_its_parent_has_and_is_gone_with_its_last_socket() {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    ParentNamespace parent =
        io.of(TENANTS)
            .use(
                (socket, next) -> {
                  heard.add("gate " + socket.namespace().name());
                  next.proceed();
                })
            .onConnection(socket -> heard.add("connection " + socket.namespace().name()))
            .on("ask", event -> event.ack("fine"));
    try (WebSocketClient ann = connect();
        WebSocketClient bob = connect()) {
      assertThat(ann.send("40/tenant-1").next()).startsWith("40/tenant-1,{\"sid\":");
      assertThat(bob.send("40/tenant-1").next()).startsWith("40/tenant-1,{\"sid\":");
      assertThat(ann.send("42/tenant-1,7[\"ask\"]").next()).isEqualTo("43/tenant-1,7[\"fine\"]");
      assertThat(heard)
          .containsExactly(
              "gate /tenant-1", "connection /tenant-1", "gate /tenant-1", "connection /tenant-1");
      assertThat(parent.children())
          .singleElement()
          .satisfies(child -> assertThat(child.sockets()).hasSize(2));
      assertThat(io.namespace("/tenant-1")).contains(parent.children().iterator().next());

      ann.send("41/tenant-1");
      await().until(() -> io.namespace("/tenant-1").get().sockets().size() == 1);
      bob.close();
      await().until(() -> parent.children().isEmpty());
      assertThat(io.namespace("/tenant-1")).isEmpty();
      assertThat(ann.send("40/tenant-1").next()).startsWith("40/tenant-1,");
    }
  }

  @Test
  void a_parent_emits_to_all_its_children() {
    ParentNamespace parent = io.of(TENANTS);
    try (WebSocketClient ann = connect()) {
      ann.send("40/tenant-1").next();
      ann.send("40/tenant-2").next();

      parent.emit("news", 1);

      assertThat(List.of(ann.next(), ann.next()))
          .containsExactlyInAnyOrder("42/tenant-1,[\"news\",1]", "42/tenant-2,[\"news\",1]");
    }
  }

  @Test
  void a_name_that_no_pattern_matches_wholly_is_refused() {
    io.of(TENANTS);
    try (WebSocketClient client = connect()) {
      assertThat(client.send("40/tenant-1x").next())
          .isEqualTo("44/tenant-1x,{\"message\":\"Invalid namespace\"}");
    }
  }

  @Test
  void a_namespace_with_a_name_goes_before_a_pattern() {
    io.of(TENANTS).use((socket, next) -> next.reject(new ConnectError("by the pattern")));
    Namespace named = io.of("/tenant-1");
    try (WebSocketClient client = connect()) {
      assertThat(client.send("40/tenant-1").next()).startsWith("40/tenant-1,");
      client.send("41/tenant-1");
      await().until(() -> named.sockets().isEmpty());
      assertThat(io.namespace("/tenant-1")).contains(named);
    }
  }

  @Test
  void a_child_that_is_called_by_name_stays() {
    ParentNamespace parent = io.of(TENANTS);
    try (WebSocketClient client = connect()) {
      client.send("40/tenant-1").next();
      Namespace child = io.of("/tenant-1");
      client.send("41/tenant-1");
      await().until(() -> child.sockets().isEmpty());

      assertThat(io.namespace("/tenant-1")).contains(child);
      assertThat(parent.children()).contains(child);
    }
  }

  @Test
  void a_gate_decides_by_name_and_handshake_and_may_take_its_time() {
    CompletableFuture<Boolean> later = new CompletableFuture<>();
    io.of((name, handshake) -> CompletableFuture.failedStage(new IllegalStateException("a test")));
    io.of(
        (name, handshake) -> {
          throw new IllegalStateException("of the test");
        });
    io.of((name, handshake) -> later.thenApply(yes -> handshake.auth().path("in").asBoolean()));
    try (WebSocketClient client = connect()) {
      client.send("40/a,{\"in\":true}").send("42/a,[\"too early\"]").send("40/b,{\"in\":false}");
      Thread.ofVirtual().start(() -> later.complete(true));

      assertThat(List.of(client.next(), client.next()))
          .anyMatch(answer -> answer.startsWith("40/a,{\"sid\""))
          .anyMatch(answer -> answer.equals("44/b,{\"message\":\"Invalid namespace\"}"));
    }
  }

  @Test
  void asking_twice_while_a_gate_thinks_closes_the_connection() {
    io.of((name, handshake) -> new CompletableFuture<>());
    try (WebSocketClient client = connect()) {
      assertThat(client.send("40/a").send("40/a").closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void an_answer_for_a_client_that_is_gone_makes_nothing() {
    CompletableFuture<Boolean> later = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    ParentNamespace parent =
        io.of(
            (name, handshake) -> {
              asked.complete(true);
              return later;
            });
    try (WebSocketClient client = connect()) {
      client.send("40/a");
      asked.join();
    }
    await().until(() -> io.connections() == 0);

    later.complete(true);

    try (WebSocketClient client = connect()) {
      assertThat(client.send("40/b").next()).startsWith("40/b,");
      assertThat(parent.children()).extracting(Namespace::name).containsExactly("/b");
    }
  }

  @Test
  void a_rejected_client_leaves_no_child() {
    ParentNamespace parent =
        io.of(TENANTS).use((socket, next) -> next.reject(new ConnectError("no")));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("40/tenant-1").next()).isEqualTo("44/tenant-1,{\"message\":\"no\"}");
      assertThat(parent.children()).isEmpty();
      assertThat(io.namespace("/tenant-1")).isEmpty();
    }
  }

  @Test
  void there_are_so_many_children_only() {
    io.of(TENANTS);
    try (WebSocketClient client = connect()) {
      client.send("40/tenant-1").next();
      client.send("40/tenant-2").next();

      assertThat(client.send("40/tenant-3").next())
          .isEqualTo("44/tenant-3,{\"message\":\"Too many namespaces\"}");
      client.send("41/tenant-2");
      assertThat(client.send("40/tenant-3").next()).startsWith("40/tenant-3,");
    }
  }

  @Test
  void a_connection_may_be_in_so_many_of_them_only() {
    io.of((name, handshake) -> new CompletableFuture<>());
    try (WebSocketClient client = connect()) {
      client.send("40/1").send("40/2").send("40/3");

      assertThat(client.send("40/4").closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void ten_thousand_names_of_one_client_leave_nothing() {
    ParentNamespace parent = io.of(TENANTS);
    try (WebSocketClient client = connect()) {
      for (int i = 0; i < 10_000; i++) {
        client.send("40/x" + i);
      }
      for (int i = 0; i < 10_000; i++) {
        assertThat(client.next()).startsWith("44/x");
      }
      assertThat(parent.children()).isEmpty();
    }
  }

  @Test
  void a_name_that_is_too_long_closes_the_connection() {
    io.of((name, handshake) -> CompletableFuture.completedStage(true));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("40/" + "a".repeat(19)).next()).startsWith("40/aaa");
    }
    for (String name : List.of("a".repeat(20), "é".repeat(10), "a".repeat(900_000))) {
      for (String type : List.of("40", "41", "42")) {
        try (WebSocketClient client = connect()) {
          assertThat(client.send(type + "/" + name + ",").closeCode())
              .as(type)
              .isIn(type.equals("42") ? List.of(1007, 1008) : List.of(1008));
        }
      }
    }
  }
}
