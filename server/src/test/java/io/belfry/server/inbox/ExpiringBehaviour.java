package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.DueStore.Due;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every store finds what has expired, and has it go.
public abstract class ExpiringBehaviour extends OpenInboxStore {
  private static final long SOON = NOON + 1_000;

  protected ExpiringBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void what_is_due_is_found_in_its_order_page_by_page_and_goes() {
    send(ANN);
    NotificationId second = brief(ANN, SOON + 1);
    NotificationId first = brief(BEN, SOON);
    NotificationId later = brief(ANN, SOON + 60_000);
    send(ANN);

    assertThat(due(SOON - 1)).isEmpty();
    List<Due> both = due(SOON + 1);
    assertThat(both).containsExactly(new Due(BEN, first, SOON), new Due(ANN, second, SOON + 1));
    assertThat(expired().due(Optional.of(both.getFirst()), SOON + 1, 10))
        .containsExactly(both.getLast());
    assertThat(expired().due(Optional.empty(), SOON + 1, 1)).containsExactly(both.getFirst());

    InboxChange change = change(new Command.Expire(ANN, List.of(second)));

    assertThat(change.removed()).containsExactly(second);
    assertThat(due(SOON + 1)).containsExactly(both.getFirst());
    assertThat(due(SOON + 60_000)).hasSize(2);
    assertCounts(5, 3, 3);
    end();
    begin();
    assertThat(due(SOON + 60_000)).extracting(Due::id).containsExactly(first, later);
  }

  @Test
  void many_of_one_inbox_go_at_once_and_once_whatever_became_of_them() {
    List<NotificationId> ids = new ArrayList<>();
    for (int i = 0; i < KEPT + 3; i++) {
      ids.add(brief(ANN, SOON));
    }
    apply(new Command.Delete(ANN, ids.get(10)));
    apply(new Command.MarkRead(ANN, ids.get(11), true));
    assertThat(due(SOON)).hasSize(KEPT + 2);

    InboxStore.Applied applied =
        store.apply(
            List.of(sending(BEN), new Command.Expire(ANN, ids), new Command.Expire(ANN, ids)),
            SOON);

    assertThat(applied.outcomes().get(1)).matches(each -> ((Outcome.Done) each).changed());
    assertThat(applied.outcomes().get(2)).matches(each -> !((Outcome.Done) each).changed());
    assertThat(due(SOON)).isEmpty();
    assertThat(snapshot(ANN).unread()).isZero();
    assertThat(snapshot(ANN).notifications()).isEmpty();
    assertThat(apply(new Command.Expire(new UserId("nobody"), ids)))
        .isEqualTo(new Outcome.Missing());
  }

  @Test
  void what_would_expire_at_once_or_too_late_is_not_sent() {
    for (long at : List.of(NOON, NOON - 1, NOON + 400_000_000_000L)) {
      assertThat(apply(sendingBrief(ANN, at))).isEqualTo(new Outcome.NotAhead());
    }
    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.UNKNOWN);
  }

  private List<Due> due(long nowMs) {
    return expired().due(Optional.empty(), nowMs, 100);
  }

  private NotificationId brief(UserId user, long atMs) {
    return ((Outcome.Sent) apply(sendingBrief(user, atMs))).id();
  }

  private static Command sendingBrief(UserId user, long atMs) {
    var content =
        new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"brief\"}")).expiring(atMs);
    return new Command.Send(user, content, Optional.empty());
  }
}
