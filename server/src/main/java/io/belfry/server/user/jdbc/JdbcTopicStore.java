package io.belfry.server.user.jdbc;

import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.SqlDialect;
import io.belfry.server.user.Topic;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Subscriptions in the database of the log, beside it.
public final class JdbcTopicStore implements TopicStore {
  private static final String COUNT = "SELECT count(*) FROM subscription WHERE topic = ?";
  private static final String SUBSCRIBERS =
      "SELECT user_id FROM subscription WHERE topic = ? AND user_id > ? ORDER BY user_id LIMIT ?";
  private static final String TOPICS =
      "SELECT topic FROM subscription WHERE user_id = ? AND topic > ? ORDER BY topic LIMIT ?";

  /// Before the first of all names, none of which is empty.
  private static final String START = "";

  private final SideWork database;
  private final String subscribe;
  private final String unsubscribe;

  public JdbcTopicStore(SideWork database) {
    this.database = database;
    SqlDialect dialect = database.dialect();
    this.subscribe =
        "INSERT INTO subscription (topic, user_id, since)"
            + " SELECT ?, value, (SELECT broadcasts FROM log) FROM (%s) u"
                .formatted(dialect.texts())
            + " ORDER BY value ON CONFLICT DO NOTHING";
    this.unsubscribe =
        delete(dialect, " AND user_id " + dialect.among(dialect.texts()) + " ORDER BY user_id");
  }

  private static String delete(SqlDialect dialect, String which) {
    String users = "SELECT user_id FROM subscription WHERE topic = ?" + which + dialect.lock();
    return "DELETE FROM subscription WHERE topic = ? AND user_id " + dialect.among(users);
  }

  @Override
  public int subscribe(Topic topic, Collection<UserId> users) {
    return database.write(
        connection -> {
          Known.add(connection, database.dialect(), users);
          return Query.update(
              connection, subscribe, topic.name(), Query.array(users, UserId::value));
        });
  }

  @Override
  public int unsubscribe(Topic topic, Collection<UserId> users) {
    return delete(unsubscribe, topic, Query.array(users, UserId::value));
  }

  private int delete(String sql, Topic topic, Object which) {
    return database.write(
        connection -> Query.update(connection, sql, topic.name(), topic.name(), which));
  }

  @Override
  public long count(Topic topic) {
    return list(COUNT, Long::valueOf, topic.name()).getFirst();
  }

  @Override
  public List<UserId> subscribers(Topic topic, Optional<UserId> after, int limit) {
    String from = after.map(UserId::value).orElse(START);
    return list(SUBSCRIBERS, UserId::new, topic.name(), from, limit);
  }

  @Override
  public List<Topic> topics(UserId user, Optional<Topic> after, int limit) {
    String from = after.map(Topic::name).orElse(START);
    return list(TOPICS, Topic::new, user.value(), from, limit);
  }

  private <T> List<T> list(String sql, Function<String, T> value, Object... values) {
    return database.read(
        connection -> Query.list(connection, row -> value.apply(row.getString(1)), sql, values));
  }
}
