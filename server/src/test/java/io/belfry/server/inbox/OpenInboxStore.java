package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.inbox.jdbc.JdbcScheduledStore;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.UserId;
import io.belfry.server.user.UserStore;
import io.belfry.server.user.jdbc.JdbcUserStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An inbox store that is opened and closed for each test, and short words for what tests do with
/// it.
@SuppressWarnings("NullAway.Init") // JUnit opens the store before each test.
public abstract class OpenInboxStore {
  static final int WINDOW = 10;
  static final int KEPT = 20;
  static final int TOMBSTONES = 6;
  static final Retention RETENTION =
      new Retention(KEPT, Duration.ofDays(90), TOMBSTONES, Duration.ofHours(24));
  static final UserId ANN = new UserId("ann");
  static final UserId BEN = new UserId("ben");
  static final long NOON = 1_767_268_800_000L;

  InboxStore store;
  InboxReader reader;

  private final TestLog log;

  OpenInboxStore(TestLog log) {
    this.log = log;
  }

  /// Opens the store on what was stored before.
  InboxStore open(Retention retention, int window) {
    return open(new LogOptions(retention, window, Rules.NONE));
  }

  /// The same with all options.
  InboxStore open(LogOptions options) {
    return log.open(options);
  }

  /// A reader of what the store has stored.
  InboxReader reader() {
    return log.reader();
  }

  /// What is broadcast to the store.
  BroadcastStore broadcasts() {
    return log.broadcasts();
  }

  /// What has expired in the store.
  DueStore expired() {
    return log.expired();
  }

  /// Whose snooze is over in the store.
  DueStore snoozed() {
    return log.snoozed();
  }

  /// What is asked of the database beside the store.
  SideWork sideWork() {
    return log.sideWork();
  }

  /// Which groups of cards are answered in the store.
  AnswerStore answered() {
    return log.answered();
  }

  /// Who is to hear in the store of what was held back.
  RecapStore recaps() {
    return log.recaps();
  }

  /// Ends what [#open] began, after the store itself is closed.
  void closed() {
    log.closed();
  }

  /// Replaces what was stored by nothing.
  void replace() {
    log.replace();
  }

  @BeforeEach
  void begin() {
    store = open(RETENTION, WINDOW);
    reader = reader();
  }

  @AfterEach
  void endForGood() {
    end();
    log.remove();
  }

  void end() {
    reader.close();
    store.close();
    closed();
  }

  NotificationId send(UserId user) {
    return send(user, NOON);
  }

  NotificationId send(UserId user, long nowMs) {
    Outcome outcome = store.apply(List.of(sending(user)), nowMs).outcomes().getFirst();
    assertThat(outcome).isInstanceOf(Outcome.Sent.class);
    return ((Outcome.Sent) outcome).id();
  }

  static Command sending(UserId user) {
    return new Command.Send(user, content(), Optional.empty());
  }

  static Command sending(UserId user, String key, String body) {
    return new Command.Send(
        user, content(), Optional.of(new IdempotencyKey("scope", key, 0, body)));
  }

  /// What no store can take.
  @SuppressWarnings("NullAway")
  static Command poison(UserId user) {
    return new Command.Send(user, new Content(null, JsonBytes.of("{}")), Optional.empty());
  }

  static Content content() {
    return new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}"));
  }

  Outcome apply(Command command) {
    return store.apply(List.of(command), NOON).outcomes().getFirst();
  }

  InboxChange change(Command command) {
    return store.apply(List.of(command), NOON).changes().getFirst();
  }

  void assertDone(Command command, long seq, int unread, int unseen) {
    assertThat(apply(command)).isEqualTo(new Outcome.Done(true, seq, unread, unseen));
    assertCounts(seq, unread, unseen);
  }

  void assertCounts(long seq, int unread, int unseen) {
    CatchUp.Snapshot all = snapshot(ANN);
    assertThat(List.of(all.position().seq(), (long) all.unread(), (long) all.unseen()))
        .containsExactly(seq, (long) unread, (long) unseen);
    assertThat(all.notifications().stream().filter(Notification::countsAsUnread)).hasSize(unread);
    assertThat(all.notifications().stream().filter(Notification::countsAsUnseen)).hasSize(unseen);
  }

  CatchUp.Snapshot snapshot(UserId user) {
    return (CatchUp.Snapshot) reader.catchUp(user, null, 100);
  }

  InboxChange delta(UserId user, Position since) {
    CatchUp missed = reader.catchUp(user, since, WINDOW);
    assertThat(missed).isInstanceOf(CatchUp.Delta.class);
    return ((CatchUp.Delta) missed).change();
  }

  ScheduledStore scheduled() {
    return new JdbcScheduledStore(sideWork());
  }

  UserStore users() {
    return new JdbcUserStore(sideWork());
  }

  NotificationId schedule(UserId user, long atMs) {
    return id(apply(schedule(user, later(atMs))));
  }

  static NotificationId id(Outcome outcome) {
    return ((Outcome.Sent) outcome).id();
  }

  static Later later(long atMs) {
    return later(atMs, "");
  }

  static Later later(long atMs, String cancelKey) {
    return new Later(new SendTime.At(atMs), content(), 0, 0, cancelKey);
  }

  static Command schedule(UserId user, Later later) {
    return new Command.Schedule(user, later, Optional.empty());
  }

  static Command schedule(UserId user, Later later, String key, String body) {
    return new Command.Schedule(
        user, later, Optional.of(new IdempotencyKey("scope", key, 0, body)));
  }

  InboxStore.Applied release(long nowMs, UserId user, NotificationId... ids) {
    return store.apply(List.of(new Command.Release(user, List.of(ids))), nowMs);
  }
}
