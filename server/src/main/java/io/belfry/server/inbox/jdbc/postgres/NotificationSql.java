package io.belfry.server.inbox.jdbc.postgres;

/// The statements of [PostgresNotificationTable].
final class NotificationSql {
  static final String LIVE = " AND n.created_seq >= i.oldest AND n.deleted_at = 0";
  static final String IN_INBOX = " AND n.archived_at = 0 AND n.snoozed_until = 0";
  static final String UNREAD = LIVE + IN_INBOX + " AND n.read_at = 0";
  static final String UNSEEN = LIVE + IN_INBOX + " AND n.seen_at = 0";
  static final String FIND =
      "SELECT "
          + Rows.NOTIFICATION
          + " FROM unnest(?, ?, ?) k (id, n, salt) JOIN inbox i ON i.user_id = k.id COLLATE \"C\""
          + " JOIN notification n ON n.user_id = i.user_id AND n.n = k.n AND n.salt = k.salt"
          + LIVE;
  static final String DECIDED =
      "SELECT "
          + Rows.BARE
          + " FROM unnest(?) u (id) JOIN inbox i ON i.user_id = u.id COLLATE \"C\""
          + " JOIN notification n ON n.user_id = i.user_id"
          + UNREAD
          + " AND n.decision <> 0";
  static final String INSERT =
      "INSERT INTO notification (user_id, created_seq, n, salt, seq, priority, content, broadcast,"
          + " expires_at, decision, group_key, action_group)"
          + " SELECT v.id COLLATE \"C\", v.seq, v.n, v.salt, v.seq, v.priority,"
          + " v.content, v.broadcast, v.expires_at, v.decision, v.group_key, v.action_group"
          + " FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) v (id, seq, n, salt, priority, content,"
          + " broadcast, expires_at, decision, group_key, action_group)";
  static final String REWRITE =
      "UPDATE notification n SET seq = v.seq, priority = v.priority, content = v.content,"
          + " broadcast = v.broadcast, decision = v.decision FROM unnest(?, ?, ?, ?, ?, ?, ?)"
          + " v (id, created_seq, seq, priority, content, broadcast, decision)"
          + " WHERE n.user_id = v.id COLLATE \"C\" AND n.created_seq = v.created_seq";
  static final String UPDATE =
      "UPDATE notification n SET seq = v.seq, read_at = v.read_at, seen_at = v.seen_at,"
          + " archived_at = v.archived_at, snoozed_until = v.snoozed_until,"
          + " decision = v.decision FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)"
          + " v (id, created_seq, seq, read_at, seen_at, archived_at, snoozed_until, decision)"
          + " WHERE n.user_id = v.id COLLATE \"C\" AND n.created_seq = v.created_seq";
  static final String OF_ALL =
      " FROM unnest(?, ?, ?) v (id, seq, at) JOIN inbox i ON i.user_id = v.id COLLATE \"C\""
          + " WHERE n.user_id = i.user_id";
  static final String READ_ALL =
      "UPDATE notification n SET seq = v.seq, read_at = v.at,"
          + " seen_at = CASE n.seen_at WHEN 0 THEN v.at ELSE n.seen_at END"
          + OF_ALL
          + UNREAD;
  static final String SEE_ALL =
      "UPDATE notification n SET seq = v.seq, seen_at = v.at" + OF_ALL + UNSEEN;
  static final String BURY =
      "UPDATE notification n SET seq = v.seq, deleted_at = v.at, content = NULL"
          + " FROM unnest(?, ?, ?, ?) v (id, created_seq, seq, at)"
          + " WHERE n.user_id = v.id COLLATE \"C\" AND n.created_seq = v.created_seq";

  static final String EXPIRED =
      "UPDATE notification n SET expires_at = 0 FROM unnest(?, ?, ?) v (id, n, salt)"
          + " WHERE n.user_id = v.id COLLATE \"C\" AND n.n = v.n AND n.salt = v.salt";

  static final String AWAKE = EXPIRED.replace("expires_at", "snoozed_until");

  private NotificationSql() {}
}
