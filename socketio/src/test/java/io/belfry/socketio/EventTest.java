package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.socketio.engine.WebSocketClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest extends SocketIoTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATE = Duration.ofSeconds(10);

  record Point(int x, @Nullable String name) {}

  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withMaxPendingAcks(1);
  }

  @Test
  void an_event_is_heard_and_answered() {
    root.on("message", event -> event.socket().emit("back", event.args().toArray()));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("42[\"message\",1,\"2\",{\"3\":[true]}]").next())
          .isEqualTo("42[\"back\",1,\"2\",{\"3\":[true]}]");
    }
  }

  @Test
  void an_event_is_acknowledged_once_with_its_id() {
    root.on(
        "message",
        event -> {
          event.ack(event.args().toArray());
          event.ack("again");
        });
    try (WebSocketClient client = connect()) {
      client.send("42456[\"message\",1,{}]").send("420[\"message\"]").send("42[\"message\"]");

      assertThat(client.next()).isEqualTo("43456[1,{}]");
      assertThat(client.next()).isEqualTo("430[]");
      assertThat(client.send("429007199254740991[\"message\"]").next())
          .isEqualTo("439007199254740991[]");
    }
  }

  @Test
  void binary_arguments_travel_as_attachments_both_ways() {
    root.on("message", event -> event.socket().emit("back", event.args().toArray()));
    try (WebSocketClient client = connect()) {
      client
          .send(
              "452-[\"message\",{\"deep\":[{\"_placeholder\":true,\"num\":1}]},"
                  + "{\"_placeholder\":true,\"num\":0}]")
          .send(new byte[] {1, 2, 3})
          .send(new byte[] {4});

      assertThat(client.next())
          .isEqualTo(
              "452-[\"back\",{\"deep\":[{\"_placeholder\":true,\"num\":0}]},"
                  + "{\"_placeholder\":true,\"num\":1}]");
      assertThat(client.nextBinary()).containsExactly(4);
      assertThat(client.nextBinary()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void a_binary_event_is_acknowledged_with_attachments() {
    root.on("message", event -> event.ack(event.args().toArray()));
    try (WebSocketClient client = connect()) {
      client
          .send("451-789[\"message\",{\"_placeholder\":true,\"num\":0}]")
          .send(new byte[] {1, 2, 3});

      assertThat(client.next()).isEqualTo("461-789[{\"_placeholder\":true,\"num\":0}]");
      assertThat(client.nextBinary()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void an_event_is_relayed_as_it_arrived() {
    root.onAny(
        event -> {
          event.socket().emit(event.name(), event.rawArgs().toArray());
          event.ack(event.rawArg(1), event.rawArg(7));
        });
    try (WebSocketClient client = connect()) {
      client.send("421[ \"é\\u0041\" , 1.50 ,{\"k\": 1e999,\"k\":\"\\ud800\"}]");

      assertThat(client.next()).isEqualTo("42[\"éA\",1.50,{\"k\": 1e999,\"k\":\"\\ud800\"}]");
      assertThat(client.next()).isEqualTo("431[{\"k\": 1e999,\"k\":\"\\ud800\"},null]");
    }
  }

  @Test
  void attachments_are_relayed_as_attachments() {
    BlockingQueue<String> base64 = new LinkedBlockingQueue<>();
    root.onAny(
        event -> {
          base64.add(new String(event.rawArg(1).utf8(), StandardCharsets.UTF_8));
          event.socket().emit(event.name(), event.rawArgs().toArray());
        });
    try (WebSocketClient client = connect()) {
      client
          .send("451-[\"a\",{\"x\": 1},{\"k\":{\"_placeholder\":true,\"num\":0}}]")
          .send(new byte[] {1, 2, 3});

      assertThat(client.next())
          .isEqualTo("451-[\"a\",{\"x\": 1},{\"k\":{\"_placeholder\":true,\"num\":0}}]");
      assertThat(client.nextBinary()).containsExactly(1, 2, 3);
      assertThat(next(base64)).isEqualTo("{\"k\":\"AQID\"}");
    }
  }

  @Test
  void an_argument_is_the_same_tree_each_time() {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    root.onAny(events::add);
    try (WebSocketClient client = connect()) {
      client.send("42[\"a\",{\"k\":1e999},[]]");
      Event event = next(events);

      assertThat(event.arg(0)).isSameAs(event.args().get(0)).isSameAs(event.arg(0));
      assertThat(event.arg(0).path("k").doubleValue()).isInfinite();
      assertThat(event.args()).hasSize(2);
      assertThat(event.arg(2).isMissingNode()).isTrue();
    }
  }

  @Test
  void a_placeholder_in_a_plain_event_is_only_data() {
    root.on("message", event -> event.ack(event.arg(0).isObject(), event.arg(7).isMissingNode()));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("421[\"message\",{\"_placeholder\":true,\"num\":0}]").next())
          .isEqualTo("431[true,true]");
    }
  }

  @Test
  void each_kind_of_argument_is_written() {
    try (WebSocketClient client = connect()) {
      socket()
          .emit(
              "all",
              null,
              "é\"",
              1,
              2.5,
              true,
              JsonNodeFactory.instance.arrayNode().add(1),
              new RawJson("{\"raw\":1}".getBytes(StandardCharsets.UTF_8)),
              Map.of("k", List.of()),
              new Point(1, null),
              new byte[] {9});

      assertThat(client.next())
          .isEqualTo(
              "451-[\"all\",null,\"é\\\"\",1,2.5,true,[1],{\"raw\":1},{\"k\":[]},"
                  + "{\"x\":1,\"name\":null},{\"_placeholder\":true,\"num\":0}]");
      assertThat(client.nextBinary()).containsExactly(9);
    }
  }

  @Test
  void plain_arguments_are_written_as_the_others_are() throws IOException {
    String text = "\"\\/\n\u0001\u007f\u2028 é€😀";
    List<Object> args = Arrays.asList(text, "", 1, -2, Long.MIN_VALUE, true, null);
    String expected = new ObjectMapper().writeValueAsString(args);
    root.on("ask", event -> event.ack(args.toArray()));
    root.on("ask nothing", event -> event.ack());
    try (WebSocketClient client = connect()) {
      Socket socket = socket();
      socket.emit(text, args.subList(1, args.size()).toArray());
      socket.emit("raw", new RawJson("{}".getBytes(StandardCharsets.UTF_8)), 1);
      socket.emit("alone");

      assertThat(client.next()).isEqualTo("42" + expected);
      assertThat(client.next()).isEqualTo("42[\"raw\",{},1]");
      assertThat(client.next()).isEqualTo("42[\"alone\"]");
      assertThat(client.send("427[\"ask\"]").next()).isEqualTo("437" + expected);
      assertThat(client.send("427[\"ask nothing\"]").next()).isEqualTo("437[]");
    }
  }

  @Test
  void text_that_was_cut_inside_a_character_is_written() {
    try (WebSocketClient client = connect()) {
      socket().emit("event", "cut \ud83d");

      assertThat(client.next()).isEqualTo("42[\"event\",\"cut \\uD83D\"]");
    }
  }

  @Test
  void catch_all_listeners_come_first_and_unhandled_ones_when_there_is_no_other() {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    root.onConnection(
        socket ->
            socket
                .on("known", event -> heard.add("known"))
                .onAny(event -> heard.add("any " + event.name()))
                .onUnhandled(event -> heard.add("unhandled " + event.name())));
    try (WebSocketClient client = connect()) {
      client.send("42[\"known\"]").send("42[\"other\"]").send("42[7]");

      assertThat(List.of(next(heard), next(heard))).containsExactly("any known", "known");
      assertThat(List.of(next(heard), next(heard))).containsExactly("any other", "unhandled other");
      assertThat(next(heard)).isEqualTo("any 7");
    }
  }

  @Test
  void a_listener_that_fails_disturbs_nothing() {
    root.on(
        "message",
        event -> {
          throw new IllegalStateException("of the test");
        });
    root.on("message", event -> event.ack("fine"));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("421[\"message\"]").next()).isEqualTo("431[\"fine\"]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect",
        "connect_error",
        "disconnect",
        "disconnecting",
        "newListener",
        "removeListener"
      })
  void reserved_names_can_not_be_emitted(String name) {
    assertThatThrownBy(() -> EncodedEvent.of(name)).isInstanceOf(IllegalArgumentException.class);
    try (WebSocketClient client = connect()) {
      assertThat(client.send("42[\"" + name + "\"]").closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void an_answer_that_can_not_be_written_leaves_room_for_another() {
    root.on(
        "ask",
        event -> {
          try {
            event.ack(new Object());
          } catch (IllegalArgumentException unwritable) {
            String why = String.valueOf(unwritable.getMessage());
            event.ack(why.contains("java.lang.Object") ? "failed" : why);
          }
        });
    try (WebSocketClient client = connect()) {
      assertThat(client.send("421[\"ask\"]").next()).isEqualTo("431[\"failed\"]");
    }
  }

  /// As code does that is not checked for null.
  @Test
  @SuppressWarnings("NullAway")
  void a_single_null_is_an_argument() {
    try (WebSocketClient client = connect()) {
      root.emit("news", (Object[]) null);

      assertThat(client.next()).isEqualTo("42[\"news\",null]");
    }
  }

  @Test
  void the_server_is_acknowledged() {
    try (WebSocketClient client = connect()) {
      Socket socket = socket();
      CompletableFuture<List<JsonNode>> answer = ask(socket, LATE);

      assertThat(client.next()).isEqualTo("420[\"question\",1]");
      client.send("437[\"unknown\"]").send("430[\"answer\",{}]");
      assertThat(answer.join()).hasSize(2).first().matches(node -> node.asText().equals("answer"));
    }
  }

  @Test
  void an_acknowledgement_fails_by_time_out_limit_and_disconnect() {
    try (WebSocketClient client = connect()) {
      Socket socket = socket();

      assertThat(failure(ask(socket, SOON))).isEqualTo(AckException.Cause.TIMEOUT);
      CompletableFuture<List<JsonNode>> pending = ask(socket, LATE);
      assertThat(failure(ask(socket, LATE))).isEqualTo(AckException.Cause.TOO_MANY_PENDING);
      client.close();
      assertThat(failure(pending)).isEqualTo(AckException.Cause.DISCONNECTED);
      assertThat(failure(ask(socket, LATE))).isEqualTo(AckException.Cause.DISCONNECTED);
    }
  }

  private static CompletableFuture<List<JsonNode>> ask(Socket socket, Duration timeout) {
    return socket.emitWithAck(timeout, "question", 1).toCompletableFuture();
  }

  private static AckException.Cause failure(CompletableFuture<List<JsonNode>> answer) {
    return ((AckException) answer.handle((args, failure) -> failure).join()).reason();
  }

  @Test
  void an_attachment_of_the_application_is_kept() {
    try (WebSocketClient client = connect()) {
      Socket socket = socket();
      socket.attach("state");

      assertThat(socket.attachment(String.class)).contains("state");
      assertThat(socket.attachment(Integer.class)).isEmpty();
      assertThat(client.hasNext()).isFalse();
    }
  }
}
