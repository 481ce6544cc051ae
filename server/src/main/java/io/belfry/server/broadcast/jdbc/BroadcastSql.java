package io.belfry.server.broadcast.jdbc;

import io.belfry.server.inbox.jdbc.sqlite.WholeLog;
import io.belfry.server.jdbc.SqlDialect;

/// The queries about users that each database wants in its own words.
///
/// @param subscribed those of the users of a list who subscribe to a topic; takes list and topic
/// @param holders those of the users of a list who have a copy; takes list and broadcast
/// @param attributes the users of a list and their attributes; takes the list
/// @param holdersOfRecalled who has a copy of what was recalled; takes how many at the most
record BroadcastSql(
    String subscribed, String holders, String attributes, String holdersOfRecalled) {
  private static final String COPY = " AND n.broadcast <> 0 AND n.deleted_at = 0";

  static BroadcastSql of(SqlDialect dialect) {
    String listed = "(" + dialect.texts() + ") u";
    String subscribed =
        "SELECT s.user_id FROM "
            + listed
            + " JOIN subscription s ON s.user_id = u.value AND s.topic = ?";
    String attributes =
        "SELECT a.user_id, a.attributes FROM " + listed + " JOIN users a ON a.user_id = u.value";
    return switch (dialect) {
      case SQLITE ->
          new BroadcastSql(
              subscribed,
              "SELECT i.user_id FROM "
                  + listed
                  + " JOIN inbox i ON i.user_id = u.value JOIN notification n"
                  + " ON n.broadcast = ? AND n.key BETWEEN i.n << 32 AND "
                  + WholeLog.lastKey("i.n")
                  + COPY,
              attributes,
              "SELECT i.user_id FROM broadcast b CROSS JOIN notification n"
                  + " ON n.broadcast = b.number"
                  + COPY
                  + " CROSS JOIN inbox i ON i.n = n.key >> 32 CROSS JOIN notification h ON h.key = "
                  + WholeLog.headKey("i.n")
                  + " AND n.key >= (i.n << 32 | (h.content ->> 5)) WHERE b.recalled_at <> 0"
                  + " ORDER BY b.number DESC LIMIT ?");
      case POSTGRESQL ->
          new BroadcastSql(
              subscribed,
              "SELECT n.user_id FROM "
                  + listed
                  + " JOIN notification n ON n.user_id = u.value AND n.broadcast = ?"
                  + COPY,
              attributes,
              "SELECT n.user_id FROM broadcast b JOIN notification n ON n.broadcast = b.number"
                  + COPY
                  + " JOIN inbox i ON i.user_id = n.user_id AND n.created_seq >= i.oldest"
                  + " WHERE b.recalled_at <> 0 ORDER BY b.number DESC LIMIT ?");
    };
  }
}
