package io.belfry.server.inbox;

import static io.belfry.server.inbox.DecidingBehaviour.choosing;
import static io.belfry.server.inbox.GroupingBehaviour.liking;
import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Decision;
import io.belfry.server.policy.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// How a log keeps what was decided when something was sent, in every database.
public abstract class KeptDecisionBehaviour extends OpenBroadcastStore {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final String PAUSE = "{'doNotDisturbFor':3600}";

  protected KeptDecisionBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void what_was_decided_about_a_broadcast_stays_when_its_priority_changes() {
    send(ANN);
    NotificationId quiet = add(draft("quiet", Priority.LOW), NOON);
    NotificationId loud = add(draft("loud", Priority.HIGH), NOON);
    takeIn(ANN);
    List<Notification> copies = snapshot(ANN).notifications().subList(0, 2);
    List<Decision> before = copies.stream().map(KeptDecisionBehaviour::decision).toList();
    Position then = snapshot(ANN).position();

    edit(quiet, titled("quiet", Priority.URGENT));
    edit(loud, titled("loud", Priority.LOW));
    InboxChange change = change(new Command.TakeIn(ANN, OptionalLong.empty()));

    assertThat(before)
        .containsExactly(Decision.ordinary(Priority.HIGH), Decision.ordinary(Priority.LOW));
    assertThat(change.notices().alerts()).isEmpty();
    assertThat(change.upserts())
        .extracting(each -> each.content().priority())
        .containsExactly(Priority.LOW, Priority.URGENT);
    assertThat(change.upserts()).extracting(KeptDecisionBehaviour::decision).isEqualTo(before);
    assertThat(delta(ANN, then).upserts())
        .extracting(KeptDecisionBehaviour::json)
        .isEqualTo(change.upserts().stream().map(KeptDecisionBehaviour::json).toList());
    assertThat(stored(copies)).isEqualTo(before);
    edit(quiet, titled("quiet", Priority.NORMAL));
    edit(loud, titled("loud", Priority.NORMAL));
    apply(new Command.MarkRead(ANN, copies.getFirst().id(), true));
    apply(new Command.Archive(ANN, copies.getLast().id(), true));
    assertThat(stored(copies)).isEqualTo(before);
    reopen();
    assertThat(stored(copies)).isEqualTo(before);
  }

  @Test
  void what_has_another_priority_since_is_held_back_no_more_and_no_less() {
    apply(choosing(ANN, PAUSE));
    NotificationId held = add(draft("held", Priority.NORMAL), NOON);
    NotificationId quiet = add(draft("quiet", Priority.LOW), NOON);
    takeIn(ANN);

    edit(held, titled("held", Priority.LOW));
    edit(quiet, titled("quiet", Priority.HIGH));
    takeIn(ANN);

    assertThat(snapshot(ANN).notifications())
        .extracting(each -> decision(each).verdict(Channel.TOAST).reason())
        .containsExactly(Reason.PRIORITY, Reason.PAUSED);
    assertThat(recap(NOON + HOUR)).isEqualTo(1);
  }

  @Test
  void a_recap_counts_what_comes_back_in_silence_and_nothing_that_was_told_before() {
    NotificationId later = send(ANN);
    apply(choosing(ANN, PAUSE));
    send(ANN);
    NotificationId aside = send(ANN);
    assertThat(recap(NOON + HOUR)).isEqualTo(2);
    apply(new Command.MarkAllSeen(ANN));
    apply(new Command.Archive(ANN, aside, true));
    apply(new Command.Archive(ANN, aside, false));

    comesBack(later, NOON + HOUR);
    assertThat(recap(NOON + 2 * HOUR)).isEqualTo(1);

    apply(new Command.MarkRead(ANN, later, true));
    apply(new Command.MarkRead(ANN, later, false));
    comesBack(aside, NOON + 2 * HOUR);
    assertThat(recap(NOON + 3 * HOUR)).isEqualTo(1);
    assertThat(decision(reader.find(later).orElseThrow().notification()).isHeld()).isTrue();
  }

  @Test
  void a_card_keeps_what_was_decided_when_it_began_unless_what_joins_it_is_urgent() {
    send(ANN);
    NotificationId id = GroupingBehaviour.id(change(liking(ANN, "post", "Ben", Priority.LOW)));
    Position then = snapshot(ANN).position();

    InboxChange grown = change(liking(ANN, "post", "Eve", Priority.HIGH));

    assertThat(grown.notices().alerts()).isEmpty();
    assertThat(delta(ANN, then).upserts())
        .extracting(each -> NotificationJson.of(each).toString())
        .containsExactly(NotificationJson.of(grown.upserts().getFirst()).toString());
    assertKeeps(Priority.LOW, id, Priority.HIGH);
    store.apply(
        List.of(
            liking(ANN, "post", "Zoe", Priority.NORMAL),
            liking(ANN, "post", "Ben", Priority.HIGH),
            new Command.MarkRead(ANN, id, true)),
        NOON);
    assertKeeps(Priority.LOW, id, Priority.HIGH);
    reopen();
    assertKeeps(Priority.LOW, id, Priority.HIGH);
    apply(new Command.MarkRead(ANN, id, false));
    apply(liking(ANN, "post", "Ben", Priority.URGENT));
    assertKeeps(Priority.URGENT, id, Priority.URGENT);
  }

  @Test
  void a_card_that_begins_and_grows_in_one_transaction_keeps_it_too() {
    List<Command> all =
        List.of(
            liking(ANN, "post", "Ben", Priority.HIGH), liking(ANN, "post", "Eve", Priority.LOW));

    NotificationId id = GroupingBehaviour.id(store.apply(all, NOON).changes().getFirst());

    assertKeeps(Priority.HIGH, id, Priority.LOW);
  }

  private void assertKeeps(Priority sent, NotificationId id, Priority now) {
    Notification card = reader.find(id).orElseThrow().notification();
    assertThat(card.content().priority()).isEqualTo(now);
    assertThat(Decision.of(card.decision(), now)).isEqualTo(Decision.ordinary(sent));
  }

  /// Puts `id` off, and has it come back in a pause that begins at `nowMs` and lasts for an hour.
  private void comesBack(NotificationId id, long nowMs) {
    store.apply(List.of(new Command.Snooze(ANN, id, nowMs + 1)), nowMs);
    store.apply(List.of(choosing(ANN, PAUSE)), nowMs);
    store.apply(List.of(new Command.Wake(ANN, List.of(id))), nowMs + 1);
  }

  private BroadcastStore.Draft draft(String title, Priority priority) {
    return new BroadcastStore.Draft(
        ids.next(NOON, 0), ALL, titled(title, priority), 0, Optional.empty(), JsonBytes.of("{}"));
  }

  /// What is known of what was decided about `notifications`.
  private List<Decision> stored(List<Notification> notifications) {
    return notifications.stream()
        .map(each -> decision(reader.find(each.id()).orElseThrow().notification()))
        .toList();
  }

  private static String json(Notification notification) {
    return NotificationJson.of(notification).toString();
  }

  private static Decision decision(Notification notification) {
    return Decision.of(notification.decision(), notification.content().priority());
  }

  private int recap(long nowMs) {
    return store.apply(List.of(new Command.Recap(ANN)), nowMs).changes().stream()
        .mapToInt(change -> change.notices().recap())
        .sum();
  }
}
