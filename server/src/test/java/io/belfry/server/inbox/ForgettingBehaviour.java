package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How every store forgets an inbox.
public abstract class ForgettingBehaviour extends OpenInboxStore {
  protected ForgettingBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void an_inbox_that_is_forgotten_is_gone_and_no_replica_takes_another_one_for_it() {
    NotificationId first = send(ANN);
    NotificationId second = send(ANN);
    apply(new Command.Delete(ANN, second));
    send(BEN);
    Position before = snapshot(ANN).position();

    InboxChange change = change(new Command.Forget(ANN));

    assertThat(change).matches(InboxChange::forgotten).matches(each -> !each.complete());
    assertThat(change.seq()).isGreaterThan(before.seq());
    assertThat(reader.find(first)).isEmpty();
    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.UNKNOWN);
    assertThat(apply(new Command.Forget(ANN))).isEqualTo(new Outcome.Missing());
    assertThat(apply(new Command.MarkRead(ANN, first, true))).isEqualTo(new Outcome.Missing());
    end();
    begin();
    assertThat(snapshot(ANN).notifications()).isEmpty();
    assertThat(snapshot(ANN).position().seq()).isEqualTo(change.seq());
    assertThat(reader.positions(List.of(ANN)).get(ANN)).isEqualTo(snapshot(ANN).position());

    NotificationId anew = send(ANN);
    assertCounts(change.seq() + 1, 1, 1);
    assertThat(snapshot(ANN).notifications()).extracting(Notification::id).containsExactly(anew);
    assertThat(reader.catchUp(ANN, before, WINDOW)).isInstanceOf(CatchUp.Snapshot.class);
    assertThat(snapshot(BEN).notifications()).hasSize(1);
  }

  @Test
  void who_is_forgotten_between_two_sends_of_one_transaction_has_the_second_one() {
    send(ANN);
    InboxStore.Applied applied =
        store.apply(List.of(sending(ANN), new Command.Forget(ANN), sending(ANN)), NOON);

    assertThat(applied.changes()).hasSize(2).allMatch(each -> each.user().equals(ANN));
    assertThat(applied.changes().getFirst().forgotten()).isTrue();
    assertThat(applied.changes().getLast().from()).isEqualTo(applied.changes().getFirst().seq());
    assertCounts(applied.changes().getLast().seq(), 1, 1);
    end();
    begin();
    assertCounts(applied.changes().getLast().seq(), 1, 1);
    assertThat(snapshot(ANN).notifications()).hasSize(1);
  }

  @Test
  void a_forgetting_that_fails_leaves_everything() {
    send(ANN);
    send(ANN);

    assertThatThrownBy(
            () -> store.apply(List.of(new Command.Forget(ANN), sending(ANN), poison(BEN)), NOON))
        .isInstanceOf(StoreException.class);

    assertCounts(2, 2, 2);
    send(ANN);
    assertCounts(3, 3, 3);
    end();
    begin();
    assertCounts(3, 3, 3);
  }
}
