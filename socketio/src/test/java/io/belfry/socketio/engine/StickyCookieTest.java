package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.CookieSameSite;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StickyCookieTest extends EngineTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withCookie(new StickyCookie("io", "/engine.io", CookieSameSite.NONE, true));
  }

  private void assertCookie(RawSocket.Response answer, String sid) {
    assertThat(answer.header("Set-Cookie").split("; "))
        .containsExactlyInAnyOrder(
            "io=" + sid, "Path=/engine.io", "HTTPOnly", "Secure", "SameSite=None");
  }

  @Test
  void the_first_answer_to_a_poll_sets_it_and_no_other() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      RawSocket.Response open = socket.write(RawSocket.get(POLLING)).readResponse();
      assertCookie(open, Wire.sid(open.body()));
      String session = POLLING + "&sid=" + Wire.sid(open.body());

      assertThat(socket.write(RawSocket.post(session, "4a")).readResponse().header("Set-Cookie"))
          .isEmpty();
      assertThat(socket.write(RawSocket.get(session)).readResponse().header("Set-Cookie"))
          .isEmpty();
    }
  }

  @Test
  void the_answer_that_accepts_a_websocket_sets_it() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      RawSocket.Response accepted =
          socket.write(RawSocket.upgradeRequest(WEBSOCKET_TARGET)).readResponse();

      assertCookie(accepted, Wire.sid(socket.readFrame()));
    }
  }

  @Test
  void a_refusal_does_not_set_it() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      assertThat(socket.write(RawSocket.get("EIO=9")).readResponse().header("Set-Cookie"))
          .isEmpty();
    }
  }
}
