package io.belfry.socketio;

import static io.belfry.socketio.RecoveryFixture.assertRecovered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.RecoveryFixture.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  static final RecoveryOptions SMALL =
      RecoveryOptions.on()
          .withMaxDisconnection(Duration.ofMinutes(2))
          .withMaxAge(Duration.ofMinutes(1))
          .withMaxEvents(3)
          .withMaxBytes(10_000)
          .withMaxDisconnected(2);

  private final RecoveryFixture server = new RecoveryFixture(SMALL);
  private final Namespace root = server.root;

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertFresh(Session before, Session now) {
    assertThat(now.sid()).isNotEqualTo(before.sid());
    assertThat(now.pid()).isNotEqualTo(before.pid());
    assertThat(now.socket().recovered()).isFalse();
    assertThat(now.socket().rooms()).isEmpty();
    assertThat(now.socket().attachment(Object.class)).isEmpty();
    now.socket().emitVolatile("end");
    assertThat(now.client().next()).isEqualTo("42[\"end\"]");
    now.client().close();
  }

  @Test
  void events_have_an_offset_but_volatile_ones_and_those_to_be_acknowledged() {
    Session ann = server.connect();
    assertThat(ann.socket().recovered()).isFalse();

    String first = ann.heardAfter(() -> root.emit("one", 1), "42[\"one\",1,\"");
    String second = ann.heardAfter(() -> ann.socket().emit("two"), "42[\"two\",\"");
    root.asVolatile().emit("three");
    ann.socket().emitVolatile("four");
    ann.socket().emitWithAck(Duration.ofSeconds(9), "five");

    assertThat(first).isNotEqualTo(second);
    assertThat(ann.client().next()).isEqualTo("42[\"three\"]");
    assertThat(ann.client().next()).isEqualTo("42[\"four\"]");
    assertThat(ann.client().next()).isEqualTo("420[\"five\"]");
  }

  @Test
  void a_client_that_comes_back_has_its_socket_and_what_it_missed() {
    try (RecoveryFixture large = new RecoveryFixture(RecoveryOptions.on())) {
      Session ann = large.connect();
      ann.socket().join("room");
      ann.socket().attach("state");
      String offset = ann.heardAfter(() -> large.root.emit("one"), "42[\"one\"");
      large.root.emit("two", new byte[] {2});
      large.interrupt(ann);

      large.root.emit("three");
      large.root.to("room").emit("four");
      large.root.to("other").emit("not hers");
      large.root.except("room").emit("not hers");
      large.root.except(ann.sid()).emit("not hers");
      large.root.asVolatile().emit("lost");
      large.root.to(ann.sid()).emit("five", new byte[] {5}, "é");
      Session again = large.connect(ann.pid(), offset);

      assertRecovered(ann, again);
      assertThat(again.socket().rooms()).containsExactly("room");
      assertThat(again.socket().attachment(String.class)).contains("state");
      again.heard("451-[\"two\",{\"_placeholder\":true,\"num\":0},\"");
      assertThat(again.client().nextBinary()).containsExactly(2);
      again.heard("42[\"three\",");
      again.heard("42[\"four\",");
      again.heard("451-[\"five\",{\"_placeholder\":true,\"num\":0},\"é\",");
      assertThat(again.client().nextBinary()).containsExactly(5);
      again.heardAfter(() -> large.root.to("room").emit("live"), "42[\"live\"");
      again.client().close();
    }
  }

  @Test
  void what_was_emitted_to_a_room_before_joining_it_stays_unknown() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    root.to("room").emit("secret");
    ann.socket().join("room");
    ann.heardAfter(() -> root.emit("two"), "42[\"two\"");
    server.interrupt(ann);
    root.to("room").emit("hers");

    Session again = server.connect(ann.pid(), offset);

    assertRecovered(ann, again);
    again.heard("42[\"two\"");
    again.heard("42[\"hers\"");
  }

  @Test
  void an_event_that_was_still_queued_when_the_connection_ended_is_not_lost() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    ann.socket()
        .execute(
            () -> {
              CompletableFuture.runAsync(() -> root.emit("queued"), Thread::startVirtualThread)
                  .join();
              ann.socket().drop();
            });
    SocketIoTest.next(server.gone);

    Session again = server.connect(ann.pid(), offset);

    assertRecovered(ann, again);
    again.heard("42[\"queued\"");
  }

  @Test
  void a_pid_is_used_up_by_one_success_and_serves_again_after_the_next_interruption() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    server.interrupt(ann);
    Session again = server.connect(ann.pid(), offset);
    assertRecovered(ann, again);

    assertFresh(ann, server.connect(ann.pid(), offset));
    SocketIoTest.next(server.gone);
    offset = again.heardAfter(() -> root.emit("two"), "42[\"two\"");
    server.interrupt(again);
    assertRecovered(ann, server.connect(ann.pid(), offset));
  }

  @Test
  void a_client_that_is_still_connected_is_not_recovered() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");

    assertFresh(ann, server.connect(ann.pid(), offset));
    assertThat(ann.socket().isConnected()).isTrue();
  }

  @Test
  void bad_pids_and_offsets_lead_to_a_fresh_socket() {
    server.io.of("/other").onConnection(server::connected);
    Session other = server.connectTo("/other", "");
    String foreign = other.heardAfter(() -> server.io.of("/other").emit("x"), "42/other,[\"x\"");
    server.interrupt(other);

    for (String claim :
        List.of(
            "{}",
            "{\"pid\":\"PID\"}",
            "{\"pid\":\"PID\",\"offset\":null}",
            "{\"pid\":\"PID\",\"offset\":1}",
            "{\"pid\":\"PID\",\"offset\":{}}",
            "{\"pid\":\"PID\",\"offset\":\"\"}",
            "{\"pid\":\"PID\",\"offset\":\"" + foreign + "\"}",
            "{\"pid\":\"PID\",\"offset\":\"OFFSETz\"}",
            "{\"pid\":\"PID\",\"offset\":\"OFFSETzzzzzzzzzzzzzzzzzzzzzzzz\"}",
            "{\"pid\":\"PID\",\"offset\":\"PREFIX-1\"}",
            "{\"pid\":\"PID\",\"offset\":\"PREFIX0\"}",
            "{\"pid\":\"PID\",\"offset\":\"PREFIX\"}",
            "{\"pid\":[\"PID\"],\"offset\":\"OFFSET\"}",
            "{\"pid\":7,\"offset\":\"OFFSET\"}",
            "{\"pid\":\"" + other.pid() + "\",\"offset\":\"OFFSET\"}",
            "{\"pid\":\"aaaaaaaaaaaaaaaaaaaa\",\"offset\":\"OFFSET\"}")) {
      Session ann = server.connect();
      ann.socket().join("room");
      ann.socket().attach("hers");
      String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
      server.interrupt(ann);
      root.emit("missed");
      String prefix = offset.substring(0, offset.indexOf('.') + 1);

      assertFresh(
          ann,
          server.connect(
              claim.replace("PID", ann.pid()).replace("OFFSET", offset).replace("PREFIX", prefix)));
      SocketIoTest.next(server.gone);
    }
  }

  @Test
  void an_offset_that_was_sent_to_others_only_leads_to_a_fresh_socket() {
    Session ann = server.connect();
    Session bob = server.connect();
    ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    bob.heard("42[\"one\"");
    String offset = bob.heardAfter(() -> bob.socket().emit("two"), "42[\"two\"");
    server.interrupt(ann);

    assertFresh(ann, server.connect(ann.pid(), offset));
  }

  @Test
  void who_stays_away_too_long_is_forgotten() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    server.interrupt(ann);
    server.pass(Duration.ofSeconds(121));

    assertFresh(ann, server.connect(ann.pid(), offset));
  }

  @Test
  void who_went_first_is_forgotten_when_too_many_are_away() {
    Session ann = server.connect();
    Session bob = server.connect();
    Session eve = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    bob.heard("42[\"one\"");
    eve.heard("42[\"one\"");
    for (Session each : List.of(ann, bob, eve)) {
      server.interrupt(each);
    }

    assertRecovered(bob, server.connect(bob.pid(), offset));
    assertFresh(ann, server.connect(ann.pid(), offset));
  }

  @Test
  void what_the_ring_has_let_go_of_leads_to_a_fresh_socket() {
    List<Runnable> floods =
        List.of(
            () -> IntStream.range(0, 4).forEach(i -> root.emit("flood")),
            () -> root.emit("flood", "x".repeat(10_000)),
            () -> {
              root.emit("old");
              server.pass(Duration.ofSeconds(61));
              root.emit("new");
            });
    for (Runnable flood : floods) {
      Session ann = server.connect();
      String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
      server.interrupt(ann);
      flood.run();

      assertFresh(ann, server.connect(ann.pid(), offset));
      SocketIoTest.next(server.gone);
    }
  }

  @Test
  void a_client_that_missed_nothing_is_recovered_however_old_its_last_event_is() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    IntStream.range(0, 10).forEach(i -> root.to("others").emit("flood"));
    server.pass(Duration.ofSeconds(100));
    server.interrupt(ann);
    root.emit("missed");

    Session again = server.connect(ann.pid(), offset);

    assertRecovered(ann, again);
    again.heard("42[\"missed\"");
    server.interrupt(again);
    assertFresh(ann, server.connect(ann.pid(), "absent"));
  }

  @Test
  void a_fresh_socket_that_heard_nothing_is_recovered_with_the_offset_of_the_one_before() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    root.emit("not for the next socket");
    ann.client().close();
    SocketIoTest.next(server.gone);
    Session fresh = server.connect();
    server.interrupt(fresh);
    root.emit("missed");

    Session again = server.connect(fresh.pid(), offset);

    assertRecovered(fresh, again);
    again.heard("42[\"missed\"");
  }

  @Test
  void who_was_put_out_or_left_is_not_recovered() {
    Session ann = server.connect();
    String offset = ann.heardAfter(() -> root.emit("one"), "42[\"one\"");
    ann.socket().disconnect(true);
    SocketIoTest.next(server.gone);
    assertFresh(ann, server.connect(ann.pid(), offset));
    SocketIoTest.next(server.gone);

    Session bob = server.connect();
    offset = bob.heardAfter(() -> root.emit("one"), "42[\"one\"");
    bob.client().send("41");
    SocketIoTest.next(server.gone);
    assertFresh(bob, server.connect(bob.pid(), offset));
  }

  @Test
  void a_delivery_is_recovered_too() {
    Session ann = server.connect();
    Delivery delivery = server.io.delivery();
    delivery.add(ann.socket(), EncodedEvent.of("one"));
    String offset = ann.heardAfter(delivery::flush, "42[\"one\"");
    delivery.add(ann.socket(), EncodedEvent.of("two"));
    delivery.flush();
    server.interrupt(ann);

    server.connect(ann.pid(), offset).heard("42[\"two\"");
  }

  @Test
  void a_dynamic_namespace_stays_while_somebody_may_come_back() {
    ParentNamespace parent = server.io.of(Pattern.compile("/t-\\d"));
    parent.onConnection(server::connected);
    Session ann = server.connectTo("/t-1", "");
    String offset =
        ann.heardAfter(() -> server.io.namespace("/t-1").get().emit("one"), "42/t-1,[\"one\"");
    server.interrupt(ann);
    String claim = "{\"pid\":\"" + ann.pid() + "\",\"offset\":\"" + offset + "\"}";

    Session again = server.connectTo("/t-1", claim);
    assertRecovered(ann, again);
    server.interrupt(again);
    assertThat(parent.children()).hasSize(1);
    server.pass(Duration.ofMinutes(3));
    await()
        .until(
            () -> {
              server.io.namespaces().expire();
              return parent.children().isEmpty();
            });

    assertThat(server.io.namespace("/t-1")).isEmpty();
  }
}
