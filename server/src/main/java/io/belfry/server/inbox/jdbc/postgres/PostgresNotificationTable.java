package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.NotificationTable;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The notifications that one transaction touches: what its commands will ask for is read before
/// them, what they change is written after them.
final class PostgresNotificationTable implements NotificationTable {
  private final RoundTrip trip;
  private final int window;
  private final Map<Named, Notification> named = new HashMap<>();
  private final Map<UserId, List<Notification>> unread = new HashMap<>();
  private final Map<UserId, List<Notification>> unseen = new HashMap<>();
  private final Map<UserId, List<Notification>> decided = new HashMap<>();
  private final PostgresCards cards;
  private final List<Change> updates = new ArrayList<>();
  private final Map<Named, Change> rewrites = new LinkedHashMap<>();
  private final List<Change> burials = new ArrayList<>();
  private final List<Named> expired = new ArrayList<>();
  private final List<Named> awake = new ArrayList<>();
  private final List<All> readings = new ArrayList<>();
  private final List<All> sightings = new ArrayList<>();

  /// @param window changes of one inbox at once that are told one by one
  PostgresNotificationTable(RoundTrip trip, int window) {
    this.trip = trip;
    this.window = window;
    this.cards = new PostgresCards(trip);
  }

  /// Plans to read what `commands`, at most one for each user but for sends, will ask for.
  void expect(List<Command> commands) {
    named.clear();
    unread.clear();
    unseen.clear();
    decided.clear();
    cards.expect(commands);
    List<Named> names = new ArrayList<>();
    List<UserId> toRead = new ArrayList<>();
    List<UserId> toSee = new ArrayList<>();
    List<UserId> toRecap = new ArrayList<>();
    for (Command command : commands) {
      switch (command) {
        case Command.Send send -> {}
        case Command.Schedule schedule -> {}
        case Command.Release release -> {}
        case Command.TakeIn in -> {}
        case Command.Forget forget -> {}
        case Command.SetPreferences set -> {}
        case Command.Refresh refresh -> {}
        case Command.Recap recap -> toRecap.add(recap.user());
        case Command.MarkRead mark -> names.add(new Named(mark.user(), mark.id()));
        case Command.Archive archive -> names.add(new Named(archive.user(), archive.id()));
        case Command.Snooze snooze -> names.add(new Named(snooze.user(), snooze.id()));
        case Command.Wake wake -> wake.ids().forEach(id -> names.add(new Named(wake.user(), id)));
        case Command.Delete delete -> names.add(new Named(delete.user(), delete.id()));
        case Command.Expire expire ->
            expire.ids().forEach(id -> names.add(new Named(expire.user(), id)));
        case Command.Act act -> names.add(new Named(act.user(), act.id()));
        case Command.Close close ->
            close.ids().forEach(id -> names.add(new Named(close.user(), id)));
        case Command.MarkAllRead all -> toRead.add(all.user());
        case Command.MarkAllSeen all -> toSee.add(all.user());
      }
    }
    if (!names.isEmpty()) {
      Columns<Named> all = Columns.of(names);
      trip.query(
          NotificationSql.FIND,
          row -> named.put(new Named(Rows.user(row), Rows.id(row)), Rows.notification(row)),
          names(all));
    }
    newest(toRead, NotificationSql.UNREAD, unread);
    newest(toSee, NotificationSql.UNSEEN, unseen);
    if (!toRecap.isEmpty()) {
      trip.query(
          NotificationSql.DECIDED, row -> addTo(decided, row), (Object) Columns.users(toRecap));
    }
  }

  /// Plans to read the cards that are named.
  void expectCards(List<PostgresCards.Named> names) {
    cards.read(names);
  }

  private void newest(List<UserId> users, String condition, Map<UserId, List<Notification>> found) {
    if (!users.isEmpty()) {
      trip.query(
          "SELECT r.* FROM unnest(?) u (id) JOIN inbox i ON i.user_id = u.id COLLATE \"C\""
              + " CROSS JOIN LATERAL (SELECT "
              + Rows.NOTIFICATION
              + " FROM notification n WHERE n.user_id = i.user_id"
              + condition
              + " ORDER BY n.created_seq DESC LIMIT ?) r",
          row -> addTo(found, row),
          Columns.users(users),
          window + 1);
    }
  }

  private static void addTo(Map<UserId, List<Notification>> found, ResultSet row)
      throws SQLException {
    found.computeIfAbsent(Rows.user(row), user -> new ArrayList<>()).add(Rows.notification(row));
  }

