package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A client that knows the forms of requests, and has no plan: whatever it sends, in whatever order
/// and for whichever session, each session is counted out again in the end.
///
/// Each byte of an input is a step of the client; some take the bytes up to the next zero as text.
class EngineServerFuzzTest {
  private static final String PATH = "/engine.io/";
  private static final int MAX_INPUT = 200;

  private static final class Server {
    private static final Queue<EngineSession> OPENED = new ConcurrentLinkedQueue<>();
    private static final EngineServer ENGINE =
        EngineServer.create(
            Wire.VERTX,
            EngineOptions.defaults().withMaxPacketsPerPost(5).withMaxPayload(1_000),
            EngineMetrics.NONE,
            (session, request) -> {
              OPENED.add(session);
              return new EchoHandler(session);
            });
    private static final Wire WIRE = new Wire(PATH, ENGINE::handle);
  }

  @FuzzTest
  void every_session_is_counted_out_in_the_end(byte[] input) throws IOException {
    if (input.length > MAX_INPUT) {
      return;
    }
    BugDetectors.allowNetworkConnections((host, port) -> port == Server.WIRE.port());
    try (Client client = new Client(input)) {
      while (client.step()) {
        // Each step takes at least one byte.
      }
    }
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(EngineServerFuzzTest::isLeft);
  }

  /// Closes what the client opened and did not know of.
  private static boolean isLeft() {
    while (!Server.OPENED.isEmpty()) {
      Server.OPENED.remove().close(CloseReason.FORCED_CLOSE);
    }
    return Server.ENGINE.sessions() == 0;
  }

  private static final class Client implements AutoCloseable {
    private final byte[] input;
    private int at;
    private final List<String> opened = new ArrayList<>();
    private final List<RawSocket> sockets = new ArrayList<>();

    private Client(byte[] input) {
      this.input = input;
    }

    private boolean step() throws IOException {
      if (at == input.length) {
        return false;
      }
      int step = input[at++] & 0xFF;
      String version = (step & 8) == 0 ? "4" : "3";
      String session = session(version, step >> 4);
      RawSocket socket = socket(step >> 6);
      switch (step & 7) {
        case 0, 1 -> opened.add("EIO=" + version + "&transport=polling&sid=" + open(version));
        case 2 -> socket.pour(RawSocket.get(session));
        case 3, 4 ->
            socket.pour(
                RawSocket.post(
                    session,
                    text(),
                    "Content-Type: "
                        + ((step & 16) == 0 ? "text/plain" : "application/octet-stream")));
        case 5 ->
            socket.pour(
                RawSocket.upgradeRequest(PATH + "?" + session.replace("polling", "websocket")));
        case 6 -> socket.pour(RawSocket.textFrame(text()));
        case 7 -> socket.pour(text().getBytes(StandardCharsets.ISO_8859_1));
        default -> throw new AssertionError(step);
      }
      return true;
    }

    private static String open(String version) throws IOException {
      try (RawSocket socket = new RawSocket(Server.WIRE.port())) {
        return Wire.sid(
            socket
                .write(RawSocket.get("EIO=" + version + "&transport=polling"))
                .readResponse()
                .body());
      }
    }

    private String session(String version, int number) {
      return opened.isEmpty()
          ? "EIO=" + version + "&transport=polling"
          : opened.get(number % opened.size());
    }

    private RawSocket socket(int number) throws IOException {
      while (sockets.size() <= number) {
        sockets.add(new RawSocket(Server.WIRE.port()));
      }
      return sockets.get(number);
    }

    private String text() {
      int from = at;
      while (at < input.length && input[at] != 0) {
        at++;
      }
      String text = new String(input, from, at - from, StandardCharsets.UTF_8);
      at = Math.min(at + 1, input.length);
      return text;
    }

    /// Goes; sessions that are left are closed as their client would do it.
    @Override
    public void close() throws IOException {
      for (RawSocket socket : sockets) {
        socket.reset();
      }
      for (String session : opened) {
        try (RawSocket socket = new RawSocket(Server.WIRE.port())) {
          String close = session.startsWith("EIO=3") ? "1:1" : "1";
          RawSocket.Response answer = socket.write(RawSocket.post(session, close)).readResponse();
          assertThat(answer.status()).isIn(200, 400);
        }
      }
    }
  }
}
