package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.DueStore.Due;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// How every store puts notifications off, and has them come back.
public abstract class SnoozingBehaviour extends OpenInboxStore {
  private static final long SOON = NOON + 1_000;
  private static final long YEAR_MS = Duration.ofDays(366).toMillis();

  protected SnoozingBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void what_is_snoozed_leaves_inbox_and_counts_and_is_listed_apart() {
    NotificationId stays = send(ANN);
    NotificationId later = send(ANN);

    assertDone(new Command.Snooze(ANN, later, SOON), 3, 1, 1);

    assertThat(ids(PageQuery.Archived.EXCLUDED)).containsExactly(stays);
    assertThat(ids(PageQuery.Archived.ONLY)).isEmpty();
    assertThat(ids(PageQuery.Archived.SNOOZED)).containsExactly(later);
    assertThat(NotificationJson.of(find(later)).toString())
        .contains("\"snoozedUntil\":" + SOON + ",");
    assertThat(NotificationJson.of(find(stays)).toString()).doesNotContain("snoozed");
    assertDone(new Command.Snooze(ANN, later, SOON + 5), 4, 1, 1);
    assertThat(apply(new Command.Snooze(ANN, later, SOON + 5)))
        .as("as it is already")
        .isEqualTo(new Outcome.Done(false, 4, 1, 1));
  }

  @Test
  void a_page_of_what_is_snoozed_goes_on_where_the_one_before_ended() {
    List<NotificationId> sent = List.of(send(ANN), send(ANN), send(ANN), send(ANN));
    apply(new Command.Snooze(ANN, sent.get(0), SOON));
    apply(new Command.Snooze(ANN, sent.get(1), SOON));
    apply(new Command.Snooze(ANN, sent.get(3), SOON));
    send(ANN);

    Page first = page(2, OptionalLong.empty());
    Page second = page(2, first.next());

    assertThat(first.notifications())
        .extracting(Notification::id)
        .containsExactly(sent.get(3), sent.get(1));
    assertThat(second.notifications()).extracting(Notification::id).containsExactly(sent.get(0));
    assertThat(second.next()).isEmpty();
  }

  @Test
  void it_comes_back_unread_in_its_place_when_it_is_due() {
    NotificationId early = send(ANN);
    NotificationId later = send(ANN);
    NotificationId last = send(ANN);
    apply(new Command.MarkRead(ANN, early, true));
    apply(new Command.Snooze(ANN, early, SOON));
    apply(new Command.Snooze(ANN, later, SOON + 1));
    Position then = snapshot(ANN).position();
    assertThat(due(SOON - 1)).isEmpty();
    assertThat(due(SOON + 1))
        .containsExactly(new Due(ANN, early, SOON), new Due(ANN, later, SOON + 1));
    assertThat(snoozed().due(Optional.of(due(SOON + 1).getFirst()), SOON + 1, 10))
        .containsExactly(new Due(ANN, later, SOON + 1));

    InboxChange change = wake(SOON, early, later).changes().getFirst();

    assertThat(change.upserts()).extracting(Notification::id).containsExactly(early);
    assertThat(change.unread()).isEqualTo(2);
    assertThat(change.unseen()).isEqualTo(2);
    assertThat(find(early)).matches(each -> !each.isRead() && !each.isSeen() && !each.isSnoozed());
    assertThat(ids(PageQuery.Archived.EXCLUDED)).containsExactly(last, early);
    assertThat(due(SOON + 1)).containsExactly(new Due(ANN, later, SOON + 1));
    assertThat(delta(ANN, then).upserts()).extracting(Notification::id).containsExactly(early);
    assertThat(wake(SOON, early).changes()).as("once").isEmpty();
  }

  @Test
  void a_snooze_outlives_the_store_and_a_clock_that_goes_back() {
    NotificationId id = send(ANN);
    apply(new Command.Snooze(ANN, id, SOON));
    end();
    begin();

    assertThat(due(SOON)).containsExactly(new Due(ANN, id, SOON));
    assertThat(wake(SOON - 1, id).outcomes())
        .as("its time has not come where the transaction is")
        .containsExactly(new Outcome.Done(false, 2, 0, 0));
    assertThat(due(SOON)).hasSize(1);
    assertThat(wake(SOON + YEAR_MS, id).outcomes())
        .containsExactly(new Outcome.Done(true, 3, 1, 1));
    assertThat(due(SOON + YEAR_MS)).isEmpty();
  }

  @Test
  void who_takes_it_back_early_finds_it_as_it_was() {
    NotificationId read = send(ANN);
    NotificationId unread = send(ANN);
    apply(new Command.MarkRead(ANN, read, true));
    apply(new Command.Snooze(ANN, read, SOON));
    apply(new Command.Snooze(ANN, unread, SOON));

    assertDone(new Command.Snooze(ANN, read, 0), 6, 0, 0);
    assertDone(new Command.Snooze(ANN, unread, 0), 7, 1, 1);

    assertThat(find(read).isRead()).isTrue();
    assertThat(due(SOON)).isEmpty();
    assertThat(apply(new Command.Snooze(ANN, read, 0))).isEqualTo(new Outcome.Done(false, 7, 1, 1));
  }

  @Test
  void a_time_that_is_not_ahead_or_too_far_changes_nothing() {
    NotificationId id = send(ANN);
    apply(new Command.Snooze(ANN, id, SOON));

    for (long until : List.of(NOON, NOON - 1, 1L, NOON + YEAR_MS + 1, Long.MAX_VALUE, -1L)) {
      assertThat(apply(new Command.Snooze(ANN, id, until))).isEqualTo(new Outcome.NotAhead());
    }

    assertThat(find(id).snoozedUntil()).isEqualTo(SOON);
    assertThat(snapshot(ANN).position().seq()).isEqualTo(2);
    assertDone(new Command.Snooze(ANN, id, NOON + YEAR_MS), 3, 0, 0);
  }

