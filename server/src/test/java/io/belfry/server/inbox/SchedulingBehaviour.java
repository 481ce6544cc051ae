package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.belfry.server.inbox.DueStore.Due;
import io.belfry.server.inbox.Scheduled.State;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.Profile;
import io.belfry.server.user.User;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// How every store keeps what is to be sent to users later, and sends it.
public abstract class SchedulingBehaviour extends OpenInboxStore {
  private static final long SOON = NOON + 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final long YEAR_MS = Duration.ofDays(366).toMillis();
  private static final int RACES = 30;

  protected SchedulingBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void it_waits_outlives_the_store_and_is_sent_once_when_it_is_due() {
    NotificationId second = schedule(ANN, SOON + 1);
    NotificationId first = schedule(BEN, SOON);
    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.UNKNOWN);
    end();
    begin();

    assertThat(due(SOON - 1)).isEmpty();
    assertThat(due(SOON + 1))
        .containsExactly(new Due(BEN, first, SOON), new Due(ANN, second, SOON + 1));
    InboxChange change = release(SOON + 1, ANN, second).changes().getFirst();

    assertThat(change.upserts()).singleElement().matches(change::isNew);
    NotificationId sent = change.upserts().getFirst().id();
    assertThat(sent.timestamp()).isEqualTo(SOON + 1);
    assertThat(scheduled().find(second).orElseThrow())
        .matches(each -> each.state() == State.SENT && each.endedMs() == SOON + 1)
        .matches(each -> each.became().equals(Optional.of(sent)) && each.content().isEmpty());
    assertThat(due(SOON + 1)).containsExactly(new Due(BEN, first, SOON));
    assertThat(release(SOON + 1, ANN, second, second).changes()).isEmpty();
    assertThat(snapshot(ANN).unread()).isEqualTo(1);
    assertThat(release(SOON + 1, ANN, first).changes()).as("it is Ben's").isEmpty();
  }

  @Test
  void several_of_one_user_are_sent_in_one_transaction_with_what_else_there_is() {
    List<NotificationId> ids = new ArrayList<>();
    for (int i = 0; i < KEPT + 2; i++) {
      ids.add(schedule(ANN, SOON));
    }

    InboxStore.Applied applied =
        store.apply(List.of(sending(ANN), new Command.Release(ANN, ids), sending(ANN)), SOON);

    assertThat(applied.outcomes().get(1)).matches(each -> ((Outcome.Done) each).changed());
    assertThat(snapshot(ANN).unread()).isEqualTo(KEPT);
    assertThat(snapshot(ANN).position().seq()).isEqualTo(KEPT + 4);
    assertThat(due(SOON)).isEmpty();
  }

  @Test
  void a_clock_that_jumps_loses_and_doubles_nothing() {
    NotificationId id = schedule(ANN, SOON);

    assertThat(release(SOON - 1, ANN, id).changes()).as("it has gone back").isEmpty();
    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.UNKNOWN);
    assertThat(release(SOON + 10 * YEAR_MS, ANN, id).changes()).hasSize(1);
    assertThat(release(SOON, ANN, id).changes()).as("it has gone back again").isEmpty();
    assertThat(due(SOON + 20 * YEAR_MS)).isEmpty();
  }

  @Test
  void a_repetition_is_answered_as_the_first_time_for_as_long_as_its_key_is_known() {
    Command once = schedule(ANN, later(SOON), "k", "body");
    Outcome first = apply(once);
    assertThat(apply(once)).isInstanceOfSatisfying(Outcome.Sent.class, same(first));
    assertThat(apply(schedule(ANN, later(SOON), "k", "another"))).isEqualTo(new Outcome.Mismatch());
    assertThat(waiting()).hasSize(1);
    release(SOON, ANN, ((Outcome.Sent) first).id());

    Outcome late = store.apply(List.of(once), NOON + 2 * MINUTE_MS).outcomes().getFirst();

    assertThat(late).isInstanceOfSatisfying(Outcome.Sent.class, same(first));
    assertThat(waiting()).isEmpty();
    assertThat(((Outcome.Sent) first).json().toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"sendAt\":\"2026-01-01T12:00:01.000Z\",\"status\":\"scheduled\"}"
                .formatted(((Outcome.Sent) first).id()));
  }

  private static Consumer<Outcome.Sent> same(Outcome first) {
    return again -> {
      assertThat(again.id()).isEqualTo(((Outcome.Sent) first).id());
      assertThat(again.json().toString()).isEqualTo(((Outcome.Sent) first).json().toString());
    };
  }

  @Test
  void a_time_past_by_less_than_a_minute_is_now_and_others_are_refused() {
    for (long at :
        List.of(NOON - MINUTE_MS, 0L, -5L, Long.MIN_VALUE, NOON + YEAR_MS + 1, Long.MAX_VALUE)) {
      assertThat(apply(schedule(ANN, later(at)))).isEqualTo(refused(Unschedulable.NOT_AHEAD));
    }
    assertThat(waiting()).isEmpty();

    schedule(ANN, NOON + YEAR_MS);
    NotificationId now = schedule(ANN, NOON - MINUTE_MS + 1);
    assertThat(due(NOON)).extracting(Due::id).containsExactly(now);
  }

  @Test
  void what_would_expire_before_it_is_sent_is_refused_and_its_time_to_live_begins_then() {
    for (long expires : List.of(NOON, SOON - 1, SOON, SOON + Duration.ofDays(3_654).toMillis())) {
      var later = new Later(new SendTime.At(SOON), content(), expires, 0, "");
      assertThat(apply(schedule(ANN, later))).isEqualTo(refused(Unschedulable.EXPIRES_BEFORE));
    }
    NotificationId fixed =
        id(apply(schedule(ANN, new Later(new SendTime.At(SOON), content(), SOON + 7, 0, ""))));
    NotificationId brief =
        id(apply(schedule(ANN, new Later(new SendTime.At(SOON), content(), 0, 7, ""))));

    release(SOON, ANN, fixed, brief);

    assertThat(snapshot(ANN).notifications())
        .hasSize(2)
        .allMatch(
            each ->
                each.content()
                    .json()
                    .toString()
                    .startsWith("{\"expiresAt\":\"2026-01-01T12:00:01.007Z\","));
    assertThat(expired().due(Optional.empty(), SOON + 7, 10)).hasSize(2);
  }

  @Test
  void what_has_expired_while_the_server_was_down_is_not_sent() {
    NotificationId id =
        id(apply(schedule(ANN, new Later(new SendTime.At(SOON), content(), 0, 7, ""))));

    assertThat(release(SOON + 7, ANN, id).changes()).allMatch(each -> each.upserts().isEmpty());

    assertThat(scheduled().find(id).orElseThrow().state()).isEqualTo(State.EXPIRED);
    assertThat(snapshot(ANN).notifications()).isEmpty();
    assertThat(due(SOON + 7)).isEmpty();
  }

  @Test
  void a_user_has_at_most_so_much_waiting() {
    Command one = schedule(ANN, later(SOON));
    store.apply(Collections.nCopies(Later.MAX_WAITING - 1, one), NOON);

    InboxStore.Applied applied = store.apply(List.of(one, one, schedule(BEN, later(SOON))), NOON);

    assertThat(applied.outcomes().get(0)).isInstanceOf(Outcome.Sent.class);
    assertThat(applied.outcomes().get(1)).isEqualTo(refused(Unschedulable.TOO_MANY));
    assertThat(applied.outcomes().get(2)).isInstanceOf(Outcome.Sent.class);
    assertThat(apply(one)).isEqualTo(refused(Unschedulable.TOO_MANY));
    scheduled().cancel(id(applied.outcomes().getFirst()), NOON);
    assertThat(apply(one)).isInstanceOf(Outcome.Sent.class);
  }

  @Test
  void a_time_of_day_is_that_where_the_user_is() {
    var zone =
        new Profile(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Europe/Berlin"),
            Optional.empty());
    users().put(new User(BEN, zone, Attributes.NONE));
    users().put(new User(new UserId("cem"), Profile.NONE, Attributes.NONE));
    var nine = new Later(new SendTime.Next(LocalTime.of(13, 30)), content(), 0, 0, "");

    for (UserId user : List.of(ANN, BEN, new UserId("cem"))) {
      apply(schedule(user, nine));
    }

    assertThat(waiting())
        .extracting(each -> each.user().orElseThrow().value() + " " + (each.sendAtMs() - NOON))
        .containsExactlyInAnyOrder("ann 5400000", "ben 1800000", "cem 5400000");
  }

  @Test
  void what_is_cancelled_is_never_sent_and_what_is_sent_is_not_cancelled() {
    NotificationId cancelled = schedule(ANN, SOON);
    NotificationId sent = schedule(BEN, SOON);

    assertThat(scheduled().cancel(cancelled, NOON).orElseThrow())
        .matches(each -> each.state() == State.CANCELLED && each.content().isEmpty());
    assertThat(scheduled().cancel(cancelled, NOON + 5).orElseThrow().endedMs())
        .as("as it is already")
        .isEqualTo(NOON);
    assertThat(release(SOON, ANN, cancelled).changes()).isEmpty();
    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.UNKNOWN);
    release(SOON, BEN, sent);
    assertThat(scheduled().cancel(sent, SOON).orElseThrow().state()).isEqualTo(State.SENT);
    assertThat(scheduled().cancel(new NotificationId(1, 1), SOON)).isEmpty();
    assertThat(scheduled().find(new NotificationId(1, 1))).isEmpty();
  }

  @Test
  void of_cancelling_and_sending_at_once_exactly_one_wins() throws Exception {
    int sent = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < RACES; i++) {
        NotificationId id = schedule(ANN, SOON);
        var barrier = new CyclicBarrier(2);
        Future<State> cancelling =
            executor.submit(
                () -> {
                  barrier.await();
                  return scheduled().cancel(id, SOON).orElseThrow().state();
                });
        Future<Boolean> sending =
            executor.submit(
                () -> {
                  barrier.await();
                  return !release(SOON, ANN, id).changes().isEmpty();
                });
        assertThat(cancelling.get() == State.SENT).isEqualTo(sending.get());
        sent += sending.get() ? 1 : 0;
      }
    }
    assertThat(snapshot(ANN).position().seq()).isEqualTo(sent);
  }

  @Test
  void what_waits_is_listed_and_cancelled_by_its_key() {
    List<NotificationId> anns = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      anns.add(id(apply(schedule(ANN, later(SOON + 5 - i, "order 7")))));
    }
    NotificationId bens = id(apply(schedule(BEN, later(SOON + 9, "order 7"))));
    NotificationId other = id(apply(schedule(BEN, later(SOON, "order 8"))));
    NotificationId none = schedule(BEN, SOON);
    release(SOON + 1, ANN, anns.getLast());

    List<Scheduled> page = scheduled().waiting(Optional.of(ANN), Optional.empty(), place(), 3);
    assertThat(page)
        .extracting(Scheduled::id)
        .containsExactly(anns.get(3), anns.get(2), anns.get(1));
    assertThat(scheduled().waiting(Optional.of(ANN), Optional.empty(), place(page.getLast()), 3))
        .extracting(Scheduled::id)
        .containsExactly(anns.get(0));
    assertThat(scheduled().waiting(Optional.of(BEN), Optional.of("order 7"), place(), 3))
        .extracting(Scheduled::id)
        .containsExactly(bens);

    assertThat(scheduled().cancel("order 7", NOON)).isEqualTo(5);
    assertThat(scheduled().cancel("order 7", NOON)).isZero();
    assertThat(scheduled().cancel("", NOON)).isZero();
    assertThat(waiting()).extracting(Scheduled::id).containsExactlyInAnyOrder(other, none);
  }

  @Test
  void nothing_is_left_of_a_user_who_is_forgotten() {
    NotificationId id = schedule(ANN, SOON);
    NotificationId sent = schedule(ANN, NOON);
    release(NOON, ANN, sent);
    schedule(BEN, SOON);

    assertThat(users().forget(ANN)).isTrue();
    apply(new Command.Forget(ANN));

    assertThat(waiting()).hasSize(1);
    assertThat(scheduled().find(sent)).isEmpty();
    assertThat(release(SOON, ANN, id).changes()).as("found due just before").isEmpty();
    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.UNKNOWN);
  }

  @Test
  void what_became_of_it_is_known_for_as_long_as_notifications_are_kept() {
    NotificationId cancelled = schedule(ANN, SOON);
    NotificationId waits = schedule(ANN, NOON + YEAR_MS);
    scheduled().cancel(cancelled, NOON);
    long end = NOON + Duration.ofDays(90).toMillis();

    store.sweep(end);
    assertThat(scheduled().find(cancelled)).isPresent();
    store.sweep(end + 1);

    assertThat(scheduled().find(cancelled)).isEmpty();
    assertThat(scheduled().find(waits)).isPresent();
  }

  @Test
  void what_fails_takes_nothing_off_what_is_due() {
    NotificationId id = schedule(ANN, SOON);

    assertThat(
            catchThrowable(
                () ->
                    store.apply(List.of(new Command.Release(ANN, List.of(id)), poison(BEN)), SOON)))
        .isInstanceOf(StoreException.class);

    assertThat(due(SOON)).hasSize(1);
    assertThat(release(SOON, ANN, id).changes()).hasSize(1);
  }

  private List<Due> due(long nowMs) {
    return new JdbcDueStore(sideWork(), ScheduledRows.DUE).due(Optional.empty(), nowMs, 2_000);
  }

  private List<Scheduled> waiting() {
    return scheduled().waiting(Optional.empty(), Optional.empty(), place(), 2_000);
  }

  private static Optional<ScheduledStore.Place> place() {
    return Optional.empty();
  }

  private static Optional<ScheduledStore.Place> place(Scheduled last) {
    return Optional.of(new ScheduledStore.Place(last.sendAtMs(), last.id()));
  }

  private static Outcome refused(Unschedulable why) {
    return new Outcome.NotScheduled(why);
  }
}
