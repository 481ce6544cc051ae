package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every store of the inbox log does, whatever it keeps it in.
public abstract class InboxStoreBehaviour extends OpenInboxStore {
  protected InboxStoreBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void counts_follow_each_command() {
    NotificationId one = send(ANN);
    NotificationId two = send(ANN);
    assertCounts(2, 2, 2);

    assertDone(new Command.MarkRead(ANN, one, true), 3, 1, 1);
    assertDone(new Command.MarkRead(ANN, one, false), 4, 2, 1);
    assertDone(new Command.MarkAllSeen(ANN), 5, 2, 0);
    assertDone(new Command.Archive(ANN, one, true), 6, 1, 0);
    assertDone(new Command.Archive(ANN, one, false), 7, 2, 0);
    assertDone(new Command.Delete(ANN, two), 8, 1, 0);
    assertDone(new Command.MarkAllRead(ANN), 9, 0, 0);
    assertThat(snapshot(ANN).notifications())
        .singleElement()
        .matches(each -> each.id().equals(one) && each.isRead() && each.isSeen())
        .matches(each -> each.seq() == 9 && each.createdSeq() == 1);
  }

  @Test
  void what_is_already_so_changes_nothing() {
    NotificationId id = send(ANN);
    apply(new Command.MarkRead(ANN, id, true));

    for (Command command :
        List.of(
            new Command.MarkRead(ANN, id, true),
            new Command.Archive(ANN, id, false),
            new Command.MarkAllRead(ANN),
            new Command.MarkAllSeen(ANN))) {
      InboxStore.Applied applied = store.apply(List.of(command), NOON);
      assertThat(applied.outcomes()).containsExactly(new Outcome.Done(false, 2, 0, 0));
      assertThat(applied.changes()).isEmpty();
    }
    assertThat(apply(new Command.MarkAllRead(BEN))).isEqualTo(new Outcome.Done(false, 0, 0, 0));
  }

  @Test
  void what_is_unknown_gone_or_someone_elses_is_missing() {
    NotificationId bens = send(BEN);
    NotificationId gone = send(ANN);
    apply(new Command.Delete(ANN, gone));

    for (NotificationId id : List.of(bens, gone, new NotificationId(1, 1))) {
      assertThat(apply(new Command.MarkRead(ANN, id, true))).isEqualTo(new Outcome.Missing());
      assertThat(apply(new Command.Archive(ANN, id, true))).isEqualTo(new Outcome.Missing());
      assertThat(apply(new Command.Delete(ANN, id))).isEqualTo(new Outcome.Missing());
    }
    assertThat(apply(new Command.Delete(new UserId("nobody"), bens)))
        .isEqualTo(new Outcome.Missing());
    assertThat(snapshot(BEN).notifications()).singleElement().matches(each -> !each.isRead());
  }

  @Test
  void one_transaction_tells_each_inbox_once() {
    InboxStore.Applied applied =
        store.apply(List.of(sending(ANN), sending(BEN), sending(ANN)), NOON);

    assertThat(applied.outcomes()).hasSize(3).allMatch(Outcome.Sent.class::isInstance);
    assertThat(applied.changes()).extracting(InboxChange::user).containsExactly(ANN, BEN);
    InboxChange change = applied.changes().getFirst();
    assertThat(change.from()).isZero();
    assertThat(change.seq()).isEqualTo(2);
    assertThat(change.unread()).isEqualTo(2);
    assertThat(change.upserts()).extracting(Notification::seq).containsExactly(2L, 1L);
    assertThat(change.upserts()).allMatch(change::isNew);
    assertThat(change.complete()).isTrue();
  }

  @Test
  void what_fails_changes_nothing() {
    send(ANN);
    send(ANN);
    send(BEN);
    NotificationId gone = send(BEN);

    assertThatThrownBy(() -> store.apply(List.of(sending(ANN), poison(ANN)), NOON))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(
            () ->
                store.apply(
                    List.of(new Command.Delete(BEN, gone), sending(ANN), poison(BEN)), NOON))
        .isInstanceOf(StoreException.class);

    assertCounts(2, 2, 2);
    assertThat(snapshot(BEN).notifications()).hasSize(2);
    send(ANN);
    assertCounts(3, 3, 3);
    apply(new Command.Delete(BEN, gone));
    assertThat(snapshot(BEN).position().seq()).isEqualTo(3);
    assertThat(snapshot(BEN).unread()).isEqualTo(1);
  }

