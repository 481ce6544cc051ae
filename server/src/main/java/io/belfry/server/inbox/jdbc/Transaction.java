package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Ahead;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.notification.Traits;
import io.belfry.server.policy.Decision;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The commands of one transaction: applies them one after another, and knows in the end how each
/// inbox moved.
///
/// Ends by [#finish], within a transaction of the database, or, when nothing was done but sending
/// without a key to inboxes that there are, by [#finishSends], which leaves the tables alone.
///
/// Owned by the lane's thread.
public final class Transaction {
  private final Heads heads;
  private final NotificationTable table;
  private final Intake intake;
  private final Deciding deciding;
  private final Sending sending;
  private final Aging aging;
  private final Answering answering;
  private final int window;
  private final long nowMs;
  private final Moves moves = new Moves();

  public Transaction(Tables tables, NotificationIds ids, LogOptions options, long nowMs) {
    this.heads = tables.heads();
    this.table = tables.notifications();
    this.deciding = new Deciding(tables, options.rules(), nowMs);
    this.answering = new Answering(tables, nowMs);
    this.intake = new Intake(tables, answering, deciding, ids, options.window(), nowMs);
    this.sending = new Sending(tables, intake, answering, deciding, ids, moves, nowMs);
    this.aging = new Aging(tables, options.retention(), nowMs);
    this.window = options.window();
    this.nowMs = nowMs;
  }

  public Outcome apply(Command command) throws SQLException {
    return switch (command) {
      case Command.Send send -> sending.sendOnce(send);
      case Command.MarkRead mark ->
          update(
              mark.user(),
              mark.id(),
              notification -> notification.isRead() == mark.read(),
              (notification, seq) -> notification.withRead(mark.read() ? nowMs : 0, seq));
      case Command.Archive archive ->
          update(
              archive.user(),
              archive.id(),
              notification -> notification.isArchived() == archive.archived(),
              (notification, seq) ->
                  notification.withArchived(archive.archived() ? nowMs : 0, seq));
      case Command.Snooze snooze -> snooze(snooze);
      case Command.Wake wake -> wake(wake);
      case Command.Delete delete -> delete(delete.user(), delete.id());
      case Command.Expire expire -> expire(expire);
      case Command.Act act -> act(act);
      case Command.Close close -> close(close);
      case Command.MarkAllRead all -> markAllRead(all.user());
      case Command.MarkAllSeen all -> markAllSeen(all.user());
      case Command.TakeIn in -> takeIn(in);
      case Command.SetPreferences set -> setPreferences(set);
      case Command.Refresh refresh -> refresh(refresh.user());
      case Command.Recap recap -> recap(recap.user());
      case Command.Forget forget -> forget(forget.user());
    };
  }

  /// Forgets at most `limit` notifications and as many idempotency keys whose time is over, and
  /// says how many.
  public int sweep(int limit) throws SQLException {
    return aging.sweep(limit, moves::alter);
  }

  /// Has the inboxes of `all` take in what was broadcast, which every command does for its own
  /// anyway; whether there was anything to look at.
  public boolean takeIn(Collection<Head> all) throws SQLException {
    boolean any = false;
    for (Head head : all) {
      any |= takeIn(head);
    }
    return any;
  }

  /// Has the tables take in what is unwritten of `head`, in the end at the latest.
  public void include(Head head) {
    moves.touch(head);
  }

  /// Applies retention, writes everything to the tables, and tells how the inboxes moved.
  public List<InboxChange> finish(String epoch) throws SQLException {
    List<Head> touched = touched();
    table.write(touched);
    List<InboxChange> changes = finishSends(epoch);
    for (Head head : touched) {
      aging.forgetPast(head);
    }
    heads.store(touched);
    return changes;
  }

  /// Applies retention as far as heads know of it, and tells how the inboxes moved.
  public List<InboxChange> finishSends(String epoch) throws SQLException {
    List<InboxChange> changes = new ArrayList<>(moves.all().size());
    for (Move move : moves.all()) {
      aging.retain(move);
      if (move.moved()) {
        changes.add(move.change(epoch));
      }
    }
    return changes;
  }

  /// How inboxes moved so far.
  public Collection<Move> moves() {
    return moves.all();
  }

  /// The heads that this transaction has changed, and that are still there.
  public List<Head> touched() {
    return moves.heads();
  }

  private Outcome update(
      UserId user,
      NotificationId id,
      Predicate<Notification> already,
      BiFunction<Notification, Long, Notification> change)
      throws SQLException {
    Head head = find(user);
    Notification before = find(head, id);
    if (head == null || before == null) {
      return new Outcome.Missing();
    }
    if (already.test(before)) {
      return done(head, false);
    }
    Move move = moves.alter(head);
    update(move, before, change.apply(before, ++head.seq));
    return done(head, true);
  }

  private void update(Move move, Notification before, Notification after) throws SQLException {
    Head head = move.head;
    head.subtract(before);
    head.add(after);
    table.update(head, after);
    move.upsert(after);
  }

  private Outcome snooze(Command.Snooze snooze) throws SQLException {
    long until = snooze.untilMs();
    if (until != 0 && !Ahead.isAt(until, nowMs)) {
      return new Outcome.NotAhead();
    }
    return update(
        snooze.user(),
        snooze.id(),
        notification -> notification.snoozedUntil() == until,
        (notification, seq) -> notification.withSnoozed(until, seq));
  }

