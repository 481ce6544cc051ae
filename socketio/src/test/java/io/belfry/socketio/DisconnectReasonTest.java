package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.CloseReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisconnectReasonTest {
  @Test
  void clients_stay_away_only_after_one_side_has_left_the_namespace() {
    assertThat(Arrays.stream(DisconnectReason.values()).filter(reason -> !reason.clientReturns()))
        .containsExactly(
            DisconnectReason.CLIENT_NAMESPACE_DISCONNECT,
            DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
  }

  @ParameterizedTest
  @EnumSource(CloseReason.class)
  void clients_return_after_each_end_of_a_connection(CloseReason reason) {
    assertThat(DisconnectReason.of(reason).clientReturns()).isTrue();
  }
}
