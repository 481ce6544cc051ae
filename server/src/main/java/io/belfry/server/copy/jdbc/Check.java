package io.belfry.server.copy.jdbc;

import io.belfry.server.inbox.jdbc.sqlite.WholeLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether both sides say the same: reads them anew, inbox by inbox.
final class Check {
  private static final int FETCHED = 1_000;

  /// What is compared of an inbox's notifications, in the SQL of both; no sum of fewer than a
  /// million of them overflows.
  private static final String TALLIES =
      Stream.of(
              "count(n.seq) AS notifications",
              sum("n.seq", "sum of seq"),
              sum("n.created_seq", "sum of created_seq"),
              sum("n.n >> 32", "sum of times"),
              sum("n.n & 4294967295", "sum of counters"),
              sum("n.salt >> 32", "sum of salts"),
              sum("n.salt & 4294967295", "sum of lower salts"),
              sum("n.priority", "sum of priorities"),
              sum("n.read_at", "sum of read_at"),
              sum("n.seen_at", "sum of seen_at"),
              sum("n.archived_at", "sum of archived_at"),
              sum("n.deleted_at", "sum of deleted_at"),
              sum("n.broadcast", "sum of broadcasts"),
              sum("n.expires_at", "sum of expiries"),
              sum("n.decision", "sum of decisions"),
              sum("n.snoozed_until", "sum of snoozes"),
              sum("octet_length(n.group_key)", "bytes of groups"),
              sum("octet_length(n.action_group)", "bytes of groups of actions"),
              sum("octet_length(n.content)", "bytes of content"),
              count("n.read_at = 0", "unread recounted"),
              count("n.seen_at = 0", "unseen recounted"))
          .collect(Collectors.joining(", "));

  private static final String INBOXES =
      "SELECT "
          + Table.INBOX.columns().stream()
              .map(column -> "i." + column.name())
              .collect(Collectors.joining(", "))
          + ", t.* FROM inbox i CROSS JOIN LATERAL (SELECT "
          + TALLIES
          + " FROM notification n WHERE n.user_id = i.user_id) t ORDER BY i.user_id";

  private static final String IDEMPOTENCY =
      "SELECT scope, count(*) AS keys, sum(item) AS \"sum of items\","
          + " sum(n >> 32) AS \"sum of times\", sum(n & 4294967295) AS \"sum of counters\","
          + " sum(salt >> 32) AS \"sum of salts\", sum(octet_length(key)) AS \"bytes of keys\","
          + " sum(octet_length(body_hash)) AS \"bytes of hashes\","
          + " sum(octet_length(answer)) AS \"bytes of answers\","
          + " sum(created_at) AS \"sum of created_at\""
          + " FROM idempotency GROUP BY scope ORDER BY scope";

  private static final String LAST_SEEN = "SELECT user_id, at FROM last_seen ORDER BY user_id";

  private static final String BROADCASTS =
      "SELECT number, target, n, salt, topic, octet_length(audience) AS \"bytes of audience\","
          + " priority, coalesce(octet_length(content), -1) AS \"bytes of content\", created_at,"
          + " expires_at, changed_at, recalled_at FROM broadcast ORDER BY number";

  private static final String SUBSCRIPTIONS =
      "SELECT user_id, count(*) AS topics, sum(octet_length(topic)) AS \"bytes of topics\","
          + " sum(since) AS \"sum of since\" FROM subscription GROUP BY user_id ORDER BY user_id";

  private static final String USERS =
      "SELECT user_id, heard, attributes, profile, preferences FROM users ORDER BY user_id";

  private static final String SCHEDULED =
      "SELECT n, salt, user_id, topic, octet_length(audience) AS \"bytes of audience\", send_at,"
          + " octet_length(cancel_key) AS \"bytes of cancel key\", priority,"
          + " coalesce(octet_length(content), -1) AS \"bytes of content\", expires_at, type,"
          + " octet_length(group_key) AS \"bytes of group\","
          + " octet_length(action_group) AS \"bytes of group of actions\", state, ended_at,"
          + " became_n, became_salt FROM scheduled ORDER BY n, salt";

  private static final String ACTION_GROUPS =
      "SELECT key, action, user_id, at, closed FROM action_group ORDER BY key";

  private static final String ACTS =
      "SELECT number, user_id, at, octet_length(event) AS \"bytes of event\" FROM act"
          + " ORDER BY number";

  private static final String API_KEYS =
      "SELECT id, name, hash, created_at, revoked_at FROM api_key ORDER BY id";

  private final Connection source;
  private final Connection target;
  private final Comparison comparison;

  /// @param comparison takes in what differs
  Check(Connection source, Connection target, Comparison comparison) {
    this.source = source;
    this.target = target;
    this.comparison = comparison;
  }

  /// Compares everything.
  void run(LongConsumer inboxes) throws SQLException {
    LongConsumer unheard = done -> {};
    compare("inbox", WholeLog.tallies(TALLIES), INBOXES, Comparison.Extra.DIFFERS, inboxes);
    compare("the idempotency keys of", IDEMPOTENCY, IDEMPOTENCY, Comparison.Extra.DIFFERS, unheard);
    compare("the last visit of", LAST_SEEN, LAST_SEEN, Comparison.Extra.DIFFERS, unheard);
    compare("broadcast", BROADCASTS, BROADCASTS, Comparison.Extra.DIFFERS, unheard);
    compare(
        "the subscriptions of", SUBSCRIPTIONS, SUBSCRIPTIONS, Comparison.Extra.DIFFERS, unheard);
    compare("user", USERS, USERS, Comparison.Extra.DIFFERS, unheard);
    compare("scheduled", SCHEDULED, SCHEDULED, Comparison.Extra.DIFFERS, unheard);
    compare("group", ACTION_GROUPS, ACTION_GROUPS, Comparison.Extra.DIFFERS, unheard);
    compare("act", ACTS, ACTS, Comparison.Extra.DIFFERS, unheard);
    compare(
        "API key",
        API_KEYS,
        API_KEYS.replace("ORDER BY id", "ORDER BY id COLLATE \"C\""),
        Comparison.Extra.MAY_BE,
        unheard);
  }

  private void compare(
      String what, String ofSource, String ofTarget, Comparison.Extra extra, LongConsumer compared)
      throws SQLException {
    try (Statement one = source.createStatement();
        ResultSet expected = one.executeQuery(ofSource);
        Statement other = target.createStatement()) {
      other.setFetchSize(FETCHED);
      try (ResultSet found = other.executeQuery(ofTarget)) {
        comparison.compare(what, expected, found, extra, compared);
      }
    }
  }

  private static String sum(String value, String name) {
    return "coalesce(sum(%s), 0) AS \"%s\"".formatted(value, name);
  }

  private static String count(String condition, String name) {
    return ("count(n.seq) FILTER (WHERE n.created_seq >= i.oldest AND n.deleted_at = 0"
            + " AND n.archived_at = 0 AND n.snoozed_until = 0 AND %s) AS \"%s\"")
        .formatted(condition, name);
  }
}
