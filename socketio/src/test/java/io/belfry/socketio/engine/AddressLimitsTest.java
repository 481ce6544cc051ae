package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The limits for one address; which address that is, is told by a proxy.
class AddressLimitsTest extends BadInputTest {
  private static final int MAX = 2;

  @Override
  EngineOptions options(EngineOptions defaults) {
    return fastHeartbeat(defaults)
        .withTrustedProxies(Set.of("127.0.0.1", "10.0.0.0/8", "fd00::/8"))
        .withMaxSessionsPerAddress(MAX)
        .withMaxHandshakesPerSecondPerAddress(1_000)
        .withGate(request -> Future.succeededFuture(!request.query().contains("no")));
  }

  private static String from(String address) {
    return "X-Forwarded-For: " + address;
  }

  private RawSocket.Response open(String query, String... headers) throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      return socket.write(RawSocket.get(query, headers)).readResponse();
    }
  }

  /// The address in each is that of the last hop which is no trusted proxy.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 192.0.2.1 | true",
        "192.0.2.1 | 192.0.2.2 | false",
        "203.0.113.9, 192.0.2.1 | 198.51.100.7, 192.0.2.1 | true",
        "192.0.2.1, 10.1.2.3 | 192.0.2.1, 10.3.2.1, fd00::1 | true",
        "192.0.2.1 | 192.0.2.1, 192.0.2.2 | false",
        "2001:db8:0:1::1 | 2001:db8:0:1::2 | true",
        "2001:db8:0:1::1 | 2001:db8:0:2::1 | false",
        "192.0.2.1 | x, 192.0.2.1 | true",
        "garbage | 127.0.0.1 | true",
        "192.0.2.1:80 | garbage | true",
        "10.0.0.1, , | garbage | true",
      })
  void sessions_count_by_the_address_that_the_proxies_saw(String one, String other, boolean same)
      throws IOException {
    for (int i = 0; i < MAX; i++) {
      open(POLLING, from(one));
    }
    // The innocent came from the proxy's own address.
    int status = open(POLLING, from(other)).status();

    assertThat(status).isEqualTo(same ? 429 : 200);
  }

  @Test
  void a_refusal_says_when_to_come_again_on_both_transports() throws IOException {
    open(POLLING, from("192.0.2.1"));
    open(POLLING, from("192.0.2.1"));

    RawSocket.Response refusal = open(POLLING, from("192.0.2.1"));
    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.header("Retry-After")).isEqualTo("1");
    assertThat(refusal.body()).isEqualTo("{\"code\":7,\"message\":\"Too many handshakes\"}");
    RawSocket.Response upgrade =
        open(
            WEBSOCKET,
            from("192.0.2.1"),
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(upgrade.status()).isEqualTo(429);
    assertThat(upgrade.header("Retry-After")).isEqualTo("1");
    assertThat(limits)
        .containsExactly(EngineLimit.SESSIONS_PER_ADDRESS, EngineLimit.SESSIONS_PER_ADDRESS);
  }

  enum WayOut {
    GATE,
    CLOSE_PACKET,
    BAD_PAYLOAD,
    GIVEN_UP_POLL,
    PING_TIMEOUT,
    SERVER_CLOSE
  }

  @ParameterizedTest
  @EnumSource
  void each_way_out_makes_room(WayOut way) throws IOException {
    String address = from("192.0.2.1");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < MAX; i++) {
        RawSocket.Response answer = open(way == WayOut.GATE ? POLLING + "&no" : POLLING, address);
        assertThat(answer.status()).isEqualTo(way == WayOut.GATE ? 403 : 200);
        if (way != WayOut.GATE) {
          leave(POLLING + "&sid=" + Wire.sid(answer.body()), session(), way);
        }
      }
      await().pollDelay(Duration.ZERO).until(() -> engine.sessions() == 1);
    }
    assertThat(limits).isEmpty();
  }

  private void leave(String query, EngineSession session, WayOut way) throws IOException {
    switch (way) {
      case CLOSE_PACKET -> wire.post(query, "1");
      case BAD_PAYLOAD -> wire.post(query, "x");
      case GIVEN_UP_POLL -> {
        try (RawSocket socket = new RawSocket(wire.port())) {
          socket.write(RawSocket.get(query)).reset();
        }
      }
      case SERVER_CLOSE -> session.close(CloseReason.FORCED_CLOSE);
      case PING_TIMEOUT, GATE -> {}
    }
  }

  @ParameterizedTest
  @CsvSource({"88, 1000", "83, 1002", "81, 1007"})
  void each_way_out_of_a_websocket_makes_room(String firstByte, int code) throws IOException {
    // Together with the innocent, it is as many as may be.
    for (int round = 0; round < 5; round++) {
      try (RawSocket socket = open()) {
        socket.write(RawSocket.frame(Integer.parseInt(firstByte, 16), new byte[0]));
        assertThat(socket.readClose()).isEqualTo("C" + code);
      }
      await().pollDelay(Duration.ZERO).until(() -> engine.sessions() == 1);
      try (RawSocket socket = open()) {
        socket.reset();
      }
      await().pollDelay(Duration.ZERO).until(() -> engine.sessions() == 1);
    }
    assertThat(limits).isEmpty();
  }
}
