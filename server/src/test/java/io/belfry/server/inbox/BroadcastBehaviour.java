package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.BroadcastStore.Added;
import io.belfry.server.broadcast.BroadcastStore.Entry;
import io.belfry.server.inbox.InboxReader.Hearing;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.Audience;
import io.belfry.server.user.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What every database does with broadcasts, and what inboxes make of them.
public abstract class BroadcastBehaviour extends OpenBroadcastStore {
  protected BroadcastBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void a_broadcast_comes_between_what_was_sent_before_and_after_it() {
    send(ANN, NOON);
    NotificationId id = broadcast("all", ALL, NOON + SECOND);
    assertThat(titles(ANN)).containsExactly("x");
    assertThat(reader.hearing(ANN)).isEqualTo(Hearing.BEHIND);

    send(ANN, NOON + 2 * SECOND);

    assertThat(titles(ANN)).containsExactly("x", "all", "x");
    assertThat(reader.hearing(ANN)).isEqualTo(Hearing.CURRENT);
    List<Notification> newestFirst = snapshot(ANN).notifications();
    assertThat(newestFirst).isSortedAccordingTo((one, other) -> other.id().compareTo(one.id()));
    assertThat(newestFirst.get(1).id().timestamp()).isEqualTo(id.timestamp());
    assertCounts(3, 3, 3);
  }

  @Test
  void each_inbox_takes_a_broadcast_in_once() {
    send(ANN);
    send(BEN);
    broadcast("one", ALL, NOON);

    for (int i = 0; i < 3; i++) {
      takeIn(ANN);
      send(BEN);
    }
    reopen();
    takeIn(ANN);
    takeIn(BEN);

    assertThat(titles(ANN)).containsExactly("one", "x");
    assertThat(titles(BEN)).containsExactly("x", "x", "x", "one", "x");
  }

  @Test
  void every_command_sees_what_was_broadcast_before_it() {
    send(ANN);
    broadcast("one", ALL, NOON);
    assertDone(new Command.MarkAllRead(ANN), 3, 0, 0);

    broadcast("two", ALL, NOON);
    InboxChange change = change(new Command.MarkAllSeen(ANN));
    assertThat(change.upserts()).singleElement().matches(Notification::isSeen);
    assertCounts(5, 1, 0);

    broadcast("three", ALL, NOON);
    NotificationId first = snapshot(ANN).notifications().getLast().id();
    assertDone(new Command.Delete(ANN, first), 7, 2, 1);
    assertThat(titles(ANN)).containsExactly("three", "two", "one");
  }

  @Test
  void many_commands_of_one_transaction_take_it_in_once() {
    NotificationId anns = send(ANN);
    send(BEN);
    broadcast("one", ALL, NOON);

    InboxStore.Applied applied =
        store.apply(
            List.of(
                sending(ANN),
                new Command.MarkRead(ANN, anns, true),
                new Command.TakeIn(BEN, OptionalLong.empty()),
                new Command.MarkAllRead(ANN),
                sending(ANN)),
            NOON);

    assertThat(applied.changes()).extracting(InboxChange::user).containsExactlyInAnyOrder(ANN, BEN);
    assertThat(titles(ANN)).containsExactly("x", "x", "one", "x");
    assertThat(snapshot(ANN).unread()).isEqualTo(1);
    assertThat(snapshot(ANN).notifications().stream().filter(Notification::countsAsUnread))
        .hasSize(1);
    assertThat(titles(BEN)).containsExactly("one", "x");
  }

  @Test
  void who_was_not_known_does_not_get_it() {
    broadcast("before", ALL, NOON);
    assertThat(reader.hearing(EVE)).isEqualTo(Hearing.UNKNOWN);

    send(EVE);
    broadcast("after", ALL, NOON);
    takeIn(EVE);

    assertThat(titles(EVE)).containsExactly("after", "x");
  }

  @Test
  void who_is_connected_gets_it_though_nothing_is_known_of_them() {
    broadcast("before", ALL, NOON);
    broadcast("now", ALL, NOON);
    long number = broadcasts.last();

    apply(new Command.TakeIn(EVE, OptionalLong.of(number - 1)));
    apply(new Command.TakeIn(EVE, OptionalLong.of(number - 1)));

    assertThat(titles(EVE)).containsExactly("now");
  }

  @Test
  void who_takes_in_nothing_has_an_inbox_that_works() {
    broadcast("before", ALL, NOON);
    assertThat(apply(new Command.TakeIn(EVE, OptionalLong.empty())))
        .isEqualTo(new Outcome.Done(false, 0, 0, 0));
    reopen();

    send(EVE);
    assertThat(titles(EVE)).containsExactly("x");
  }

