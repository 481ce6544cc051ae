package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Sockets that come back to a server that was replaced, sound and faulty.
class RestartLoadTest {
  private static final int SOCKETS = 5;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void every_socket_comes_back_with_all_that_was_answered() throws Exception {
    RestartLoad.Result result = restarted(StubServer.Fault.NONE);

    assertThat(result.seconds()).isBetween(0.5, 10.0);
    assertThat(result.disturbances().lostConnections()).isGreaterThanOrEqualTo(SOCKETS);
    assertThat(result.disturbances().errorCount()).isZero();
  }

  @Test
  void what_was_answered_and_is_gone_fails_the_run() {
    assertThatThrownBy(() -> restarted(StubServer.Fault.FORGETS_WHEN_RESTARTED))
        .hasMessageContaining("came back without what was answered");
  }

  @Test
  void a_refusal_is_counted_and_the_socket_comes_back_nevertheless() throws Exception {
    RestartLoad.Result result = restarted(StubServer.Fault.REFUSES_ONE_RETURN);

    assertThat(result.disturbances().errorCount()).isEqualTo(1);
    assertThat(result.disturbances()).hasToString("{unexpected packet: 44{\"message\":\"no\"}=1}");
  }

  private static RestartLoad.Result restarted(StubServer.Fault fault) throws Exception {
    try (StubServer server = new StubServer(fault);
        LoadClient client = new LoadClient(server.ports())) {
      HttpPublisher publisher = new HttpPublisher(client);
      client.await(publisher.connect(2), LIMIT, "connecting");
      RestartLoad load =
          new RestartLoad(client, publisher, Dialect::userId, new PeerDialect()::send, SOCKETS, 50);
      load.begin();
      load.awaitAnswered(SOCKETS, LIMIT);
      return load.replaceServer(server::restart, LIMIT);
    }
  }
}
