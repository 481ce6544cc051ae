package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.jdbc.IdempotencyTable;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The idempotency keys that one transaction touches.
final class PostgresIdempotencyTable implements IdempotencyTable {
  private static final String FIND =
      "SELECT a.scope, a.key, a.item, a.body_hash, a.n, a.salt, a.answer FROM unnest(?, ?)"
          + " k (scope, key) JOIN idempotency a"
          + " ON a.scope = k.scope COLLATE \"C\" AND a.key = k.key COLLATE \"C\"";
  private static final String INSERT =
      "INSERT INTO idempotency (scope, key, item, body_hash, n, salt, answer, created_at)"
          + " SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FORGET =
      "WITH gone AS (DELETE FROM idempotency WHERE (scope, key, item) IN"
          + " (SELECT scope, key, item FROM idempotency WHERE created_at < ?"
          + " ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING 1)"
          + " SELECT count(*) FROM gone";

  private final RoundTrip trip;
  private final Map<Scoped, Used> used = new HashMap<>();
  private final List<Answered> answered = new ArrayList<>();

  PostgresIdempotencyTable(RoundTrip trip) {
    this.trip = trip;
  }

  /// Plans to read what was answered before under the keys of `commands`.
  void expect(List<Command> commands) {
    List<Scoped> keys =
        commands.stream()
            .flatMap(command -> key(command).stream())
            .map(Scoped::of)
            .distinct()
            .toList();
    if (!keys.isEmpty()) {
      Columns<Scoped> all = Columns.of(keys);
      trip.query(FIND, this::add, all.texts(Scoped::scope), all.texts(Scoped::key));
    }
  }

  @Override
  public @Nullable Outcome find(IdempotencyKey key) {
    Used before = used.get(Scoped.of(key));
    if (before == null) {
      return null;
    }
    return before.bodyHash.equals(key.bodyHash())
        ? before.answers.get(key.index())
        : new Outcome.Mismatch();
  }

  @Override
  public void insert(IdempotencyKey key, Outcome.Answer answer, long nowMs) {
    answered.add(new Answered(key, answer, nowMs));
    used.computeIfAbsent(Scoped.of(key), scoped -> new Used(key.bodyHash(), new HashMap<>()))
        .answers
        .put(key.index(), answer);
  }

  @Override
  public int forget(long beforeMs, int limit) throws SQLException {
    List<Integer> count = new ArrayList<>(1);
    trip.query(FORGET, row -> count.add(row.getInt(1)), beforeMs, limit);
    trip.run();
    return count.getFirst();
  }

  /// Plans what [#insert] asked for.
  void write() {
    if (!answered.isEmpty()) {
      Columns<Answered> all = Columns.of(List.copyOf(answered));
      trip.update(
          INSERT,
          all.texts(each -> each.key.scope()),
          all.texts(each -> each.key.key()),
          all.ints(each -> each.key.index()),
          all.texts(each -> each.key.bodyHash()),
          all.longs(each -> each.answer.id().order()),
          all.longs(each -> each.answer.id().salt()),
          all.texts(each -> each.answer.json().toString()),
          all.longs(each -> each.atMs));
      answered.clear();
    }
  }

  private static Optional<IdempotencyKey> key(Command command) {
    if (command instanceof Command.Schedule schedule) {
      return schedule.idempotencyKey();
    }
    return command instanceof Command.Send send ? send.idempotencyKey() : Optional.empty();
  }

  private void add(ResultSet row) throws SQLException {
    String hash = row.getString(4);
    var id = new NotificationId(row.getLong(5), row.getLong(6));
    used.computeIfAbsent(
            new Scoped(row.getString(1), row.getString(2)),
            scoped -> new Used(hash, new HashMap<>()))
        .answers
        .put(row.getInt(3), Outcome.Answer.kept(id, JsonBytes.of(row.getString(7))));
  }

  /// A key, whichever the recipient.
  private record Scoped(String scope, String key) {
    static Scoped of(IdempotencyKey key) {
      return new Scoped(key.scope(), key.key());
    }
  }

  /// The body that came with a key, and the answers by recipient.
  private record Used(String bodyHash, Map<Integer, Outcome> answers) {}

  private record Answered(IdempotencyKey key, Outcome.Answer answer, long atMs) {}
}
