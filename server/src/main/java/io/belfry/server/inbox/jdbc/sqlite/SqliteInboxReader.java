package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Standing;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.jdbc.Transactions;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.policy.Recipient;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the inbox log of a SQLite file, each call in one read transaction, and what is not in its
/// tables yet.
final class SqliteInboxReader implements InboxReader {
  private static final String SELECT = "SELECT " + Rows.COLUMNS;
  private static final String RANGE = " FROM notification WHERE key BETWEEN ? AND ?";

  private final Connection connection;
  private final Unwritten unwritten;
  private final SqliteStandings standings;
  private final LastBroadcast lastBroadcast;
  private final Transactions transactions;
  private final PreparedStatement created;
  private final PreparedStatement changed;
  private final PreparedStatement evicted;
  private final PreparedStatement find;
  private final SqliteHearing hearing;
  private final SqlitePages pages;

  SqliteInboxReader(Connection connection, Unwritten unwritten, LastBroadcast lastBroadcast)
      throws SQLException {
    this.connection = connection;
    this.unwritten = unwritten;
    this.lastBroadcast = lastBroadcast;
    this.transactions = Transactions.reading(connection);
    this.standings = new SqliteStandings(connection, unwritten);
    this.created =
        connection.prepareStatement(
            SELECT + RANGE + " AND deleted_at = 0 ORDER BY key DESC LIMIT ?");
    this.changed =
        connection.prepareStatement(
            SELECT
                + ", deleted_at FROM notification WHERE key >> 32 = ? AND "
                + Rows.CHANGED
                + " AND seq > ? AND key >= ? ORDER BY seq DESC LIMIT ?");
    this.evicted = connection.prepareStatement("SELECT n, salt" + RANGE);
    this.find =
        connection.prepareStatement(
            SELECT.replace("n, ", "notification.n, ").replace("seq", "notification.seq")
                + ", user_id FROM notification JOIN inbox ON inbox.n = key >> 32"
                + " WHERE notification.n = ? AND salt = ? AND deleted_at = 0");
    this.hearing = new SqliteHearing(connection);
    this.pages = new SqlitePages(connection);
  }

  @Override
  public Hearing hearing(UserId user) {
    long last = lastBroadcast.number();
    if (last == 0) {
      return isKnown(user) ? Hearing.CURRENT : Hearing.UNKNOWN;
    }
    return read(
        () -> {
          At at = standings.of(user);
          if (at.inbox() == 0) {
            return hearing.of(user);
          }
          return at.head().heard() < last
              ? hearing.of(user, at.inbox(), at.head())
              : Hearing.CURRENT;
        });
  }

  @Override
  public boolean isBehind(UserId user) {
    return lastBroadcast.number() > 0 && InboxReader.super.isBehind(user);
  }

  private boolean isKnown(UserId user) {
    try {
      return hearing.isKnown(user);
    } catch (SQLException failure) {
      throw new StoreException(SqliteDatabase.code(failure), failure);
    }
  }

  @Override
  public CatchUp catchUp(UserId user, @Nullable Position since, int window) {
    return read(
        () -> {
          At at = standings.of(user);
          if (since != null && at.standing().reaches(since)) {
            Optional<InboxChange> delta = delta(user, at, since, window);
            if (delta.isPresent()) {
              return new CatchUp.Delta(delta.get());
            }
          }
          return at.standing()
              .snapshot(
                  created(at, at.head().oldest(), window + 1),
                  window,
                  since,
                  standings.preferences(user));
        });
  }

  @Override
  public Page page(UserId user, PageQuery query) {
    return read(
        () -> {
          At at = standings.of(user);
          return pages.read(query, at.standing(), at.inbox(), at.sent());
        });
  }

  @Override
  public Recipient recipient(UserId user) {
    return read(() -> standings.recipient(user, standings.of(user)));
  }

  @Override
  public Map<UserId, Position> positions(Collection<UserId> users) {
    Map<UserId, Position> positions = new HashMap<>();
    for (UserId user : users) {
      At at = read(() -> standings.of(user));
      if (at.head().seq() > 0) {
        positions.put(user, at.standing().position());
      }
    }
    return positions;
  }

  @Override
  public Optional<StoredNotification> find(NotificationId id) {
    // In a transaction of its own each: see Unwritten.
    return unwritten.find(id).or(() -> findWritten(id).filter(found -> !isEvicted(found)));
  }