  private Outcome wake(Command.Wake wake) throws SQLException {
    Head head = find(wake.user());
    if (head == null) {
      return new Outcome.Missing();
    }
    boolean any = false;
    for (NotificationId id : wake.ids()) {
      Notification before = find(head, id);
      if (before == null) {
        table.awake(head, id);
      } else if (before.isSnoozed() && before.snoozedUntil() <= nowMs) {
        wake(moves.alter(head), before);
        any = true;
      }
    }
    return done(head, any);
  }

  /// Has it come back, and be heard.
  private void wake(Move move, Notification before) throws SQLException {
    Content content = before.content().with(Traits.of(before.content().json()));
    Decision decision = deciding.decide(move.head, content, false);
    Notification after =
        before
            .woken(++move.head.seq)
            .withContent(content, move.head.seq)
            .decided(decision.encoded());
    update(move, before, after);
    deciding.carryOut(move, after, decision);
  }

  private Outcome delete(UserId user, NotificationId id) throws SQLException {
    Head head = find(user);
    Notification notification = find(head, id);
    if (head == null || notification == null) {
      return new Outcome.Missing();
    }
    Move move = moves.alter(head);
    table.bury(head, notification, ++head.seq, nowMs);
    move.bury(notification);
    return done(head, true);
  }

  private Outcome act(Command.Act act) throws SQLException {
    Head head = find(act.user());
    Notification card = find(head, act.id());
    return head == null || card == null
        ? new Outcome.Missing()
        : answering.act(act, head, card, moves::alter);
  }

  private Outcome close(Command.Close close) throws SQLException {
    Head head = find(close.user());
    if (head == null) {
      return new Outcome.Missing();
    }
    boolean any = false;
    for (NotificationId id : close.ids()) {
      Notification card = find(head, id);
      any |= card != null && answering.close(head, card, moves::alter);
    }
    return done(head, any);
  }

  private Outcome expire(Command.Expire expire) throws SQLException {
    Head head = find(expire.user());
    if (head == null) {
      return new Outcome.Missing();
    }
    boolean any = false;
    for (NotificationId id : expire.ids()) {
      any |= delete(expire.user(), id) instanceof Outcome.Done;
      table.expired(head, id);
    }
    return done(head, any);
  }

  private Outcome markAllRead(UserId user) throws SQLException {
    Head head = find(user);
    if (head == null || head.unread == 0) {
      return done(head, false);
    }
    Move move = moves.alter(head);
    table.write(List.of(head));
    long seq = ++head.seq;
    List<Notification> unread = table.unread(head, window + 1);
    table.readAll(head, seq, nowMs);
    move.upsertAll(unread.stream().map(each -> each.withRead(nowMs, seq)).toList(), window);
    move.allRead(seq);
    head.unread = 0;
    head.unseen = 0;
    return done(head, true);
  }

  private Outcome markAllSeen(UserId user) throws SQLException {
    Head head = find(user);
    if (head == null || head.unseen == 0) {
      return done(head, false);
    }
    Move move = moves.alter(head);
    table.write(List.of(head));
    long seq = ++head.seq;
    List<Notification> unseen = table.unseen(head, window + 1);
    table.seeAll(head, seq, nowMs);
    move.upsertAll(unseen.stream().map(each -> each.withSeen(nowMs, seq)).toList(), window);
    head.unseen = 0;
    return done(head, true);
  }

  private Outcome forget(UserId user) throws SQLException {
    Head head = heads.find(user);
    if (head == null) {
      return new Outcome.Missing();
    }
    Move move = moves.alter(head);
    table.write(List.of(head));
    table.forget(head);
    answering.forget(user);
    move.forget();
    heads.forget(head);
    return new Outcome.Done(true, head.seq, 0, 0);
  }

  private Outcome setPreferences(Command.SetPreferences set) throws SQLException {
    Head head = heads.findOrBegin(set.user());
    if (head.isNew) {
      moves.touch(head);
    }
    takeIn(head);
    return deciding.choose(head, set, moves);
  }

  private Outcome refresh(UserId user) throws SQLException {
    Head head = heads.find(user);
    if (head == null) {
      return new Outcome.Missing();
    }
    moves.touch(head);
    heads.refresh(head);
    deciding.reconsider(head);
    return done(head, false);
  }

  private Outcome recap(UserId user) throws SQLException {
    Head head = heads.find(user);
    if (head == null) {
      return new Outcome.Missing();
    }
    include(head);
    table.write(List.of(head));
    return done(head, deciding.recap(head, moves));
  }

  private Outcome takeIn(Command.TakeIn in) throws SQLException {
    Head head = heads.findOrBegin(in.user());
    Move move = moves.touch(head);
    head.isConnectedSince(in);
    takeIn(head);
    return done(head, move.moved());
  }

  /// Has the inbox of `head` take in what was broadcast; whether there was anything to look at.
  private boolean takeIn(Head head) throws SQLException {
    return intake.takeIn(head, moves);
  }

  private @Nullable Head find(UserId user) throws SQLException {
    Head head = heads.find(user);
    if (head != null) {
      takeIn(head);
    }
    return head;
  }

  private @Nullable Notification find(@Nullable Head head, NotificationId id) throws SQLException {
    if (head == null) {
      return null;
    }
    if (!head.unwritten.isEmpty()) {
      include(head);
      table.write(List.of(head));
    }
    return table.find(head, id);
  }

  static Outcome done(@Nullable Head head, boolean changed) {
    return Optional.ofNullable(head)
        .map(found -> new Outcome.Done(changed, found.seq, found.unread, found.unseen))
        .orElseGet(() -> new Outcome.Done(false, 0, 0, 0));
  }
}
