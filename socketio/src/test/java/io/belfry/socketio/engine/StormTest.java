package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many clients at once that come, go and come again.
class StormTest extends BadInputTest {
  private static final int MANY = 1_000;
  private static final int EACH = 200;

  enum ResetAt {
    THE_BEGINNING,
    THE_REQUEST_LINE,
    THE_HANDSHAKE_OF_A_POLL,
    THE_HANDSHAKE_OF_A_WEBSOCKET,
    THE_MIDDLE_OF_A_FRAME,
    A_POLL,
    THE_MIDDLE_OF_A_POST,
    THE_MIDDLE_OF_AN_UPGRADE,
    THE_END_OF_AN_UPGRADE
  }

  @ParameterizedTest
  @EnumSource
  void connections_that_are_reset_leave_nothing(ResetAt at) throws IOException {
    for (int i = 0; i < EACH; i++) {
      try (RawSocket socket = new RawSocket(wire.port())) {
        advance(socket, at);
        socket.reset();
      }
    }
    // It is accepted after those before it.
    open().close();
    // Polling goes on without a connection.
    if (at == ResetAt.THE_HANDSHAKE_OF_A_POLL || at == ResetAt.THE_MIDDLE_OF_AN_UPGRADE) {
      for (int i = 0; i < EACH; i++) {
        session().close(CloseReason.FORCED_CLOSE);
      }
    }
  }

  private void advance(RawSocket socket, ResetAt at) throws IOException {
    byte[] upgrade = RawSocket.upgradeRequest(WEBSOCKET_TARGET);
    switch (at) {
      case THE_BEGINNING -> {}
      case THE_REQUEST_LINE -> socket.write(Arrays.copyOf(upgrade, 20));
      case THE_HANDSHAKE_OF_A_POLL -> {
        socket.write(RawSocket.get(POLLING));
        assertThat(socket.readHead()).startsWith("HTTP/1.1 200");
      }
      case THE_HANDSHAKE_OF_A_WEBSOCKET -> socket.write(upgrade);
      case THE_MIDDLE_OF_A_FRAME -> {
        socket.write(upgrade, Arrays.copyOf(RawSocket.textFrame("4hello"), 8));
        socket.readHead();
      }
      case A_POLL -> {
        String session = wire.openPolling();
        socket.write(RawSocket.get(session));
      }
      case THE_MIDDLE_OF_A_POST -> {
        byte[] post = RawSocket.post(wire.openPolling(), "4hello");
        socket.write(Arrays.copyOf(post, post.length - 1));
      }
      case THE_MIDDLE_OF_AN_UPGRADE -> {
        String session = wire.openPolling().replace("polling", "websocket");
        socket.write(RawSocket.upgradeRequest(PATH + "?" + session), RawSocket.textFrame("2probe"));
      }
      case THE_END_OF_AN_UPGRADE -> {
        String session = wire.openPolling().replace("polling", "websocket");
        socket.write(
            RawSocket.upgradeRequest(PATH + "?" + session),
            RawSocket.textFrame("2probe"),
            RawSocket.textFrame("5"),
            RawSocket.textFrame("4hello"));
        socket.readHead();
        assertThat(socket.readFrame()).isEqualTo("T3probe");
        assertThat(socket.readFrame()).isEqualTo("T4hello");
      }
    }
  }

  @Test
  void all_clients_are_back_at_once() throws IOException {
    List<RawSocket> clients = openMany();
    for (RawSocket client : clients) {
      client.reset();
    }
    clients = openMany();

    for (RawSocket client : clients) {
      client.write(RawSocket.textFrame("4back"));
    }
    for (RawSocket client : clients) {
      assertThat(client.readFrame()).isEqualTo("T4back");
      client.close();
    }
    await().untilAsserted(() -> assertThat(ends).hasSize(2 * MANY));
    assertThat(ends).containsOnly(CloseReason.TRANSPORT_CLOSE);
  }

  private List<RawSocket> openMany() throws IOException {
    List<RawSocket> clients = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      RawSocket client = new RawSocket(wire.port());
      clients.add(client.write(RawSocket.upgradeRequest(WEBSOCKET_TARGET)));
    }
    for (RawSocket client : clients) {
      client.readHead();
      assertThat(client.readFrame()).startsWith("T0{");
    }
    return clients;
  }

  @Test
  void connections_that_say_nothing_keep_nobody_out() throws IOException {
    List<RawSocket> silent = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      silent.add(new RawSocket(wire.port()));
    }
    try (RawSocket socket = open()) {
      assertThat(socket.write(RawSocket.textFrame("4heard")).readFrame()).isEqualTo("T4heard");
    }
    assertThat(engine.sessions()).isLessThanOrEqualTo(2);
    for (RawSocket each : silent) {
      each.close();
    }
  }

  @Test
  void sessions_whose_clients_never_poll_are_counted_out_when_they_are_closed() {
    for (int i = 0; i < MANY; i++) {
      wire.openPolling();
    }
    assertThat(engine.sessions()).isEqualTo(1 + MANY);

    sessions.forEach(session -> session.close(CloseReason.FORCED_CLOSE));
    await()
        .pollDelay(Duration.ZERO)
        .untilAsserted(() -> assertThat(ends).hasSize(MANY).containsOnly(CloseReason.FORCED_CLOSE));
  }
}
