package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Traits;
import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Decision;
import io.belfry.server.policy.PreferencesPatch;
import io.belfry.server.policy.Reason;
import io.belfry.server.policy.Rules;
import io.belfry.server.policy.Throttle;
import io.belfry.server.policy.TypeRule;
import io.belfry.server.problem.Checked;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// How a log decides about what is sent to it, in every database.
public abstract class DecidingBehaviour extends OpenBroadcastStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /// From 11:30 to 12:30 every day, where it is noon at `NOON`.
  private static final String QUIET = "{'quietHours':[{'from':'11:30','to':'12:30'}]}";

  private static final long AWAKE = NOON + HOUR / 2;

  protected DecidingBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void other_preferences_are_a_change_that_every_replica_hears_of() {
    send(ANN);
    Position before = snapshot(ANN).position();

    InboxChange change = change(choosing(ANN, "{'channels':{'email':false}}"));

    String chosen = "{\"channels\":{\"email\":false}}";
    assertThat(change.seq()).isEqualTo(before.seq() + 1);
    assertThat(preferences(change.notices())).isEqualTo(chosen);
    var delta = (CatchUp.Delta) reader.catchUp(ANN, before, WINDOW);
    assertThat(preferences(delta.change().notices())).isEqualTo(chosen);
    assertThat(preferences(snapshot(ANN).notices())).isEqualTo(chosen);

    Position after = snapshot(ANN).position();
    assertThat(store.apply(List.of(choosing(ANN, "{'channels':{'email':false}}")), NOON).changes())
        .isEmpty();
    send(ANN);
    var next = (CatchUp.Delta) reader.catchUp(ANN, after, WINDOW);
    assertThat(next.change().notices()).isEqualTo(Notices.NONE);
  }

  @Test
  void preferences_outlast_the_store_and_go_with_the_inbox() {
    apply(choosing(ANN, "{'types':{'like':{'toast':false}}}"));
    reopen();

    assertThat(toast(sent(ANN, "like", Priority.NORMAL))).isFalse();
    assertThat(toast(sent(ANN, "info", Priority.NORMAL))).isTrue();
    assertThat(reader.recipient(ANN).preferences().types()).containsKey("like");
  }

  @Test
  void what_cannot_be_chosen_changes_nothing() {
    Command late = choosing(ANN, "{'doNotDisturbUntil':%d}".formatted(NOON - 1));

    assertThat(apply(late)).isInstanceOf(Outcome.Invalid.class);
    assertThat(reader.recipient(ANN).preferences().isNone()).isTrue();
  }

  @Test
  void what_is_not_to_be_shown_in_the_app_is_not_stored_and_answered_so_again() {
    send(ANN);
    apply(choosing(ANN, "{'types':{'like':{'inApp':false}}}"));
    long seq = snapshot(ANN).position().seq();
    var once =
        new Command.Send(
            ANN, typed("like", Priority.URGENT), Optional.of(new IdempotencyKey("s", "k", 0, "b")));

    Outcome first = apply(once);
    Outcome second = apply(once);
    Outcome keyless =
        apply(new Command.Send(ANN, typed("like", Priority.URGENT), Optional.empty()));

    assertThat(first).isInstanceOf(Outcome.Suppressed.class).isNotEqualTo(keyless);
    assertThat(((Outcome.Suppressed) first).json())
        .hasToString(((Outcome.Suppressed) second).json().toString());
    assertThat(((Outcome.Suppressed) keyless).json().toString()).contains("type_preference");
    assertCounts(seq, 1, 1);
    assertThat(sent(ANN, "info", Priority.NORMAL).upserts()).hasSize(1);
    assertThat(apply(new Command.Send(BEN, typed("like", Priority.NORMAL), Optional.empty())))
        .isInstanceOf(Outcome.Sent.class);
  }

  @Test
  void somebody_who_was_sent_only_what_they_are_not_shown_has_an_inbox() {
    end();
    store =
        open(
            new LogOptions(
                RETENTION,
                WINDOW,
                new Rules(Map.of(Channel.IN_APP, false), Map.of(), Optional.empty())));
    reader = reader();

    assertThat(apply(sending(ANN))).isInstanceOf(Outcome.Suppressed.class);
    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.CURRENT);
    assertCounts(0, 0, 0);
    assertThat(apply(sending(ANN))).isInstanceOf(Outcome.Suppressed.class);
  }

  @Test
  void what_comes_in_quiet_hours_is_counted_and_told_of_once_when_they_end() {
    apply(choosing(ANN, QUIET));
    send(BEN);
    NotificationId read = id(sent(ANN, "info", Priority.NORMAL));
    InboxChange quiet = sent(ANN, "info", Priority.HIGH);
    sent(ANN, "info", Priority.LOW);
    InboxChange urgent = sent(ANN, "info", Priority.URGENT);
    sent(ANN, "info", Priority.NORMAL);
    apply(new Command.MarkRead(ANN, read, true));

    assertThat(quiet.notices().alerts()).containsExactly(new Alert(id(quiet), false, false));
    assertThat(urgent.notices().alerts()).containsExactly(new Alert(id(urgent), true, true));
    assertThat(quiet.unread()).isEqualTo(2);
    assertThat(reason(quiet)).isEqualTo(Reason.QUIET_HOURS);
    assertThat(recaps().due(Optional.empty(), AWAKE - 1, 9)).isEmpty();
    assertThat(due(AWAKE)).containsExactly(ANN);
    assertThat(store.apply(List.of(new Command.Recap(ANN)), AWAKE - 1).changes()).isEmpty();

    Position before = snapshot(ANN).position();
    List<InboxChange> told =
        store.apply(List.of(new Command.Recap(ANN), new Command.Recap(ANN)), AWAKE).changes();

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().notices().recap()).isEqualTo(2);
    assertThat(told.getFirst().seq()).isEqualTo(before.seq() + 1);
    assertThat(due(AWAKE + HOUR)).isEmpty();
    var delta = (CatchUp.Delta) reader.catchUp(ANN, before, WINDOW);
    assertThat(delta.change().notices().recap()).isEqualTo(2);
    var nothing = (CatchUp.Delta) reader.catchUp(ANN, snapshot(ANN).position(), WINDOW);
    assertThat(nothing.change().notices()).isEqualTo(Notices.NONE);
  }

  @Test
  void what_is_held_back_outlasts_the_store() {
    apply(choosing(ANN, QUIET));
    sent(ANN, "info", Priority.NORMAL);
    sent(ANN, "info", Priority.NORMAL);
    reopen();

    assertThat(due(AWAKE)).containsExactly(ANN);
    assertThat(recap(AWAKE)).isEqualTo(2);
    reopen();
    assertThat(due(AWAKE + HOUR)).isEmpty();
  }

  @Test
  void who_is_to_hear_at_the_same_time_is_found_one_after_another() {
    List<UserId> users = List.of(ANN, BEN, EVE, new UserId("zoe"));
    for (UserId user : users) {
      apply(choosing(user, QUIET));
      sent(user, "info", Priority.NORMAL);
    }

    List<RecapStore.Due> first = recaps().due(Optional.empty(), AWAKE, 3);
    List<RecapStore.Due> rest = recaps().due(Optional.of(first.getLast()), AWAKE, 3);

    assertThat(first).hasSize(3);
    assertThat(rest).hasSize(1);
    assertThat(due(AWAKE)).containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  void nobody_hears_of_what_they_have_read() {
    apply(choosing(ANN, QUIET));
    sent(ANN, "info", Priority.NORMAL);
    apply(new Command.MarkAllRead(ANN));

    assertThat(store.apply(List.of(new Command.Recap(ANN)), AWAKE).changes()).isEmpty();
    assertThat(due(AWAKE)).isEmpty();
  }

  @Test
  void a_pause_that_is_ended_or_prolonged_moves_what_is_held_back() {
    apply(choosing(ANN, "{'doNotDisturbFor':3600}"));
    assertThat(reason(sent(ANN, "info", Priority.NORMAL))).isEqualTo(Reason.PAUSED);
    assertThat(due(NOON + HOUR)).containsExactly(ANN);

    apply(choosing(ANN, "{'doNotDisturbFor':7200}"));
    assertThat(due(NOON + HOUR)).isEmpty();
    assertThat(due(NOON + 2 * HOUR)).containsExactly(ANN);

    apply(choosing(ANN, "{'doNotDisturbUntil':null}"));
    assertThat(due(NOON)).containsExactly(ANN);
    assertThat(recap(NOON)).isEqualTo(1);
    assertThat(toast(sent(ANN, "info", Priority.NORMAL))).isTrue();
  }

  @Test
  void what_is_due_in_another_silence_waits_for_its_end() {
    apply(choosing(ANN, "{'doNotDisturbFor':60}"));
    sent(ANN, "info", Priority.NORMAL);
    store.apply(List.of(choosing(ANN, "{'quietHours':[{'from':'12:00','to':'13:00'}]}")), NOON);

    assertThat(recap(NOON + 60_000)).isZero();
    assertThat(due(NOON + HOUR - 1)).isEmpty();
    assertThat(recap(NOON + HOUR)).isEqualTo(1);
  }

  @Test
  void more_than_a_throttle_lets_through_turn_quiet_and_are_told_of_together() {
    var rules =
        new Rules(
            Map.of(),
            Map.of(
                "like",
                new TypeRule(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    false,
                    false,
                    Optional.of(new Throttle(1, Duration.ofMinutes(10))))),
            Optional.of(new Throttle(3, Duration.ofHours(1))));
    end();
    store = open(new LogOptions(RETENTION, WINDOW, rules));
    reader = reader();
    send(BEN);

    assertThat(toast(sent(ANN, "like", Priority.NORMAL))).isTrue();
    assertThat(reason(sent(ANN, "like", Priority.NORMAL))).isEqualTo(Reason.THROTTLED);
    assertThat(toast(sent(ANN, "info", Priority.NORMAL))).isTrue();
    assertThat(toast(sent(ANN, "info", Priority.NORMAL))).isTrue();
    assertThat(reason(sent(ANN, "info", Priority.NORMAL))).isEqualTo(Reason.THROTTLED);
    assertThat(toast(sent(ANN, "info", Priority.URGENT))).isTrue();

    assertThat(due(NOON + 10 * 60_000)).containsExactly(ANN);
    assertThat(recap(NOON + HOUR)).isEqualTo(2);
    assertThat(toast(sentAt(ANN, "like", Priority.NORMAL, NOON + HOUR))).isTrue();
  }

  @Test
  void what_is_held_for_long_waits_no_longer_than_what_is_held_for_less() {
    apply(choosing(ANN, "{'doNotDisturbFor':7200}"));
    sent(ANN, "info", Priority.NORMAL);
    send(ANN);
    assertThat(recap(NOON + 2 * HOUR)).isEqualTo(2);

    apply(choosing(ANN, "{'doNotDisturbFor':7200}"));
    sent(ANN, "info", Priority.NORMAL);
    assertThat(recap(NOON + 2 * HOUR)).isEqualTo(1);
  }

  @Test
  void a_broadcast_is_decided_about_when_it_becomes_theirs() {
    apply(choosing(ANN, QUIET));
    apply(choosing(BEN, "{'channels':{'inApp':false}}"));
    send(EVE);
    NotificationId id = broadcast("to all", ALL, NOON);

    InboxChange ann = change(new Command.TakeIn(ANN, OptionalLong.empty()));
    InboxChange eve = change(new Command.TakeIn(EVE, OptionalLong.empty()));
    assertThat(store.apply(List.of(new Command.TakeIn(BEN, OptionalLong.empty())), NOON).changes())
        .isEmpty();

    assertThat(id.timestamp()).isEqualTo(NOON);
    assertThat(toast(ann)).isFalse();
    assertThat(reason(ann)).isEqualTo(Reason.QUIET_HOURS);
    assertThat(toast(eve)).isTrue();
    assertThat(titles(BEN)).isEmpty();
    assertThat(reader.hearing(BEN)).isEqualTo(InboxReader.Hearing.CURRENT);
    assertThat(recap(AWAKE)).isEqualTo(1);
  }

  @Test
  void a_type_of_a_broadcast_is_that_of_its_content() {
    apply(choosing(ANN, "{'types':{'news':{'toast':false}}}"));
    var news =
        new io.belfry.server.broadcast.BroadcastStore.Draft(
            ids.next(NOON, 0),
            ALL,
            new Content(Priority.NORMAL, JsonBytes.of("{\"type\":\"news\",\"title\":\"x\"}")),
            0,
            Optional.empty(),
            JsonBytes.of("{}"));
    add(news, NOON);

    assertThat(toast(change(new Command.TakeIn(ANN, OptionalLong.empty())))).isFalse();
  }

  InboxChange sent(UserId user, String type, Priority priority) {
    return sentAt(user, type, priority, NOON);
  }

  InboxChange sentAt(UserId user, String type, Priority priority, long nowMs) {
    var send = new Command.Send(user, typed(type, priority), Optional.empty());
    return store.apply(List.of(send), nowMs).changes().getFirst();
  }

  private static Content typed(String type, Priority priority) {
    JsonBytes json = JsonBytes.of("{\"type\":\"%s\",\"title\":\"x\"}".formatted(type));
    return new Content(priority, json, 0, Traits.of(type));
  }

  private static NotificationId id(InboxChange change) {
    return change.upserts().getFirst().id();
  }

  private static boolean toast(InboxChange change) {
    return change.notices().alerts().getFirst().toast();
  }

  /// Why there is a toast of what was sent, or none.
  private static Reason reason(InboxChange change) {
    var notification = change.upserts().getFirst();
    return Decision.of(notification.decision(), notification.content().priority())
        .verdict(Channel.TOAST)
        .reason();
  }

  private int recap(long nowMs) {
    return store.apply(List.of(new Command.Recap(ANN)), nowMs).changes().stream()
        .mapToInt(change -> change.notices().recap())
        .sum();
  }

  private List<UserId> due(long nowMs) {
    return recaps().due(Optional.empty(), nowMs, 10).stream().map(RecapStore.Due::user).toList();
  }

  private static String preferences(Notices notices) {
    return notices.preferences().orElseThrow().toString();
  }

  static Command choosing(UserId user, String patch) {
    try {
      return new Command.SetPreferences(
          user,
          ((Checked.Valid<PreferencesPatch>)
                  PreferencesPatch.parse(JSON.readTree(patch.replace('\'', '"')), Rules.NONE))
              .value());
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