  @Test
  void who_was_connected_is_known_from_then_on() {
    broadcast("before", ALL, NOON);
    apply(new Command.TakeIn(EVE, OptionalLong.of(broadcasts.lastSeen())));
    assertThat(reader.hearing(EVE)).isEqualTo(Hearing.CURRENT);

    broadcast("now", ALL, NOON);
    send(EVE);

    assertThat(titles(EVE)).containsExactly("x", "now");
  }

  @Test
  void exceptions_do_not_get_it() {
    send(ANN);
    send(BEN);
    broadcast("not for Ann", new Audience(Optional.empty(), Set.of(ANN), new TreeMap<>()), NOON);

    takeIn(ANN);
    takeIn(BEN);

    assertThat(titles(ANN)).containsExactly("x");
    assertThat(titles(BEN)).containsExactly("not for Ann", "x");
    assertThat(reader.hearing(ANN)).isEqualTo(Hearing.CURRENT);
  }

  @Test
  void who_does_not_subscribe_hears_nothing_of_a_topic_and_is_not_behind() {
    send(ANN);
    broadcast(
        "to some", new Audience(Optional.of(new Topic("news")), Set.of(), new TreeMap<>()), NOON);

    assertThat(reader.hearing(ANN)).isEqualTo(Hearing.CURRENT);
    send(ANN);
    assertThat(titles(ANN)).containsExactly("x", "x");
  }

  @Test
  void what_has_expired_does_not_come_any_more() {
    send(ANN);
    add(draft("late", ALL, NOON, NOON + SECOND, Optional.empty()), NOON);

    store.apply(List.of(new Command.TakeIn(ANN, OptionalLong.empty())), NOON + SECOND);

    assertThat(titles(ANN)).containsExactly("x");
    assertThat(broadcasts.expired(NOON, 10)).isEmpty();
    assertThat(broadcasts.expired(NOON + SECOND, 10)).hasSize(1);
  }

  @Test
  void a_recall_reaches_copies_and_those_who_had_none_yet() {
    send(ANN);
    send(BEN);
    NotificationId id = broadcast("wrong", ALL, NOON);
    takeIn(ANN);
    Position before = snapshot(ANN).position();

    assertThat(broadcasts.recall(id, NOON + SECOND)).isTrue();

    assertThat(reader.hearing(ANN)).isEqualTo(Hearing.BEHIND);
    assertThat(broadcasts.holdersOfRecalled(10)).containsExactly(ANN);
    takeIn(ANN);
    takeIn(BEN);
    assertThat(titles(ANN)).containsExactly("x");
    assertThat(titles(BEN)).containsExactly("x");
    assertThat(delta(ANN, before).removed()).hasSize(1);
    assertThat(broadcasts.holdersOfRecalled(10)).isEmpty();
    assertCounts(3, 1, 1);
    assertThat(broadcasts.find(id))
        .hasValueSatisfying(found -> assertThat(found.content()).isEmpty());
  }

  @Test
  void an_edit_reaches_copies_in_place_and_those_who_had_none_yet() {
    send(ANN);
    send(BEN);
    NotificationId id = broadcast("worng", ALL, NOON);
    takeIn(ANN);
    apply(new Command.MarkAllRead(ANN));
    send(ANN);

    Broadcast first = broadcasts.find(id).orElseThrow();
    assertThat(broadcasts.edit(first, titled("wrogn", Priority.LOW), NOON)).isTrue();
    assertThat(broadcasts.edit(first, titled("too late", Priority.LOW), NOON)).isFalse();
    edit(id, titled("right", Priority.HIGH));
    InboxChange change = change(new Command.TakeIn(ANN, OptionalLong.empty()));

    assertThat(change.upserts())
        .singleElement()
        .matches(Notification::isRead)
        .matches(each -> !change.isNew(each))
        .matches(each -> each.content().priority() == Priority.HIGH);
    assertThat(titles(ANN)).containsExactly("x", "right", "x");
    assertCounts(5, 1, 1);
    takeIn(BEN);
    assertThat(titles(BEN)).containsExactly("right", "x");
  }

