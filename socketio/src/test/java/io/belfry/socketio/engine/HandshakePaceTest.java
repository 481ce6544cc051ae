package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How many sessions an address may open in a second (see [PaceTest] for the time): one, and that
/// is the innocent's.
class HandshakePaceTest extends BadInputTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withMaxHandshakesPerSecondPerAddress(1);
  }

  @Test
  void one_more_is_refused_and_told_when_to_come_again_on_both_transports() throws IOException {
    for (byte[] request :
        List.of(RawSocket.get(POLLING), RawSocket.upgradeRequest(WEBSOCKET_TARGET))) {
      RawSocket.Response refusal = refusalOf(request);

      assertThat(refusal.status()).isEqualTo(429);
      assertThat(refusal.header("Retry-After")).isEqualTo("1");
    }
    assertThat(limits).containsOnly(EngineLimit.HANDSHAKES_PER_ADDRESS).hasSize(2);
    assertThat(refusals).containsOnly(RequestError.TOO_MANY_HANDSHAKES).hasSize(2);
  }

  /// A machine that is slow may let a second pass between two of them.
  private RawSocket.Response refusalOf(byte[] request) throws IOException {
    while (true) {
      try (RawSocket socket = new RawSocket(wire.port())) {
        RawSocket.Response answer = socket.write(request).readResponse();
        if (answer.status() >= 400) {
          return answer;
        }
        session().close(CloseReason.FORCED_CLOSE);
      }
    }
  }
}