  @Override
  public void write(Collection<Head> heads) {
    List<Change> sent = new ArrayList<>();
    for (Head head : heads) {
      for (Notification each : head.unwritten) {
        sent.add(new Change(head.user, each, each.seq(), 0));
        cards.put(head.user, each);
      }
      head.unwritten = new ArrayList<>(0);
    }
    plan(
        NotificationSql.INSERT,
        sent,
        all ->
            new Object[] {
              all.texts(each -> each.user.value()),
              all.longs(each -> each.seq),
              all.longs(each -> each.notification.id().order()),
              all.longs(each -> each.notification.id().salt()),
              all.ints(each -> each.notification.content().priority().level()),
              all.texts(each -> each.notification.content().json().toString()),
              all.longs(each -> each.notification.broadcast()),
              all.longs(each -> each.notification.content().expiresMs()),
              all.ints(each -> each.notification.decision()),
              all.texts(each -> each.notification.content().traits().group()),
              all.texts(each -> each.notification.content().traits().actionGroup())
            });
    plan(
        NotificationSql.REWRITE,
        rewrites.values(),
        all ->
            new Object[] {
              all.texts(each -> each.user.value()),
              all.longs(each -> each.notification.createdSeq()),
              all.longs(each -> each.seq),
              all.ints(each -> each.notification.content().priority().level()),
              all.texts(each -> each.notification.content().json().toString()),
              all.longs(each -> each.notification.broadcast()),
              all.ints(each -> each.notification.decision())
            });
    plan(
        NotificationSql.UPDATE,
        updates,
        all ->
            new Object[] {
              all.texts(each -> each.user.value()),
              all.longs(each -> each.notification.createdSeq()),
              all.longs(each -> each.seq),
              all.longs(each -> each.notification.readAt()),
              all.longs(each -> each.notification.seenAt()),
              all.longs(each -> each.notification.archivedAt()),
              all.longs(each -> each.notification.snoozedUntil()),
              all.ints(each -> each.notification.decision())
            });
    plan(
        NotificationSql.BURY,
        burials,
        all ->
            new Object[] {
              all.texts(each -> each.user.value()),
              all.longs(each -> each.notification.createdSeq()),
              all.longs(each -> each.seq),
              all.longs(each -> each.atMs)
            });
    plan(NotificationSql.EXPIRED, expired, PostgresNotificationTable::names);
    plan(NotificationSql.AWAKE, awake, PostgresNotificationTable::names);
    plan(NotificationSql.READ_ALL, readings, PostgresNotificationTable::ofAll);
    plan(NotificationSql.SEE_ALL, sightings, PostgresNotificationTable::ofAll);
  }

  @Override
  public @Nullable Notification find(Head head, NotificationId id) {
    return named.get(new Named(head.user, id));
  }

  /// What [#find] will find for the inbox of `user`.
  Optional<Notification> expected(UserId user, NotificationId id) {
    return Optional.ofNullable(named.get(new Named(user, id)));
  }

  @Override
  public @Nullable Notification card(Head head, String key) throws SQLException {
    if (!cards.knows(head.user, key)) {
      write(List.of());
      cards.read(List.of(new PostgresCards.Named(head.user, key)));
      trip.run();
    }
    return cards.find(head.user, key);
  }

  @Override
  public void update(Head head, Notification notification) {
    updates.add(new Change(head.user, notification, notification.seq(), 0));
  }

  @Override
  public void rewrite(Head head, Notification notification) {
    // Of several in one transaction, the last one counts.
    rewrites.put(
        new Named(head.user, notification.id()),
        new Change(head.user, notification, notification.seq(), 0));
    cards.replace(head.user, notification);
  }

  @Override
  public void bury(Head head, Notification notification, long seq, long nowMs) {
    burials.add(new Change(head.user, notification, seq, nowMs));
    cards.forget(head.user, notification);
  }

  @Override
  public void expired(Head head, NotificationId id) {
    expired.add(new Named(head.user, id));
  }

  @Override
  public void awake(Head head, NotificationId id) {
    awake.add(new Named(head.user, id));
  }

  @Override
  public void forget(Head head) {
    trip.update("DELETE FROM notification WHERE user_id = ?", head.user.value());
  }

  @Override
  public List<Notification> unread(Head head, int limit) {
    return unread.getOrDefault(head.user, List.of());
  }

  @Override
  public List<Notification> unreadDecided(Head head) {
    return decided.getOrDefault(head.user, List.of());
  }

  @Override
  public void readAll(Head head, long seq, long nowMs) {
    readings.add(new All(head.user, seq, nowMs));
  }

  @Override
  public List<Notification> unseen(Head head, int limit) {
    return unseen.getOrDefault(head.user, List.of());
  }

  @Override
  public void seeAll(Head head, long seq, long nowMs) {
    sightings.add(new All(head.user, seq, nowMs));
  }

  /// Plans one statement for all `rows`, where there are any, and empties them.
  private <T> void plan(String sql, Collection<T> rows, Function<Columns<T>, Object[]> columns) {
    if (!rows.isEmpty()) {
      trip.update(sql, columns.apply(Columns.of(List.copyOf(rows))));
      rows.clear();
    }
  }

  private static Object[] names(Columns<Named> all) {
    return new Object[] {
      all.texts(each -> each.user.value()),
      all.longs(each -> each.id.order()),
      all.longs(each -> each.id.salt())
    };
  }

  private static Object[] ofAll(Columns<All> all) {
    return new Object[] {
      all.texts(each -> each.user.value()), all.longs(All::seq), all.longs(All::atMs)
    };
  }

  /// A notification that somebody named as theirs.
  private record Named(UserId user, NotificationId id) {}

  /// What becomes of one notification, by the change `seq`.
  private record Change(UserId user, Notification notification, long seq, long atMs) {}

  /// What happens to everything in an inbox, by the change `seq`.
  private record All(UserId user, long seq, long atMs) {}
}