  @Test
  void what_is_marked_while_it_is_recalled_is_gone() {
    send(ANN);
    NotificationId id = broadcast("wrong", ALL, NOON);
    takeIn(ANN);
    NotificationId copy = snapshot(ANN).notifications().getFirst().id();
    broadcasts.recall(id, NOON);

    assertThat(apply(new Command.MarkRead(ANN, copy, true))).isEqualTo(new Outcome.Missing());

    assertThat(titles(ANN)).containsExactly("x");
    assertCounts(3, 1, 1);
  }

  @Test
  void what_is_recalled_cannot_be_edited_and_what_never_was_cannot_be_recalled() {
    NotificationId id = broadcast("wrong", ALL, NOON);
    Broadcast before = broadcasts.find(id).orElseThrow();
    broadcasts.recall(id, NOON);
    long last = broadcasts.last();

    for (Broadcast each : List.of(before, broadcasts.find(id).orElseThrow())) {
      assertThat(broadcasts.edit(each, titled("x", Priority.LOW), NOON)).isFalse();
    }
    assertThat(broadcasts.recall(id, NOON)).isTrue();
    assertThat(broadcasts.recall(ids.next(NOON, 0), NOON)).isFalse();
    assertThat(broadcasts.last()).isEqualTo(last);
  }

  @Test
  void an_inbox_takes_in_no_more_than_it_keeps() {
    send(ANN);
    for (int i = 0; i < KEPT + 5; i++) {
      broadcast("number " + i, ALL, NOON + i);
    }

    takeIn(ANN);

    assertThat(titles(ANN)).hasSize(KEPT).startsWith("number " + (KEPT + 4));
    assertThat(snapshot(ANN).unread()).isEqualTo(KEPT);
  }

  @Test
  void the_same_key_adds_it_once() {
    var key = new IdempotencyKey("scope", "key", 0, "body");
    BroadcastStore.Draft draft = draft("once", ALL, NOON, 0, Optional.of(key));
    assertThat(broadcasts.add(draft, NOON)).isEqualTo(new Added.New());

    var again = draft("once", ALL, NOON, 0, Optional.of(key));
    assertThat(broadcasts.add(again, NOON))
        .isInstanceOfSatisfying(
            Added.Repeated.class, repeated -> assertThat(repeated.id()).isEqualTo(draft.id()));
    var other = new IdempotencyKey("scope", "key", 0, "another body");
    assertThat(broadcasts.add(draft("twice", ALL, NOON, 0, Optional.of(other)), NOON))
        .isEqualTo(new Added.Mismatch());
    assertThat(broadcasts.last()).isEqualTo(1);
  }

  @Test
  void entries_follow_each_other() {
    NotificationId one = broadcast("one", ALL, NOON);
    broadcast("two", ALL, NOON);
    broadcasts.recall(one, NOON);

    List<Entry> entries = broadcasts.after(0, 10);

    assertThat(entries).extracting(Entry::number).containsExactly(1L, 2L, 3L);
    assertThat(entries).extracting(Entry::isChange).containsExactly(false, false, true);
    assertThat(entries.getLast().broadcast().id()).isEqualTo(one);
    assertThat(broadcasts.after(2, 10)).hasSize(1);
    assertThat(broadcasts.newest(3, 1)).singleElement().matches(each -> each.number() == 2);
  }

  @Test
  void copies_are_counted_and_found() {
    send(ANN);
    send(BEN);
    NotificationId id = broadcast("one", ALL, NOON);
    takeIn(ANN);
    takeIn(BEN);
    apply(new Command.MarkAllRead(BEN));

    Broadcast found = broadcasts.find(id).orElseThrow();
    assertThat(broadcasts.tally(found)).isEqualTo(new BroadcastStore.Tally(2, 1));
    var change = new Entry(9, true, found);
    assertThat(broadcasts.concerned(change, List.of(ANN, EVE))).containsExactly(ANN);
  }

  @Test
  void old_entries_are_forgotten() {
    broadcast("old", ALL, NOON);
    broadcast("new", ALL, NOON + SECOND);

    assertThat(broadcasts.forget(NOON + SECOND, 10)).isEqualTo(1);
    assertThat(broadcasts.forget(NOON + SECOND, 10)).isZero();
    assertThat(broadcasts.after(0, 10)).hasSize(1);
    assertThat(broadcasts.last()).isEqualTo(2);
  }

  @Test
  void age_takes_copies_as_it_takes_others() {
    send(ANN);
    broadcast("old", ALL, NOON);
    takeIn(ANN);

    store.sweep(NOON + SECOND + Duration.ofDays(90).toMillis());

    assertThat(titles(ANN)).isEmpty();
    assertThat(snapshot(ANN).unread()).isZero();
  }
}
