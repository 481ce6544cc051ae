package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.BroadcastStore.Added;
import io.belfry.server.broadcast.BroadcastStore.Due;
import io.belfry.server.inbox.Scheduled.State;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.user.Audience;
import io.belfry.server.user.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// How every store keeps what is to be broadcast later, and broadcasts it.
public abstract class LaterBroadcastBehaviour extends OpenInboxStore {
  private static final long SOON = NOON + 1_000;
  private static final int RACES = 20;

  private final NotificationIds ids = new NotificationIds(new SplittableRandom(5), 0);

  protected LaterBroadcastBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void it_is_broadcast_once_when_it_is_due_and_to_who_is_there_then() {
    NotificationId second = scheduleAt(SOON + 1);
    NotificationId first = scheduleAt(SOON);
    assertThat(broadcasts().due(Optional.empty(), SOON - 1, 10)).isEmpty();
    List<Due> due = broadcasts().due(Optional.empty(), SOON + 1, 10);
    assertThat(due).containsExactly(new Due(first, SOON), new Due(second, SOON + 1));
    assertThat(broadcasts().due(Optional.of(due.getFirst()), SOON + 1, 10))
        .containsExactly(due.getLast());
    apply(new Command.TakeIn(ANN, OptionalLong.of(0)));

    NotificationId as = ids.next(SOON, 0);
    assertThat(broadcasts().release(due.getFirst(), as, SOON - 1)).as("gone back").isFalse();
    assertThat(broadcasts().release(due.getFirst(), as, SOON)).isTrue();
    assertThat(broadcasts().release(due.getFirst(), ids.next(SOON, 0), SOON)).isFalse();

    apply(new Command.TakeIn(ANN, OptionalLong.empty()));
    assertThat(snapshot(ANN).notifications())
        .singleElement()
        .matches(each -> each.content().json().toString().contains("\"broadcast\":\"" + as + "\""));
    assertThat(broadcasts().find(as)).isPresent();
    assertThat(scheduled().find(first).orElseThrow())
        .matches(each -> each.state() == State.SENT && each.became().equals(Optional.of(as)));
    assertThat(scheduled().waiting(Optional.empty(), Optional.empty(), Optional.empty(), 10))
        .extracting(Scheduled::id)
        .containsExactly(second);
  }

  @Test
  void what_is_cancelled_or_has_expired_is_not_broadcast() {
    NotificationId cancelled = scheduleAt(SOON);
    NotificationId brief = ids.next(NOON, 0);
    broadcasts()
        .schedule(draft(brief, ""), new Later(new SendTime.At(SOON), content(), 0, 7, ""), NOON);

    assertThat(scheduled().cancel("key", NOON)).isEqualTo(1);

    assertThat(broadcasts().release(new Due(cancelled, SOON), ids.next(SOON, 0), SOON)).isFalse();
    assertThat(broadcasts().release(new Due(brief, SOON), ids.next(SOON, 0), SOON + 7)).isFalse();
    assertThat(broadcasts().last()).isZero();
    assertThat(scheduled().find(brief).orElseThrow().state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void a_repetition_waits_once() {
    NotificationId id = ids.next(NOON, 0);
    Later later = keyed(SOON);
    assertThat(broadcasts().schedule(draft(id, "body"), later, NOON)).isEqualTo(new Added.New());

    assertThat(broadcasts().schedule(draft(ids.next(NOON, 0), "body"), later, NOON + 100_000))
        .as("its time has passed meanwhile")
        .isInstanceOfSatisfying(
            Added.Repeated.class, again -> assertThat(again.id()).isEqualTo(id));
    assertThat(broadcasts().schedule(draft(ids.next(NOON, 0), "other"), later, NOON))
        .isEqualTo(new Added.Mismatch());
    assertThat(broadcasts().schedule(draft(ids.next(NOON, 0), ""), later, NOON + 100_000))
        .isEqualTo(new Added.NotScheduled(Unschedulable.NOT_AHEAD));
    assertThat(broadcasts().due(Optional.empty(), SOON, 10)).hasSize(1);
  }

  @Test
  void of_several_who_do_it_at_once_and_one_who_cancels_it_exactly_one_wins() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < RACES; i++) {
        NotificationId id = scheduleAt(SOON);
        NotificationId one = ids.next(SOON, 0);
        NotificationId other = ids.next(SOON, 0);
        var barrier = new CyclicBarrier(3);
        List<Callable<Boolean>> all =
            List.of(
                () -> broadcasts().release(new Due(id, SOON), one, SOON),
                () -> broadcasts().release(new Due(id, SOON), other, SOON),
                () -> scheduled().cancel(id, SOON).orElseThrow().state() == State.CANCELLED);
        List<Future<Boolean>> done = new ArrayList<>();
        for (Callable<Boolean> each : all) {
          done.add(
              executor.submit(
                  () -> {
                    barrier.await();
                    return each.call();
                  }));
        }
        int winners = 0;
        for (Future<Boolean> each : done) {
          winners += each.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    }
  }

  private NotificationId scheduleAt(long atMs) {
    NotificationId id = ids.next(NOON, 0);
    assertThat(broadcasts().schedule(draft(id, ""), keyed(atMs), NOON)).isEqualTo(new Added.New());
    return id;
  }

  private static Later keyed(long atMs) {
    return new Later(new SendTime.At(atMs), content(), 0, 0, "key");
  }

  private static BroadcastStore.Draft draft(NotificationId id, String body) {
    return new BroadcastStore.Draft(
        id,
        new Audience(Optional.<Topic>empty(), Set.of(), new TreeMap<>()),
        content(),
        0,
        body.isEmpty() ? Optional.empty() : Optional.of(new IdempotencyKey("scope", "k", 0, body)),
        JsonBytes.of("{}"));
  }
}
