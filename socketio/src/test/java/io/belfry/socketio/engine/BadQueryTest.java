package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that name no version, transport or session, several, or somebody else's.
class BadQueryTest extends BadInputTest {
  private static final String GOOD = "https://good.example";

  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withAllowedOrigins(Set.of(GOOD));
  }

  private RawSocket.Response get(String query, String... headers) throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      return socket.write(RawSocket.get(query, headers)).readResponse();
    }
  }

  private RawSocket.Response upgrade(String query, String... headers) throws IOException {
    String[] all = {
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      headers.length == 0 ? "X: y" : headers[0]
    };
    return get(query, all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0",
        "&&& | 0",
        "= | 0",
        "EIO | 0",
        "transport=polling&EIO | 5",
        "transport=polling&EIO= | 5",
        "transport=polling&EIO=99 | 5",
        "transport=polling&EIO=-4 | 5",
        "transport=polling&EIO=04 | 5",
        "transport=polling&EIO=4.0 | 5",
        "transport=polling&EIO=99&EIO=4 | 5",
        "transport=&EIO=4 | 0",
        "transport=POLLING&EIO=4 | 0",
        "transport=webtransport&EIO=4 | 0",
        "transport=__proto__&EIO=4 | 0",
        "transport=constructor&EIO=4 | 0",
        "transport=websocket&transport=polling&EIO=4 | 3",
        "EIO=4&transport=polling&sid= | 1",
        "EIO=4&transport=polling&sid | 1",
        "EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA | 1",
        "EIO=4&transport=polling&sid=__proto__ | 1",
        "EIO=4&transport=polling&sid=constructor | 1",
        "EIO=4&transport=polling&sid=toString | 1",
        "EIO=4&transport=polling&sid=%00 | 1",
        "EIO=4&transport=polling&sid=%C0%80 | 1",
        "EIO=4&transport=polling&sid=../../etc/passwd | 1",
        "EIO=4&transport=polling&sid=% | 3",
        "EIO=4&transport=polling&sid=%z | 3",
        "EIO=4&transport=polling&sid=%zz | 3",
        "EIO=4&transport=polling&%zz=a | 3",
      })
  void is_answered_with_the_code_of_its_mistake(String query, int code) throws IOException {
    RawSocket.Response answer = get(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":" + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transport=polling&EIO=4&EIO=99",
        "transport=polling&transport=websocket&EIO=4",
        "transport=polling&EIO=%34",
        "transport=%70olling&EIO=4&x=y&t=",
        "b64&transport=polling&EIO=4",
      })
  void of_what_comes_twice_the_first_counts(String query) throws IOException {
    RawSocket.Response answer = get(query);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(wire.post(POLLING + "&sid=" + Wire.sid(answer.body()), "1").body()).isEqualTo("ok");
  }

  @Test
  void a_session_of_another_version_is_not_found_out_about() throws IOException {
    String session = wire.openPolling();
    String other = session.replace("EIO=4", "EIO=3");

    assertThat(get(other).body()).contains("\"code\":3");
    assertThat(wire.post(other, "2:4x").body()).contains("\"code\":3");
    assertThat(upgrade(other.replace("polling", "websocket")).body()).contains("\"code\":3");
    assertThat(wire.post(session, "4still here").body()).isEqualTo("ok");
    wire.post(session, "1");
  }

  @Test
  void a_session_over_websocket_can_not_be_polled() throws IOException {
    try (RawSocket socket = open()) {
      String session = POLLING + "&sid=" + session().id();

      assertThat(get(session).body()).contains("\"code\":1");
      assertThat(wire.post(session, "1").body()).contains("\"code\":1");
      assertThat(upgrade(session.replace("polling", "websocket")).body()).contains("\"code\":1");
      assertThat(socket.write(RawSocket.textFrame("4here")).readFrame()).isEqualTo("T4here");
    }
  }

  @Test
  void a_session_that_is_over_is_unknown() throws IOException {
    String session = wire.openPolling();
    wire.post(session, "1");
    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);

    assertThat(get(session).body()).contains("\"code\":1");
    assertThat(upgrade(session.replace("polling", "websocket")).body()).contains("\"code\":1");
  }

  @Test
  void websocket_without_an_upgrade_leaves_the_session_alone() throws IOException {
    String session = wire.openPolling();

    assertThat(get(session.replace("polling", "websocket")).body()).contains("\"code\":3");
    assertThat(wire.post(session, "4still here").body()).isEqualTo("ok");
    wire.post(session, "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://bad.example",
        "https://good.example.bad.example",
        "https://good.example:444",
        "http://good.example",
        "good.example",
        "https://",
        "://",
        "https://good.example, https://bad.example",
      })
  void a_page_of_another_origin_is_refused_everywhere(String origin) throws IOException {
    String session = wire.openPolling();
    String header = "Origin: " + origin;

    assertThat(get(POLLING, header).status()).isEqualTo(403);
    assertThat(get(session, header).status()).isEqualTo(403);
    assertThat(upgrade(WEBSOCKET, header).status()).isEqualTo(403);
    assertThat(upgrade(session.replace("polling", "websocket"), header).status()).isEqualTo(403);
    assertThat(get(POLLING, header).header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(wire.post(session, "4still here").body()).isEqualTo("ok");
    wire.post(session, "1");
  }
}