  @Test
  void what_is_unknown_or_someone_elses_is_not_snoozed() {
    NotificationId bens = send(BEN);
    send(ANN);

    assertThat(apply(new Command.Snooze(ANN, bens, SOON))).isEqualTo(new Outcome.Missing());
    assertThat(apply(new Command.Snooze(new UserId("nobody"), bens, SOON)))
        .isEqualTo(new Outcome.Missing());
    assertThat(apply(new Command.Wake(new UserId("nobody"), List.of(bens))))
        .isEqualTo(new Outcome.Missing());
    assertThat(wake(SOON, bens).changes()).isEmpty();
    assertThat(snapshot(BEN).unread()).isEqualTo(1);
  }

  @Test
  void the_archive_ends_a_snooze_and_a_snooze_takes_out_of_the_archive() {
    NotificationId id = send(ANN);
    apply(new Command.Snooze(ANN, id, SOON));

    assertDone(new Command.Archive(ANN, id, true), 3, 0, 0);
    assertThat(ids(PageQuery.Archived.ONLY)).containsExactly(id);
    assertThat(ids(PageQuery.Archived.SNOOZED)).isEmpty();
    assertThat(due(SOON)).isEmpty();

    assertDone(new Command.Snooze(ANN, id, SOON), 4, 0, 0);
    assertThat(ids(PageQuery.Archived.ONLY)).isEmpty();
    assertThat(ids(PageQuery.Archived.SNOOZED)).containsExactly(id);
    assertThat(apply(new Command.Archive(ANN, id, false)))
        .as("it is in no archive")
        .isEqualTo(new Outcome.Done(false, 4, 0, 0));
  }

  @Test
  void reading_a_snoozed_one_lets_it_come_back_all_the_same() {
    NotificationId id = send(ANN);
    apply(new Command.Snooze(ANN, id, SOON));

    assertDone(new Command.MarkRead(ANN, id, true), 3, 0, 0);
    assertThat(find(id).snoozedUntil()).isEqualTo(SOON);

    assertThat(wake(SOON, id).changes().getFirst().unread()).isEqualTo(1);
  }

  @Test
  void marking_all_leaves_what_is_snoozed_alone() {
    NotificationId id = send(ANN);
    send(ANN);
    apply(new Command.Snooze(ANN, id, SOON));

    assertDone(new Command.MarkAllSeen(ANN), 4, 1, 0);
    assertDone(new Command.MarkAllRead(ANN), 5, 0, 0);

    assertThat(find(id)).matches(each -> !each.isRead() && !each.isSeen() && each.seq() == 3);
  }

  @Test
  void what_is_deleted_expired_or_forgotten_does_not_come_back() {
    NotificationId deleted = send(ANN);
    var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}")).expiring(SOON);
    Outcome brief = apply(new Command.Send(ANN, content, Optional.empty()));
    NotificationId expired = ((Outcome.Sent) brief).id();
    NotificationId bens = send(BEN);
    apply(new Command.Snooze(ANN, deleted, SOON));
    apply(new Command.Snooze(ANN, expired, SOON));
    apply(new Command.Snooze(BEN, bens, SOON));

    assertDone(new Command.Delete(ANN, deleted), 5, 0, 0);
    assertDone(new Command.Expire(ANN, List.of(expired)), 6, 0, 0);
    apply(new Command.Forget(BEN));

    assertThat(due(SOON)).isEmpty();
    assertThat(wake(SOON, deleted, expired).changes()).isEmpty();
  }

  @Test
  void retention_counts_what_is_snoozed_and_takes_it_in_its_turn() {
    NotificationId oldest = send(ANN);
    NotificationId second = send(ANN);
    apply(new Command.Snooze(ANN, oldest, SOON));
    apply(new Command.Snooze(ANN, second, SOON));
    List<Command> sends = new ArrayList<>();
    for (int i = 0; i < KEPT - 1; i++) {
      sends.add(sending(ANN));
    }
    store.apply(sends, NOON);

    assertThat(snapshot(ANN).notifications()).hasSize(KEPT);
    assertThat(snapshot(ANN).unread()).isEqualTo(KEPT - 1);
    assertThat(reader.find(oldest)).isEmpty();
    assertThat(wake(SOON, oldest, second).changes().getFirst().unread()).isEqualTo(KEPT);
    assertThat(due(SOON)).as("not even what is only there for replicas").isEmpty();
  }

  private InboxStore.Applied wake(long nowMs, NotificationId... ids) {
    return store.apply(List.of(new Command.Wake(ANN, List.of(ids))), nowMs);
  }

  private List<Due> due(long nowMs) {
    return snoozed().due(Optional.empty(), nowMs, 100);
  }

  private Notification find(NotificationId id) {
    return reader.find(id).orElseThrow().notification();
  }

  private Page page(int limit, OptionalLong before) {
    return reader.page(
        ANN, new PageQuery(limit, before, false, PageQuery.Archived.SNOOZED, Filter.ANY));
  }

  private List<NotificationId> ids(PageQuery.Archived part) {
    return reader
        .page(ANN, new PageQuery(100, OptionalLong.empty(), false, part, Filter.ANY))
        .notifications()
        .stream()
        .map(Notification::id)
        .toList();
  }
}
