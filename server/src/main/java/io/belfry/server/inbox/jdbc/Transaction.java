package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
  private final Scheduling scheduling;
  private final Aging aging;
  private final Answering answering;
  private final Finding finding;
  private final Marking marking;
  private final Moves moves = new Moves();

  public Transaction(Tables tables, NotificationIds ids, LogOptions options, long nowMs) {
    this.heads = tables.heads();
    this.table = tables.notifications();
    this.deciding = new Deciding(tables, options.rules(), nowMs);
    this.answering = new Answering(tables, nowMs);
    var cards = new Cards(tables, moves);
    this.intake = new Intake(tables, answering, cards, deciding, ids, options.window(), nowMs);
    this.finding = new Finding(tables, intake, moves);
    this.sending = new Sending(tables, finding, answering, cards, deciding, ids, moves, nowMs);
    this.scheduling = new Scheduling(tables, sending, ids, nowMs);
    this.marking = new Marking(finding, table, deciding, moves, options.window(), nowMs);
    this.aging = new Aging(tables, options.retention(), nowMs);
  }

  public Outcome apply(Command command) throws SQLException {
    return switch (command) {
      case Command.Send send -> sending.sendOnce(send);
      case Command.Schedule schedule -> scheduling.schedule(schedule);
      case Command.Release release -> release(release);
      case Command.MarkRead mark -> marking.read(mark);
      case Command.Archive archive -> marking.archive(archive);
      case Command.Snooze snooze -> marking.snooze(snooze);
      case Command.Wake wake -> marking.wake(wake);
      case Command.Delete delete -> marking.delete(delete.user(), delete.id());
      case Command.Expire expire -> marking.expire(expire);
      case Command.Act act -> act(act);
      case Command.Close close -> close(close);
      case Command.MarkAllRead all -> marking.markAllRead(all.user());
      case Command.MarkAllSeen all -> marking.markAllSeen(all.user());
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

  private Outcome act(Command.Act act) throws SQLException {
    Head head = finding.find(act.user());
    Notification card = finding.find(head, act.id());
    return head == null || card == null
        ? new Outcome.Missing()
        : answering.act(act, head, card, moves::alter);
  }

  private Outcome release(Command.Release release) throws SQLException {
    boolean any = scheduling.release(release);
    return done(heads.find(release.user()), any);
  }

  private Outcome close(Command.Close close) throws SQLException {
    Head head = finding.find(close.user());
    if (head == null) {
      return new Outcome.Missing();
    }
    boolean any = false;
    for (NotificationId id : close.ids()) {
      Notification card = finding.find(head, id);
      any |= card != null && answering.close(head, card, moves::alter);
    }
    return done(head, any);
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
    return deciding.choose(finding.findOrBegin(set.user()), set, moves);
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
    finding.write(head);
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

  static Outcome done(@Nullable Head head, boolean changed) {
    return Optional.ofNullable(head)
        .map(found -> new Outcome.Done(changed, found.seq, found.unread, found.unseen))
        .orElseGet(() -> new Outcome.Done(false, 0, 0, 0));
  }
}
