package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A gate of the application that does not answer.
class GateTimeoutTest extends EngineTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults
        .withGate(request -> Promise.<Boolean>promise().future())
        .withGateTimeout(Duration.ofMillis(100));
  }

  @Test
  void nobody_waits_for_it_for_ever() {
    HttpResponse<String> response = wire.get(POLLING);

    assertThat(response.statusCode()).isEqualTo(408);
    assertThat(engine.sessions()).isZero();
  }
}
