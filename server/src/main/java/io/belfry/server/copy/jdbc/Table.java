package io.belfry.server.copy.jdbc;

import io.belfry.server.inbox.jdbc.sqlite.WholeLog;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is copied row by row: how it is read from SQLite, and where it goes in PostgreSQL.
enum Table {
  INBOX(
      "inbox",
      WholeLog.INBOXES,
      "user_id text, seq bigint, floor bigint, unread int, unseen int, size int, tombstones int,"
          + " oldest bigint, evicted int, mark_oldest bigint, mark_seq bigint, last_order bigint,"
          + " heard bigint, attention text, recap_at bigint"),
  NOTIFICATION(
      "notification",
      WholeLog.NOTIFICATIONS,
      "user_id text, created_seq bigint, n bigint, salt bigint, seq bigint, priority smallint,"
          + " read_at bigint, seen_at bigint, archived_at bigint, deleted_at bigint, content text,"
          + " broadcast bigint, expires_at bigint, decision int, snoozed_until bigint,"
          + " group_key text, action_group text"),
  IDEMPOTENCY(
      "idempotency",
      "scope text, key text, item int, body_hash text, n bigint, salt bigint, answer text,"
          + " created_at bigint"),
  LAST_SEEN("last_seen", "user_id text, at bigint"),
  BROADCAST(
      "broadcast",
      "number bigint, target bigint, n bigint, salt bigint, topic text, audience text,"
          + " priority smallint, content text, created_at bigint, expires_at bigint,"
          + " changed_at bigint, recalled_at bigint"),
  SUBSCRIPTION("subscription", "user_id text, topic text, since bigint"),
  USERS("users", "user_id text, heard bigint, attributes text, profile text, preferences text"),
  SCHEDULED(
      "scheduled",
      "n bigint, salt bigint, user_id text, topic text, audience text, send_at bigint,"
          + " cancel_key text, priority smallint, content text, expires_at bigint, type text,"
          + " group_key text, action_group text, state smallint, ended_at bigint, became_n bigint,"
          + " became_salt bigint"),
  ACTION_GROUP("action_group", "key text, action text, user_id text, at bigint, closed smallint"),
  ACT("act", "number bigint, user_id text, at bigint, event text"),
  API_KEY("api_key", "id text, name text, hash text, created_at bigint, revoked_at bigint");

  private final String sqlName;
  private final String select;
  private final String declared;

  Table(String sqlName, String select, String declared) {
    this.sqlName = sqlName;
    this.select = select;
    this.declared = declared;
  }

  /// One that is alike on both sides.
  Table(String sqlName, String declared) {
    this(sqlName, "SELECT " + names(declared) + " FROM " + sqlName + " ORDER BY 1", declared);
  }

  /// The query of SQLite; its columns are [#columns].
  String select() {
    return select;
  }

  List<Column> columns() {
    return columns(declared);
  }

  /// The statement of PostgreSQL that takes its rows.
  String copyIn() {
    return "COPY " + sqlName + " (" + names(declared) + ") FROM STDIN (FORMAT binary)";
  }

  private static List<Column> columns(String declared) {
    return Arrays.stream(declared.split(", ", -1)).map(Column::of).toList();
  }

  private static String names(String declared) {
    return columns(declared).stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /// A column, as PostgreSQL has it.
  record Column(String name, Kind kind) {
    static Column of(String declared) {
      String[] words = declared.split(" ", 2);
      return new Column(words[0], Kind.valueOf(words[1].toUpperCase(Locale.ROOT)));
    }
  }

  /// The types of columns.
  enum Kind {
    TEXT,
    BIGINT,
    INT,
    SMALLINT
  }
}
