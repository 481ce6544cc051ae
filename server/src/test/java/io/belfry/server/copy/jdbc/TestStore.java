package io.belfry.server.copy.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.jdbc.sqlite.LastBroadcast;
import io.belfry.server.inbox.jdbc.sqlite.SqliteInboxStore;
import io.belfry.server.inbox.jdbc.sqlite.Unwritten;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.UserId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A store in SQLite that keeps little, and what tests fill it with.
public final class TestStore implements AutoCloseable {
  static final long NOON = 1_767_268_800_000L;
  private static final Retention RETENTION =
      new Retention(20, Duration.ofDays(90), 6, Duration.ofHours(24));

  final SqliteDatabase database;
  final SqliteInboxStore store;
  private final LastBroadcast lastBroadcast = new LastBroadcast();
  private final Checkpointer checkpointer;

  TestStore(Path folder) {
    database = SqliteDatabase.open(folder.resolve("belfry.db"));
    checkpointer = new Checkpointer(database);
    store =
        new SqliteInboxStore(
            database,
            checkpointer,
            new Unwritten(),
            lastBroadcast,
            new LogOptions(RETENTION, 10, Rules.NONE),
            new SplittableRandom(1));
  }

  NotificationId send(String user, String title) {
    return ((Outcome.Sent) apply(sending(user, title, Optional.empty()))).id();
  }

  NotificationId send(String user, String title, String key) {
    var idempotency = new IdempotencyKey("backend", key, 0, "hash of " + key);
    return ((Outcome.Sent) apply(sending(user, title, Optional.of(idempotency)))).id();
  }

  Outcome apply(Command command) {
    return store.apply(List.of(command), NOON).outcomes().getFirst();
  }

  /// Everything that a log can hold: evicted rows, tombstones, what is read, seen, archived, keys,
  /// text of every length and script, an inbox without a notification.
  void fillWithEveryKind() {
    for (int i = 0; i < 29; i++) {
      send("ann", "of ann, " + i);
    }
    for (String user : List.of("ben", "\uff5ebroad", "\ud834\udd1eclef", "'; DROP", "Ärger")) {
      UserId named = new UserId(user);
      NotificationId read = send(user, "read");
      NotificationId archived = send(user, "archived");
      NotificationId deleted = send(user, "deleted");
      send(user, "wide 漢字 \ud83d\udd14 \\u0000 \\\" ".repeat(user.equals("ben") ? 5_000 : 1));
      send(user, "with a key", "key of " + user);
      apply(new Command.MarkRead(named, read, true));
      apply(new Command.Archive(named, archived, true));
      apply(new Command.Delete(named, deleted));
    }
    apply(new Command.MarkAllSeen(new UserId("ben")));
    NotificationId only = send("cut", "only");
    apply(new Command.Delete(new UserId("cut"), only));
    for (int i = 0; i < 9; i++) {
      apply(new Command.Delete(new UserId("cut"), send("cut", "brief")));
    }
  }

  @Override
  public void close() {
    store.close();
    checkpointer.close();
  }

  /// A store in `folder` with as many inboxes, each with `kept` notifications of 200 bytes, of
  /// which every third is read.
  public static void fill(Path folder, int inboxes, int kept) {
    Path file = folder.resolve("belfry.db");
    SqliteDatabase.open(file);
    String numbers =
        "WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < %d)";
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("BEGIN");
      statement.execute("INSERT INTO log (epoch) VALUES ('epoch of many')");
      statement.execute(
          "INSERT INTO inbox "
              + numbers.formatted(inboxes)
              + " SELECT i, printf('user-%07d', i * 7919 % 10000000) FROM s");
      statement.execute(
          "INSERT INTO notification (key, n, salt, seq, priority, content)"
              + " SELECT n << 32 | 4294967295, -n, 0, %d, 0,".formatted(kept)
              + " json_array(0, %d, %d, %d,".formatted(kept - kept / 3, kept, kept)
              + " 0, 1, 0, 0, 0, %d + n) FROM inbox".formatted(order(kept)));
      statement.execute(
          "INSERT INTO notification (key, n, salt, seq, priority, read_at, content) "
              + numbers.formatted(kept)
              + " SELECT n << 32 | i, %d + i * 1000000 + n,".formatted(order(0))
              + " random() & 4611686018427387903,"
              + " i, 1, CASE i %% 3 WHEN 0 THEN %d ELSE 0 END,".formatted(NOON)
              + " '{\"title\":\"' || printf('%0200d', i) || '\"}' FROM inbox CROSS JOIN s");
      statement.execute("COMMIT");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Below the order of every inbox's notification `i`.
  private static long order(int i) {
    return (NOON << 12) + i * 1_000_000L;
  }

  private static Command sending(String user, String title, Optional<IdempotencyKey> key) {
    var content = new Content(Priority.HIGH, JsonBytes.of("{\"title\":\"" + title + "\"}"));
    return new Command.Send(new UserId(user), content, key);
  }
}
