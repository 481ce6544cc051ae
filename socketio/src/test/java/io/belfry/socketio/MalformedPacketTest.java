package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedPacketTest extends SocketIoTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "9",
        "2",
        "2{}",
        "2[]",
        "2[null]",
        "2[{\"toString\":\"x\"}]",
        "2[\"a\"",
        "2[\"a\"]x",
        "2[\"a\"][]",
        "2abc[\"a\"]",
        "2-1[\"a\"]",
        "29007199254740992[\"a\"]",
        "2999999999999999999999999999999[\"a\"]",
        "1{}",
        "1[]",
        "0[]",
        "0\"x\"",
        "05{}",
        "3",
        "3[]",
        "31{}",
        "31",
        "4{\"message\":\"x\"}",
        "5",
        "5[]",
        "51",
        "5a-",
        "51.23-",
        "50-[\"a\"]",
        "511-[\"a\"]",
        "51000000000-[\"a\"]",
        "5-1-[\"a\"]",
        "51[\"a\"]",
        "2/",
        "2/,{}"
      })
  void a_packet_that_can_not_be_read_closes_the_connection(String packet) {
    root.onAny(event -> event.socket().emit("heard"));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("4" + packet).closeCode()).isEqualTo(1007);
      assertThat(client.hasNext()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_placeholder\":true,\"num\":1}",
        "{\"_placeholder\":true,\"num\":-1}",
        "{\"_placeholder\":true,\"num\":4294967296}",
        "{\"_placeholder\":true,\"num\":0.5}",
        "{\"_placeholder\":true,\"num\":\"0\"}",
        "{\"_placeholder\":true,\"num\":\"length\"}",
        "{\"_placeholder\":true}",
        "{}",
        "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}",
      })
  void a_forged_placeholder_closes_the_connection(String placeholder) {
    root.onAny(event -> event.socket().emit("heard"));
    try (WebSocketClient client = connect()) {
      client.send("451-[\"a\"," + placeholder + "]").send(new byte[] {1});

      assertThat(client.closeCode()).isEqualTo(1007);
      assertThat(client.hasNext()).isFalse();
    }
  }

  @Test
  void text_where_an_attachment_was_announced_closes_the_connection() {
    try (WebSocketClient client = connect()) {
      client.send("451-[\"a\",{\"_placeholder\":true,\"num\":0}]").send("42[\"a\"]");

      assertThat(client.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void an_attachment_that_was_not_announced_closes_the_connection() {
    try (WebSocketClient client = connect()) {
      assertThat(client.send(new byte[] {1}).closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void json_that_is_nested_too_deep_closes_the_connection() {
    root.on("a", event -> event.ack());
    try (WebSocketClient client = connect()) {
      String allowed = "[".repeat(99) + "]".repeat(99);
      assertThat(client.send("421[\"a\"," + allowed + "]").next()).isEqualTo("431[]");
      String deep = "[".repeat(100_000) + "]".repeat(100_000);
      assertThat(client.send("42[\"a\"," + deep + "]").closeCode()).isEqualTo(1007);
    }
  }
}
