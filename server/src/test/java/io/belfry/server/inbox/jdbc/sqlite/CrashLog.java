package io.belfry.server.inbox.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.jdbc.JdbcBroadcastStore;
import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.DueStore;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A log in a folder of its own, of which copies are taken as a power failure would leave them.
final class CrashLog implements AutoCloseable {
  static final int KEPT = 20;
  static final int TOMBSTONES = 6;
  static final long NOON = 1_767_268_800_000L;

  final Path folder;
  final SqliteInboxStore store;
  private final InboxReader reader;
  private final Checkpointer checkpointer;
  private final SideWork sideWork;
  final BroadcastStore broadcasts;

  CrashLog(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    SqliteDatabase database = SqliteDatabase.open(folder.resolve("belfry.db"));
    checkpointer = new Checkpointer(database);
    var unwritten = new Unwritten();
    var lastBroadcast = new LastBroadcast();
    sideWork = database.sideWork();
    broadcasts = new JdbcBroadcastStore(sideWork, lastBroadcast::reached);
    store =
        new SqliteInboxStore(
            database,
            checkpointer,
            unwritten,
            lastBroadcast,
            new LogOptions(
                new Retention(KEPT, Duration.ofDays(90), TOMBSTONES, Duration.ofHours(24)),
                100,
                Rules.NONE),
            new SplittableRandom(1));
    reader = SqliteInboxStore.reader(database, unwritten, lastBroadcast);
  }

  Path copyOf(String name) throws IOException {
    return Files.copy(folder.resolve(name), folder.resolve("forced"));
  }

  /// What is found when the machine comes back and the disk has no more of the write-ahead log than
  /// `wal`.
  CrashLog after(String name, Path wal) throws IOException {
    Path copy = Files.createDirectories(folder.resolveSibling(name));
    for (String file : List.of("belfry.db", "belfry.db.sends-0", "belfry.db.sends-1")) {
      Files.copy(folder.resolve(file), copy.resolve(file));
    }
    Files.copy(wal, copy.resolve("belfry.db-wal"), StandardCopyOption.REPLACE_EXISTING);
    return new CrashLog(copy);
  }

  NotificationId send(UserId user) {
    return send(user, "x");
  }

  NotificationId send(UserId user, String title) {
    var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"" + title + "\"}"));
    Outcome outcome = apply(new Command.Send(user, content, Optional.empty()));
    return ((Outcome.Sent) outcome).id();
  }

  List<DueStore.Due> expired(long nowMs) {
    return new JdbcDueStore(sideWork, WholeLog.EXPIRED).due(Optional.empty(), nowMs, 10);
  }

  Outcome apply(Command command) {
    return store.apply(List.of(command), NOON).outcomes().getFirst();
  }

  /// Oldest first.
  List<NotificationId> ids(UserId user) {
    List<NotificationId> ids = new ArrayList<>();
    snapshot(user).notifications().stream().map(Notification::id).forEach(ids::add);
    Collections.reverse(ids);
    return ids;
  }

  void assertCounts(UserId user, int unread, long seq) {
    CatchUp.Snapshot snapshot = snapshot(user);
    assertThat(snapshot.unread()).isEqualTo(unread);
    assertThat(snapshot.notifications()).hasSize(unread);
    assertThat(snapshot.position().seq()).isEqualTo(seq);
  }

  /// Rows of all inboxes, with those that are kept for replicas.
  int rows() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("belfry.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM notification WHERE n > 0")) {
      return row.getInt(1);
    }
  }

  @Override
  public void close() {
    reader.close();
    store.close();
    sideWork.close();
    checkpointer.close();
  }

  CatchUp.Snapshot snapshot(UserId user) {
    return (CatchUp.Snapshot) reader.catchUp(user, null, 100);
  }
}
