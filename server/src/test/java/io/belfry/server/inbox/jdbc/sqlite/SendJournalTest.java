package io.belfry.server.inbox.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.DueStore;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of the log after ends that nobody planned. What a power failure leaves is tried
/// with copies of the files: of the write-ahead log as it was when it was forced last, since the
/// kernel owes nobody what came after.
final class SendJournalTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final int KEPT = CrashLog.KEPT;
  private static final int TOMBSTONES = CrashLog.TOMBSTONES;
  private static final long NOON = CrashLog.NOON;

  @TempDir private Path folder;

  private CrashLog log(String name) throws IOException {
    return new CrashLog(folder.resolve(name));
  }

  @Test
  void what_was_forced_is_there_after_a_power_failure_once_whether_written_or_not()
      throws IOException {
    try (CrashLog log = log("before")) {
      List<NotificationId> sent = new ArrayList<>();
      sent.add(log.send(ANN));
      log.store.flush();
      Path forced = log.copyOf("belfry.db-wal");
      for (int i = 0; i < 5; i++) {
        sent.add(log.send(ANN));
      }
      log.store.flush();
      while (log.store.rest()) {
        // Until all of it is in the tables, where nothing was forced since.
      }
      for (int i = 0; i < 5; i++) {
        sent.add(log.send(ANN));
      }
      log.store.flush();

      try (CrashLog unlucky = log.after("unlucky", forced);
          CrashLog lucky = log.after("lucky", log.folder.resolve("belfry.db-wal"))) {
        for (CrashLog each : List.of(unlucky, lucky)) {
          assertThat(each.ids(ANN)).isEqualTo(sent);
          each.assertCounts(ANN, 11, 11);
          sent.add(each.send(ANN));
          assertThat(each.ids(ANN)).isEqualTo(sent);
          sent.removeLast();
        }
      }
    }
  }

  @Test
  void what_was_sent_to_an_inbox_that_is_forgotten_does_not_come_back() throws IOException {
    try (CrashLog log = log("before")) {
      log.send(ANN);
      log.send(BEN);
      log.store.flush();
      log.send(BEN);
      log.apply(new Command.Forget(BEN));
      NotificationId anew = log.send(BEN);
      log.send(BEN);
      log.store.flush();

      try (CrashLog after = log.after("after", log.folder.resolve("belfry.db-wal"))) {
        assertThat(after.ids(BEN)).hasSize(2).startsWith(anew);
        after.assertCounts(ANN, 1, 1);
        after.apply(new Command.Forget(ANN));
        after.apply(new Command.Forget(BEN));
        assertThat(after.ids(BEN)).isEmpty();
        while (after.store.rest()) {
          // Until nothing is left to write.
        }
        assertThat(after.ids(ANN)).isEmpty();
      }
    }
  }

  @Test
  void what_expires_lies_between_what_the_journal_holds_after_an_end() throws IOException {
    try (CrashLog log = log("before")) {
      log.send(ANN);
      var brief =
          new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}")).expiring(NOON + 1_000);
      log.apply(new Command.Send(ANN, brief, Optional.empty()));
      log.send(ANN);
      log.store.flush();

      try (CrashLog after = log.after("after", log.folder.resolve("belfry.db-wal"))) {
        after.assertCounts(ANN, 3, 3);
        List<DueStore.Due> due = after.expired(NOON + 1_000);
        assertThat(due).containsExactly(new DueStore.Due(ANN, after.ids(ANN).get(1), NOON + 1_000));
        assertThat(after.expired(NOON + 999)).isEmpty();
        after.apply(new Command.Expire(ANN, List.of(due.getFirst().id())));
        assertThat(after.expired(NOON + 1_000)).isEmpty();
      }
    }
  }

  @Test
  void a_send_that_builds_on_what_was_lost_is_lost_with_it() throws IOException {
    try (CrashLog log = log("before")) {
      NotificationId first = log.send(ANN);
      NotificationId bens = log.send(BEN);
      log.store.flush();
      Path forced = log.copyOf("belfry.db-wal");
      log.apply(new Command.MarkRead(ANN, first, true));
      log.send(ANN);
      NotificationId second = log.send(BEN);

      try (CrashLog after = log.after("after", forced)) {
        assertThat(after.ids(ANN)).containsExactly(first);
        after.assertCounts(ANN, 1, 1);
        assertThat(after.ids(BEN)).containsExactly(bens, second);
        after.assertCounts(BEN, 2, 2);
      }
    }
  }

  @Test
  void what_was_lost_once_does_not_come_back_after_a_second_failure() throws IOException {
    try (CrashLog log = log("before")) {
      NotificationId first = log.send(ANN);
      log.send(BEN);
      log.store.flush();
      Path forced = log.copyOf("belfry.db-wal");
      log.send(BEN);
      log.apply(new Command.MarkRead(ANN, first, true));
      log.send(ANN);

      try (CrashLog once = log.after("once", forced)) {
        once.send(BEN);
        once.apply(new Command.MarkRead(ANN, first, true));
        once.store.flush();
        try (CrashLog twice = once.after("twice", once.folder.resolve("belfry.db-wal"))) {
          assertThat(twice.ids(ANN)).containsExactly(first);
          assertThat(twice.snapshot(ANN).unread()).isZero();
          twice.assertCounts(BEN, 3, 3);
        }
      }
    }
  }

  @Test
  void what_an_inbox_has_taken_in_it_does_not_take_in_again_after_a_crash() throws IOException {
    try (CrashLog log = log("before")) {
      log.send(ANN);
      log.broadcasts.add(
          new BroadcastStore.Draft(
              new NotificationId(NotificationId.orderAt(NOON), 1),
              new Audience(Optional.empty(), Set.of(), new TreeMap<>()),
              new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"to all\"}")),
              0,
              Optional.empty(),
              JsonBytes.of("{}")),
          NOON);
      log.apply(new Command.TakeIn(ANN, OptionalLong.empty()));
      log.store.flush();
      log.send(ANN);
      log.store.flush();
      List<NotificationId> before = log.ids(ANN);

      try (CrashLog after = log.after("after", log.folder.resolve("belfry.db-wal"))) {
        after.apply(new Command.TakeIn(ANN, OptionalLong.empty()));
        assertThat(after.ids(ANN)).isEqualTo(before).hasSize(3);
        after.assertCounts(ANN, 3, 3);
      }
    }
  }

  @Test
  void an_inbox_without_numbers_left_refuses_and_costs_no_other_anything()
      throws IOException, SQLException {
    try (CrashLog log = log("full")) {
      log.send(ANN);
      log.send(BEN);
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("full/belfry.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE notification SET seq = 4294967294 WHERE n = -1");
    }
    try (CrashLog log = log("full")) {
      assertThatThrownBy(() -> log.send(ANN)).isInstanceOf(StoreException.class);
      log.send(BEN);
      while (log.store.rest()) {
        // All of it.
      }
      log.send(BEN);
      log.assertCounts(BEN, 3, 3);
    }
    try (CrashLog log = log("full")) {
      log.assertCounts(BEN, 3, 3);
    }
  }

  @Test
  void what_retention_took_stays_taken_and_the_counts_stay_true() throws IOException, SQLException {
    try (CrashLog log = log("before")) {
      log.send(ANN);
      log.store.flush();
      Path forced = log.copyOf("belfry.db-wal");
      List<NotificationId> sent = new ArrayList<>();
      for (int i = 0; i < 3 * KEPT; i++) {
        sent.add(log.send(ANN));
        if (i % 7 == 0) {
          log.store.rest();
        }
      }
      log.store.flush();

      try (CrashLog after = log.after("after", forced)) {
        for (int i = 0; i < 3 * KEPT; i++) {
          assertThat(after.ids(ANN)).isEqualTo(sent.subList(sent.size() - KEPT, sent.size()));
          after.assertCounts(ANN, KEPT, 3L * KEPT + 1 + i);
          sent.add(after.send(ANN));
          after.store.rest();
          assertThat(after.rows()).isLessThan(KEPT + 3 * TOMBSTONES);
        }
      }
    }
  }

  @Test
  void sends_go_round_both_files_many_times() throws IOException {
    try (CrashLog log = log("before")) {
      log.send(ANN);
      log.send(BEN);
      List<NotificationId> sent = new ArrayList<>(log.ids(ANN));
      for (int i = 0; i < 100; i++) {
        sent.add(log.send(ANN, "x".repeat(500_000)));
        log.send(BEN);
        log.store.tidy();
      }
      log.store.flush();
      assertThat(Files.size(log.folder.resolve("belfry.db.sends-0"))).isEqualTo(8 << 20);

      try (CrashLog after = log.after("after", log.folder.resolve("belfry.db-wal"))) {
        for (CrashLog each : List.of(log, after)) {
          assertThat(each.ids(ANN)).isEqualTo(sent.subList(sent.size() - KEPT, sent.size()));
          each.assertCounts(BEN, KEPT, 101);
        }
      }
    }
  }

  @Test
  void what_is_too_large_for_a_record_goes_to_the_tables_at_once() throws IOException {
    try (CrashLog log = log("before")) {
      log.send(ANN);
      log.send(ANN);
      log.send(ANN, "x".repeat(2_000_000));
      log.store.flush();
      try (CrashLog after = log.after("after", log.folder.resolve("belfry.db-wal"))) {
        after.assertCounts(ANN, 3, 3);
      }
    }
  }

  @Test
  void an_end_in_order_leaves_nothing_beside_the_database() throws IOException {
    Path ended;
    try (CrashLog log = log("before")) {
      log.send(ANN);
      log.send(ANN);
      ended = log.folder;
    }
    try (Stream<Path> files = Files.list(ended)) {
      assertThat(files.map(each -> each.getFileName().toString()).toList())
          .containsExactly("belfry.db");
    }
    try (CrashLog again = log("before")) {
      again.assertCounts(ANN, 2, 2);
    }
  }
}
