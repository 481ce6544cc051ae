package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.socketio.engine.EngineOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SocketIoOptionsTest {
  @Test
  void each_setting_has_a_default() {
    assertThat(SocketIoOptions.defaults())
        .hasToString(
            "SocketIoOptions[engine="
                + EngineOptions.defaults().withPath("/socket.io/")
                + ", connectTimeout=PT45S, maxAttachments=10,"
                + " maxNamespaces=100, maxPendingAcks=1000, maxJsonDepth=100]");
  }

  @Test
  void each_setting_can_be_changed() {
    assertThat(
            SocketIoOptions.defaults()
                .withEngine(engine -> engine.withPath("/a/"))
                .withConnectTimeout(Duration.ofSeconds(6))
                .withMaxAttachments(7)
                .withMaxNamespaces(8)
                .withMaxPendingAcks(9)
                .withMaxJsonDepth(10))
        .hasToString(
            "SocketIoOptions[engine="
                + EngineOptions.defaults().withPath("/a/")
                + ", connectTimeout=PT6S,"
                + " maxAttachments=7, maxNamespaces=8, maxPendingAcks=9, maxJsonDepth=10]");
  }

  @Test
  void a_setting_that_makes_no_sense_is_refused() {
    List<UnaryOperator<SocketIoOptions>> changes =
        List.of(
            options -> options.withConnectTimeout(Duration.ZERO),
            options -> options.withMaxAttachments(-1),
            options -> options.withMaxNamespaces(0),
            options -> options.withMaxPendingAcks(-1),
            options -> options.withMaxJsonDepth(0));

    assertThat(changes)
        .allSatisfy(
            change ->
                assertThatThrownBy(() -> change.apply(SocketIoOptions.defaults()))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