  private boolean isEvicted(StoredNotification found) {
    HeadState head = read(() -> standings.of(found.user())).head();
    return found.notification().createdSeq() < head.oldest();
  }

  private Optional<StoredNotification> findWritten(NotificationId id) {
    return read(
        () -> {
          find.setLong(1, id.order());
          find.setLong(2, id.salt());
          try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
              return Optional.empty();
            }
            var found =
                new StoredNotification(
                    new UserId(row.getString(Rows.COUNT + 1)), Rows.notification(row));
            return Optional.of(found);
          }
        });
  }

  @Override
  public void close() {
    try {
      Statements.close(
          List.of(transactions, standings, created, changed, evicted, find, hearing, pages));
      connection.close();
    } catch (SQLException failure) {
      throw new StoreException(SqliteDatabase.code(failure), failure);
    }
  }

  /// What changed after `since`; nothing when that is more than `window` notifications.
  private Optional<InboxChange> delta(UserId user, At at, Position since, int window)
      throws SQLException {
    List<NotificationId> removed = new ArrayList<>();
    List<Notification> changed = changed(at, since.seq(), window + 1, removed);
    long from = Math.max(at.head().oldest(), since.seq() + 1);
    List<Notification> created = created(at, from, window + 1);
    var missed =
        new Standing.Missed(
            changed,
            removed,
            created,
            evicted(at, since),
            at.head().attention().preferencesSeq() > since.seq()
                ? standings.preferences(user)
                : "");
    return at.standing().delta(user, since, window, missed);
  }

  /// The newest ones created by the change `from` or later.
  private List<Notification> created(At at, long from, int limit) throws SQLException {
    return newest(created, at, from, Head.MAX_CREATED_SEQ, limit);
  }

  /// Those that changed after their creation and after `since`; the deleted ones go to `removed`.
  private List<Notification> changed(At at, long since, int limit, List<NotificationId> removed)
      throws SQLException {
    changed.setLong(1, at.inbox());
    changed.setLong(2, since);
    changed.setLong(3, Rows.key(at.inbox(), at.head().oldest()));
    changed.setInt(4, limit);
    List<Notification> upserts = new ArrayList<>();
    try (ResultSet row = changed.executeQuery()) {
      while (row.next()) {
        if (row.getLong(Rows.COUNT + 1) == 0) {
          upserts.add(Rows.notification(row));
        } else {
          removed.add(Rows.id(row));
        }
      }
    }
    return upserts;
  }

  /// Those that retention may have taken after `since`, as far as they are remembered and not
  /// newer: not always all were there at `since`, but none that was is left out.
  private List<NotificationId> evicted(At at, Position since) throws SQLException {
    if (since.seq() == at.head().seq()) {
      return List.of();
    }
    long from = since.seq() >= at.head().markSeq() ? at.head().markOldest() : 0;
    long to = Math.min(at.head().oldest() - 1, since.seq());
    range(evicted, at, from, to);
    List<NotificationId> ids = new ArrayList<>();
    try (ResultSet row = evicted.executeQuery()) {
      while (row.next()) {
        ids.add(Rows.id(row));
      }
    }
    at.sent(from, to).forEach(each -> ids.add(each.id()));
    return ids;
  }

  /// The newest ones created by the changes `from` to `to`: of what is not in the table, then of
  /// what `list` finds there.
  private static List<Notification> newest(
      PreparedStatement list, At at, long from, long to, int limit) throws SQLException {
    List<Notification> found = new ArrayList<>(at.sent(from, to).reversed());
    if (found.size() >= limit) {
      return found.subList(0, limit);
    }
    range(list, at, from, to);
    list.setInt(3, limit - found.size());
    try (ResultSet rows = list.executeQuery()) {
      found.addAll(Rows.notifications(rows));
    }
    return found;
  }

  private static void range(PreparedStatement statement, At at, long from, long to)
      throws SQLException {
    statement.setLong(1, Rows.key(at.inbox(), from));
    statement.setLong(2, Rows.key(at.inbox(), Math.max(to, 0)));
  }

  private <R> R read(Transactions.Work<R> query) {
    try {
      return transactions.run(query);
    } catch (SQLException failure) {
      throw new StoreException(SqliteDatabase.code(failure), failure);
    }
  }
}
