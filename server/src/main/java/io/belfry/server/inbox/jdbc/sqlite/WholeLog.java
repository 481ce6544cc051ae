package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.jdbc.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;

/// The log as a whole, for whoever copies it to the shared schema or looks after all of it: queries
/// with the names and the units that its columns have there, always in the order of the users'
/// bytes.
public final class WholeLog {
  private static final String INBOX =
      "inbox b CROSS JOIN notification h ON h.key = " + headKey("b.n");
  private static final String ROWS = "BETWEEN b.n << 32 AND " + lastKey("b.n");

  /// The columns of a head; those of older programs do not have the last numbers.
  private static final String HEAD =
      "b.user_id, h.seq, h.content ->> 0 AS floor, h.content ->> 1 AS unread,"
          + " h.content ->> 2 AS unseen, h.content ->> 3 AS size, h.content ->> 4 AS tombstones,"
          + " h.content ->> 5 AS oldest, h.content ->> 6 AS evicted,"
          + " h.content ->> 7 AS mark_oldest, h.content ->> 8 AS mark_seq,"
          + " coalesce(nullif(h.content ->> 9, 0), (SELECT l.n FROM notification l WHERE l.key "
          + ROWS
          + " ORDER BY l.key DESC LIMIT 1), 0) AS last_order,"
          + " coalesce(h.content ->> 10, 0) AS heard, coalesce(h.content ->> 11, '') AS attention,"
          + " h.expires_at AS recap_at";

  /// Every inbox.
  public static final String INBOXES = "SELECT " + HEAD + " FROM " + INBOX + " ORDER BY b.user_id";

  /// Every row of a notification, those of an inbox in order of creation.
  public static final String NOTIFICATIONS =
      "SELECT b.user_id, r.key & "
          + Rows.HEAD
          + " AS created_seq, r.n, r.salt, r.seq, r.priority, r.read_at, r.seen_at, r.archived_at,"
          + " r.deleted_at, r.content, r.broadcast, r.expires_at, r.decision,"
          + " r.snoozed_until, r.group_key, r.action_group"
          + " FROM inbox b CROSS JOIN notification r ON r.key "
          + ROWS
          + " ORDER BY b.user_id, r.key";

  /// What has expired, for [JdbcDueStore].
  public static final String EXPIRED = due("n.expires_at");

  /// Whose snooze is over, for [JdbcDueStore].
  public static final String SNOOZED = due("n.snoozed_until");

  /// Who is to hear of what was held back, for [io.belfry.server.inbox.jdbc.JdbcRecapStore].
  public static final String RECAPS =
      "SELECT i.user_id, h.expires_at FROM notification h CROSS JOIN inbox i ON i.n = -h.n"
          + " WHERE h.expires_at <> 0 AND h.deleted_at = 0 AND h.n < 0 AND h.expires_at <= ?"
          + " AND (h.expires_at, h.key) > (?, coalesce((SELECT "
          + headKey("b.n")
          + " FROM inbox b WHERE b.user_id = ?), 0)) ORDER BY h.expires_at, h.key LIMIT ?";

  /// The cards of a group, for [JdbcAnswerStore].
  public static final String CARDS =
      "SELECT i.user_id, n.n, n.salt FROM notification n CROSS JOIN inbox i ON i.n = n.key >> 32"
          + JdbcAnswerStore.OF_GROUP;

  private WholeLog() {}

  private static String due(String at) {
    return "SELECT i.user_id, n.n, n.salt, %s FROM notification n CROSS JOIN inbox i".formatted(at)
        + " ON i.n = n.key >> 32 AND n.n > 0"
        + JdbcDueStore.notifications(at);
  }

  /// The highest key that a notification of the inbox whose number is `inbox` can have.
  public static String lastKey(String inbox) {
    return "(" + inbox + " << 32 | " + Head.MAX_CREATED_SEQ + ")";
  }

  /// The key of the head of the inbox whose number is `inbox`.
  public static String headKey(String inbox) {
    return "(" + inbox + " << 32 | " + Rows.HEAD + ")";
  }

  /// Every inbox, and what `aggregates` say of its notifications `n`; the inbox itself is `i`.
  public static String tallies(String aggregates) {
    return "SELECT "
        + HEAD
        + ", "
        + aggregates
            .replace("n.created_seq", "(n.key & " + Rows.HEAD + ")")
            .replace("i.oldest", "(h.content ->> 5)")
        + " FROM "
        + INBOX
        + " LEFT JOIN notification n ON n.key "
        + ROWS
        + " GROUP BY b.user_id ORDER BY b.user_id";
  }

  /// Brings to the tables what the journal of a server that did not end in order still holds.
  ///
  /// @throws DatabaseException when that cannot be done; the journal stays then
  public static void settle(SqliteDatabase database) {
    if (Files.notExists(database.sibling(".sends-0"))) {
      return;
    }
    try (Connection writer = database.writer();
        Transactions transactions = Transactions.writing(writer);
        // Nothing is broadcast here.
        SqliteTables tables = SqliteTables.over(writer, new LastBroadcast(), 1)) {
      String epoch = transactions.run(() -> LogRow.findOrBegin(writer));
      var files =
          new LogFiles(
              database.writeAheadLog(), new SendJournal(database.sibling(".sends"), epoch));
      Replay.of(files, tables, transactions);
      files.end();
    } catch (SQLException | IOException failure) {
      throw new DatabaseException(
          "cannot take in the journal of sends: " + failure.getMessage(), failure);
    }
  }
}
