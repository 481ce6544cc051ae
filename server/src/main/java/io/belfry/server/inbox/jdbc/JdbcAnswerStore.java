package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Act;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Asks the database of the log, beside it.
public final class JdbcAnswerStore implements AnswerStore {
  /// The cards among notifications `n` of a group behind an id; takes the key, the id, and how many
  /// at the most.
  public static final String OF_GROUP =
      " WHERE n.action_group = ? AND n.action_group <> '' AND n.deleted_at = 0"
          + " AND (n.n, n.salt) > (?, ?) ORDER BY n.n, n.salt LIMIT ?";

  private final SideWork database;
  private final String cards;

  /// @param cards the query of users and ids of cards, which ends with [#OF_GROUP]
  public JdbcAnswerStore(SideWork database, String cards) {
    this.database = database;
    this.cards = cards;
  }

  @Override
  public List<Act> acts(long after, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                row -> new Act(row.getLong(1), JsonBytes.of(row.getString(2))),
                "SELECT number, event FROM act WHERE number > ? ORDER BY number LIMIT ?",
                after,
                limit));
  }

  @Override
  public long lastAct() {
    return database.read(
        connection ->
            Query.first(connection, row -> row.getLong(1), "SELECT acts FROM log").orElse(0L));
  }

  @Override
  public List<Answered> open(Optional<Answered> after, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                row -> new Answered(row.getString(1), row.getLong(2), row.getString(3)),
                "SELECT key, at, user_id FROM action_group WHERE closed = 0 AND (at, key) > (?, ?)"
                    + " ORDER BY at, key LIMIT ?",
                after.map(Answered::atMs).orElse(0L),
                after.map(Answered::key).orElse(""),
                limit));
  }

  @Override
  public List<Card> cards(Answered group, Optional<Card> after, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                row ->
                    new Card(
                        new UserId(row.getString(1)),
                        new NotificationId(row.getLong(2), row.getLong(3))),
                cards,
                group.key(),
                after.map(card -> card.id().order()).orElse(0L),
                after.map(card -> card.id().salt()).orElse(0L),
                limit));
  }

  @Override
  public void closed(Answered group) {
    database.write(
        connection ->
            Query.update(
                connection,
                "UPDATE action_group SET closed = 1 WHERE key = ? AND at = ? AND user_id = ?",
                group.key(),
                group.atMs(),
                group.by()));
  }

  @Override
  public int forgetGroups(long beforeMs, int limit) {
    return database.write(
        connection ->
            Query.update(
                connection,
                "DELETE FROM action_group WHERE key "
                    + database
                        .dialect()
                        .among(
                            "SELECT key FROM action_group WHERE at < ? AND closed = 1"
                                + " ORDER BY at LIMIT ?"
                                + database.dialect().lock()),
                beforeMs,
                limit));
  }

  @Override
  public int forgetActs(long beforeMs, int limit) {
    return database.write(
        connection ->
            Query.update(
                connection,
                "DELETE FROM act WHERE number "
                    + database
                        .dialect()
                        .among(
                            "SELECT number FROM act WHERE at < ? ORDER BY at LIMIT ?"
                                + database.dialect().lock()),
                beforeMs,
                limit));
  }
}
