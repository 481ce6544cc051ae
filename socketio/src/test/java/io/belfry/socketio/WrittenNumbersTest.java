package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.socketio.engine.WebSocketClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrittenNumbersTest extends SocketIoTest {
  @Test
  void a_number_that_json_has_no_words_for_is_null() {
    root.on(
        "ask",
        event ->
            event.ack(
                Double.NaN,
                Float.NEGATIVE_INFINITY,
                new double[] {0.5, Double.POSITIVE_INFINITY},
                Map.of("k", Double.NaN),
                RawJson.ofBinary(JsonNodeFactory.instance.numberNode(Double.NaN)),
                event.arg(0)));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("421[\"ask\",-1e999]").next())
          .isEqualTo("431[null,null,[0.5,null],{\"k\":null},null,null]");
    }
  }
}