  @Test
  void a_reader_beside_the_lane_sees_one_state_of_an_inbox_never_an_older_one() throws Exception {
    send(ANN);
    var sent = new AtomicLong(1);
    Thread lane =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 2; i <= 3_000; i++) {
                    send(ANN);
                    sent.set(i);
                    if (i % 3 == 0) {
                      store.rest();
                    }
                  }
                });
    while (lane.isAlive()) {
      long atLeast = sent.get();
      CatchUp.Snapshot all = snapshot(ANN);
      long seq = all.position().seq();
      int kept = (int) Math.min(seq, KEPT);
      assertThat(seq).isGreaterThanOrEqualTo(atLeast);
      assertThat(all.unread()).isEqualTo(kept);
      assertThat(all.notifications())
          .extracting(Notification::seq)
          .containsExactlyElementsOf(
              LongStream.range(0, kept).mapToObj(back -> seq - back).toList());
    }
    lane.join();
  }

  @Test
  void only_the_newest_are_kept() {
    NotificationId oldest = send(ANN);
    for (int i = 0; i < KEPT; i++) {
      send(ANN);
    }

    assertThat(reader.find(oldest)).isEmpty();
    assertThat(apply(new Command.MarkRead(ANN, oldest, true))).isEqualTo(new Outcome.Missing());
    Page page = reader.page(ANN, PageQuery.newest(PageQuery.MAX_LIMIT));
    assertThat(page.notifications()).hasSize(KEPT);
    assertThat(page.unread()).isEqualTo(KEPT);
    assertThat(page.unseen()).isEqualTo(KEPT);
  }

  @Test
  void age_takes_what_is_old_and_the_counts_with_it() {
    NotificationId old = send(ANN, NOON);
    NotificationId young = send(ANN, NOON + Duration.ofDays(1).toMillis());
    long later = NOON + Duration.ofDays(90).toMillis();

    assertThat(store.sweep(later).changes()).isEmpty();
    InboxStore.Swept swept = store.sweep(later + 1);

    assertThat(swept.unfinished()).isFalse();
    assertThat(reader.find(old)).isEmpty();
    assertThat(reader.find(young)).isPresent();
    CatchUp.Snapshot now = snapshot(ANN);
    assertThat(now.unread()).isEqualTo(1);
    assertThat(now.unseen()).isEqualTo(1);
    assertThat(now.notifications()).extracting(Notification::id).containsExactly(young);
  }

  @Test
  void a_delta_names_what_was_missed_each_once() {
    NotificationId one = send(ANN);
    NotificationId two = send(ANN);
    Position then = snapshot(ANN).position();
    NotificationId three = send(ANN);
    apply(new Command.MarkRead(ANN, one, true));
    apply(new Command.MarkRead(ANN, one, false));
    apply(new Command.Delete(ANN, two));

    InboxChange missed = delta(ANN, then);

    assertThat(missed.from()).isEqualTo(2);
    assertThat(missed.seq()).isEqualTo(6);
    assertThat(missed.upserts()).extracting(Notification::id).containsExactly(three, one);
    assertThat(missed.removed()).containsExactly(two);
    assertThat(missed.unread()).isEqualTo(2);
    assertThat(delta(ANN, snapshot(ANN).position()).upserts()).isEmpty();
  }

  @Test
  void a_delta_reaches_to_the_edge_of_the_window_and_a_snapshot_is_beyond() {
    Position start = snapshot(ANN).position();
    for (int i = 0; i < WINDOW; i++) {
      send(ANN);
    }
    assertThat(delta(ANN, start).upserts()).hasSize(WINDOW);
    send(ANN);

    assertThat(reader.catchUp(ANN, start, WINDOW))
        .isInstanceOfSatisfying(
            CatchUp.Snapshot.class,
            all -> {
              assertThat(all.notifications()).hasSize(WINDOW);
              assertThat(all.more()).isTrue();
              assertThat(all.unread()).isEqualTo(WINDOW + 1);
            });
  }

  @Test
  void a_position_of_another_epoch_or_of_the_future_gets_a_snapshot() {
    send(ANN);
    Position now = snapshot(ANN).position();

    for (Position odd :
        List.of(
            new Position("another", now.seq()),
            new Position(now.epoch(), now.seq() + 1),
            new Position(now.epoch(), -1))) {
      assertThat(reader.catchUp(ANN, odd, WINDOW)).isInstanceOf(CatchUp.Snapshot.class);
    }
  }

  @Test
  void who_missed_more_deletions_than_are_remembered_gets_a_snapshot() {
    List<NotificationId> sent = new ArrayList<>();
    for (int i = 0; i < KEPT; i++) {
      sent.add(send(ANN));
    }
    Position before = snapshot(ANN).position();
    for (int i = 0; i < TOMBSTONES; i++) {
      apply(new Command.Delete(ANN, sent.get(i)));
    }
    assertThat(delta(ANN, before).removed()).hasSize(TOMBSTONES);

    apply(new Command.Delete(ANN, sent.get(TOMBSTONES)));

    assertThat(reader.catchUp(ANN, before, WINDOW)).isInstanceOf(CatchUp.Snapshot.class);
    Position lately = snapshot(ANN).position();
    apply(new Command.Delete(ANN, sent.getLast()));
    assertThat(delta(ANN, lately).removed()).containsExactly(sent.getLast());
  }

  @Test
  void mark_all_over_more_than_a_window_is_told_as_incomplete() {
    for (int i = 0; i < WINDOW; i++) {
      send(ANN);
    }
    assertThat(change(new Command.MarkAllSeen(ANN)).complete()).isTrue();
    send(ANN);

    InboxChange change = change(new Command.MarkAllRead(ANN));

    assertThat(change.complete()).isFalse();
    assertThat(change.allReadSeq()).isEqualTo(change.seq());
    assertThat(change.unread()).isZero();
    assertThat(reader.page(ANN, PageQuery.newest(50)).notifications())
        .hasSize(WINDOW + 1)
        .allMatch(Notification::isRead);
  }

  @Test
  void an_idempotency_key_answers_again_until_its_time_is_over() {
    Outcome first = store.apply(List.of(sending(ANN, "key", "body")), NOON).outcomes().getFirst();
    long later = NOON + Duration.ofHours(24).toMillis();

    store.sweep(later);
    assertThat(apply(sending(ANN, "key", "body"))).usingRecursiveComparison().isEqualTo(first);
    assertThat(apply(sending(ANN, "key", "other"))).isEqualTo(new Outcome.Mismatch());
    assertThat(snapshot(ANN).position().seq()).isEqualTo(1);
    store.sweep(later + 1);

    assertThat(apply(sending(ANN, "key", "other"))).isInstanceOf(Outcome.Sent.class);
    assertThat(snapshot(ANN).position().seq()).isEqualTo(2);
  }

  @Test
  void opening_again_keeps_everything() {
    NotificationId read = send(ANN);
    apply(new Command.MarkRead(ANN, read, true));
    apply(sending(ANN, "key", "body"));
    send(BEN);
    CatchUp.Snapshot before = snapshot(ANN);

    end();
    begin();

    assertThat(snapshot(ANN)).usingRecursiveComparison().isEqualTo(before);
    assertThat(apply(sending(ANN, "key", "other"))).isEqualTo(new Outcome.Mismatch());
    NotificationId next = send(ANN);
    assertThat(next).isGreaterThan(before.notifications().getFirst().id());
    assertCounts(4, 2, 2);
  }

  @Test
  void a_replaced_store_has_another_epoch() {
    send(ANN);
    Position before = snapshot(ANN).position();

    end();
    replace();
    begin();

    assertThat(snapshot(ANN).position().epoch()).isNotEqualTo(before.epoch());
    assertThat(snapshot(ANN).position().seq()).isZero();
    assertThat(reader.catchUp(ANN, before, WINDOW)).isInstanceOf(CatchUp.Snapshot.class);
  }

  @Test
  void ids_go_forward_also_when_the_clock_goes_back() {
    NotificationId first = send(ANN, NOON);
    NotificationId second = send(ANN, NOON - 60_000);

    assertThat(second).isGreaterThan(first);
    assertThat(snapshot(ANN).notifications())
        .extracting(Notification::id)
        .containsExactly(second, first);
  }
}
