package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.jdbc.ActionTable;
import io.belfry.server.notification.Buttons;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Press;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The answers by buttons, as one transaction gives and finds them.
///
/// A group that has no answer has no row that could be locked. So its key is: by whoever may answer
/// it alone, and by those together who add cards to it, so that no card is added unanswered once
/// there is an answer.
final class PostgresActionTable implements ActionTable {
  private static final String LOCKED =
      "SELECT %s(k.hash) FROM (SELECT DISTINCT hashtextextended(v.key COLLATE \"C\", 1111577708)"
          + " hash FROM unnest(?) v (key) ORDER BY 1) k";
  private static final String LOCK = LOCKED.formatted("pg_advisory_xact_lock");
  private static final String LOCK_TOGETHER = LOCKED.formatted("pg_advisory_xact_lock_shared");

  /// Whoever forgets a user waits for those who have read their name.
  private static final String FIND =
      "SELECT g.key, g.action, g.at, g.user_id FROM unnest(?) k (key)"
          + " JOIN action_group g ON g.key = k.key COLLATE \"C\" FOR SHARE OF g";

  private static final String INSERT =
      "INSERT INTO action_group (key, action, at, user_id) VALUES (?, ?, ?, ?)";
  private static final String FORGET = "DELETE FROM act WHERE user_id = ?";
  private static final String UNNAME =
      "UPDATE action_group SET user_id = '', closed = 0 WHERE user_id = ?";

  /// Whoever appends first holds the row of the log until it commits: numbers become visible in
  /// their order.
  private static final String APPEND =
      "WITH l AS (UPDATE log SET acts = acts + ? RETURNING acts)"
          + " INSERT INTO act (number, user_id, at, event)"
          + " SELECT l.acts - ? + v.place, v.id, v.at, v.event FROM l CROSS JOIN unnest(?, ?, ?)"
          + " WITH ORDINALITY v (id, at, event, place)";

  private final RoundTrip trip;
  private final Map<String, Optional<Press>> found = new HashMap<>();
  private final Set<String> own = new HashSet<>();
  private final List<Appended> appended = new ArrayList<>();

  PostgresActionTable(RoundTrip trip) {
    this.trip = trip;
  }

  /// Plans to read the answers of the groups that `commands` add cards to.
  void expect(List<Command> commands) {
    Set<String> keys = new HashSet<>();
    for (Command command : commands) {
      if (command instanceof Command.Send send) {
        keys.add(send.content().traits().actionGroup());
      }
    }
    expect(keys, LOCK_TOGETHER);
  }

  /// Plans to read the answers of the groups whose cards `commands` answer or close.
  ///
  /// @param cards finds them
  void expect(
      List<Command> commands, BiFunction<UserId, NotificationId, Optional<Notification>> cards) {
    Set<String> toAnswer = new HashSet<>();
    Set<String> toClose = new HashSet<>();
    for (Command command : commands) {
      if (command instanceof Command.Act act) {
        cards.apply(act.user(), act.id()).map(PostgresActionTable::key).ifPresent(toAnswer::add);
      } else if (command instanceof Command.Close close) {
        close
            .ids()
            .forEach(
                id ->
                    cards
                        .apply(close.user(), id)
                        .map(PostgresActionTable::key)
                        .ifPresent(toClose::add));
      }
    }
    toAnswer.removeAll(own);
    own.addAll(toAnswer);
    found.keySet().removeAll(toAnswer);
    expect(toAnswer, LOCK);
    expect(toClose, LOCK_TOGETHER);
  }

  private void expect(Collection<String> keys, String lock) {
    String[] unknown =
        keys.stream()
            .filter(key -> !key.isEmpty() && !found.containsKey(key))
            .toArray(String[]::new);
    if (unknown.length > 0) {
      for (String key : unknown) {
        found.put(key, Optional.empty());
      }
      trip.query(lock, row -> {}, (Object) unknown);
      trip.query(FIND, this::add, (Object) unknown);
    }
  }

  private void add(ResultSet row) throws SQLException {
    found.put(
        row.getString(1),
        Optional.of(new Press(row.getString(2), row.getLong(3), row.getString(4))));
  }

  private static String key(Notification card) {
    return Buttons.of(card.content().json()).group();
  }

  @Override
  public @Nullable Press find(String key) throws SQLException {
    if (!found.containsKey(key)) {
      expect(List.of(key), LOCK_TOGETHER);
      trip.run();
    }
    return found.getOrDefault(key, Optional.empty()).orElse(null);
  }

  @Override
  public void insert(String key, Press press) {
    trip.update(INSERT, key, press.action(), press.atMs(), press.by());
    found.put(key, Optional.of(press));
  }

  @Override
  public void append(Press press, JsonBytes event) {
    appended.add(new Appended(press, event));
  }

  @Override
  public void forget(UserId user) {
    appended.removeIf(each -> each.press.by().equals(user.value()));
    found.replaceAll(
        (key, answer) ->
            answer.map(
                press ->
                    press.by().equals(user.value())
                        ? new Press(press.action(), press.atMs(), "")
                        : press));
    trip.update(FORGET, user.value());
    trip.update(UNNAME, user.value());
  }

  /// Plans what [#append] asked for, as the last thing of the transaction.
  void write() {
    if (!appended.isEmpty()) {
      Columns<Appended> all = Columns.of(List.copyOf(appended));
      long count = appended.size();
      trip.update(
          APPEND,
          count,
          count,
          all.texts(each -> each.press.by()),
          all.longs(each -> each.press.atMs()),
          all.texts(each -> each.event.toString()));
      appended.clear();
    }
  }

  private record Appended(Press press, JsonBytes event) {}
}
