package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Long-polling against a server on real sockets that has its answers prepared.
class PollingSocketTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String OPEN = "0{\"sid\":\"s1\"}";
  private static final String INBOX =
      """
      42["inbox",{"epoch":"e","seq":1,"reset":true,"unread":1,"unseen":1,"upserts":[\
      {"data":{"mark":"~000000000000000000000007"}}]}]""";

  @Test
  void it_identifies_itself_answers_pings_and_hears_its_inbox() throws Exception {
    List<String> posted = poll(new Replica(), OPEN, "40{\"sid\":\"x\"}\u001e2", INBOX);

    assertThat(posted).startsWith("40{\"token\":\"ann\",\"since\":null}", "3");
  }

  @Test
  void what_it_hears_is_in_its_replica() throws Exception {
    Replica replica = new Replica();
    poll(replica, OPEN, INBOX);

    assertThat(replica.holds(7)).isTrue();
  }

  @Test
  void a_refusal_fails_the_run() {
    assertThatThrownBy(() -> poll(new Replica(), OPEN, "44{\"message\":\"no\"}"))
        .hasMessageContaining("unexpected packet by polling: 44");
  }

  /// Polls until the inbox has come; returns what was posted.
  private static List<String> poll(Replica replica, String... answers) throws Exception {
    Queue<String> waiting = new ConcurrentLinkedQueue<>(List.of(answers));
    Queue<String> posted = new ConcurrentLinkedQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/socket.io/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean asks = exchange.getRequestMethod().equals("GET");
          String answer = asks ? waiting.poll() : "ok";
          if (!asks) {
            posted.add(body);
          }
          if (answer != null) { // Otherwise it waits for ever, as a poll does.
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          }
        });
    server.start();
    int port = server.getAddress().getPort();
    try (LoadClient client = new LoadClient(new Ports(port, port))) {
      HttpClient http = HttpClient.newHttpClient();
      PollingSocket socket = new PollingSocket(client, http, "ann", replica, client::failed);
      try {
        Thread.ofVirtual().start(socket);
        client.await(socket.live(), LIMIT, "polling");
      } finally {
        socket.end();
        http.shutdownNow();
      }
    } finally {
      server.stop(0);
    }
    return List.copyOf(posted);
  }
}
