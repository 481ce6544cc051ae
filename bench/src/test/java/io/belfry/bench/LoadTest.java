package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.epoll.Epoll;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Small loads against a server on real sockets, sound and faulty.
class LoadTest {
  private static final int USERS = 3;
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration SETTLING = Duration.ofSeconds(1);
  private static final Pace CLOSED = new Pace.ClosedLoop(2);

  @Test
  void a_closed_loop_counts_and_times_each_send_that_arrived() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.NONE)) {
      SendLoad load = rig.sendLoad();
      SendLoad.Result first = load.run(CLOSED, SHORT, SETTLING);
      SendLoad.Result second = load.run(CLOSED, SHORT, SETTLING);

      for (SendLoad.Result result : new SendLoad.Result[] {first, second}) {
        assertThat(result.sends()).isGreaterThan(USERS);
        assertThat(result.http().count()).isEqualTo(result.sends());
        assertThat(result.endToEnd().count()).isEqualTo(result.sends());
        assertThat(result.endToEnd().millisAt(50)).isBetween(0.001, 300.0);
        assertThat(result.seconds()).isBetween(0.3, 2.0);
      }
    }
  }

  @Test
  void an_open_loop_keeps_its_rate() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.NONE)) {
      SendLoad.Result result = rig.sendLoad().run(new Pace.OpenLoop(100), SHORT, SETTLING);

      assertThat(result.sends()).isBetween(29, 31);
    }
  }

  @Test
  void a_lost_delivery_fails_the_run() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.LOSES_THE_TENTH)) {
      assertThatThrownBy(() -> rig.sendLoad().run(CLOSED, SHORT, SETTLING))
          .isInstanceOf(LoadException.class)
          .hasMessageMatching("sending took longer than 1 s \\((\\d+) sent, \\1 answered, .*");
    }
  }

  @Test
  void a_delivery_that_comes_twice_fails_the_run() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.DOUBLES_THE_TENTH)) {
      assertThatThrownBy(() -> rig.sendLoad().run(CLOSED, SHORT, SETTLING))
          .hasMessageContaining("was delivered twice");
    }
  }

  @Test
  void a_delivery_to_another_user_fails_the_run() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.DELIVERS_TO_ANOTHER)) {
      assertThatThrownBy(() -> rig.sendLoad().run(CLOSED, SHORT, SETTLING))
          .hasMessageContaining("arrived at user 0");
    }
  }

  @Test
  void a_refused_send_fails_the_run_with_the_answer() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.ANSWERS_503)) {
      assertThatThrownBy(() -> rig.sendLoad().run(CLOSED, SHORT, SETTLING))
          .hasMessageContaining("503 Overloaded");
    }
  }

  @Test
  void a_fan_out_counts_each_delivery_to_each_socket() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.NONE)) {
      FanoutLoad.Result result = rig.fanoutLoad().run(SHORT, SETTLING);

      assertThat(result.deliveries()).isPositive().isEqualTo(result.endToEnd().count());
      assertThat(result.deliveries() % USERS).isZero();
    }
  }

  @Test
  void a_fan_out_that_misses_a_socket_fails_the_run() throws Exception {
    try (Rig rig = new Rig(StubServer.Fault.LOSES_THE_TENTH)) {
      assertThatThrownBy(() -> rig.fanoutLoad().run(SHORT, SETTLING))
          .hasMessageContaining("fanning out took longer");
    }
  }

  @Test
  void the_floor_is_loaded_as_the_others_are() throws Exception {
    assumeThat(Epoll.isAvailable()).isTrue();
    Ports ports = Ports.shared();
    try (FloorServer _ = FloorServer.listen(ports.http());
        LoadClient client = new LoadClient(ports)) {
      SocketSwarm swarm = new SocketSwarm(client, new PeerDialect(), USERS);
      HttpPublisher publisher = new HttpPublisher(client);
      CompletableFuture<Void> both = CompletableFuture.allOf(swarm.connect(), publisher.connect(2));
      client.await(both, Duration.ofSeconds(10), "connecting");
      FanoutLoad load = new FanoutLoad(client, swarm, publisher, new PeerDialect());

      assertThat(load.run(SHORT, SETTLING).deliveries()).isPositive();
    }
  }

  /// A server, and a client with sockets and HTTP connections to it.
  private static final class Rig implements AutoCloseable {
    private final StubServer server;
    private final LoadClient client;
    private final SocketSwarm swarm;
    private final HttpPublisher publisher;

    Rig(StubServer.Fault fault) throws Exception {
      server = new StubServer(fault);
      client = new LoadClient(server.ports());
      swarm = new SocketSwarm(client, new PeerDialect(), USERS);
      publisher = new HttpPublisher(client);
      CompletableFuture<Void> both = CompletableFuture.allOf(swarm.connect(), publisher.connect(2));
      client.await(both, Duration.ofSeconds(10), "connecting");
    }

    SendLoad sendLoad() {
      return new SendLoad(client, swarm, publisher, new PeerDialect());
    }

    FanoutLoad fanoutLoad() {
      return new FanoutLoad(client, swarm, publisher, new PeerDialect());
    }

    @Override
    public void close() throws Exception {
      client.close();
      server.close();
    }
  }
}
