package io.belfry.server.inbox.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.DueStore.Due;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.inbox.SendTime;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.JdbcScheduledStore;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several nodes that send what is due at once, in any order, while others cancel it.
final class ReleasesAtOnceTest {
  private static final int NODES = 4;
  private static final int USERS = 5;
  private static final int EACH = 60;
  private static final long NOON = 1_767_268_800_000L;
  private static final Retention RETENTION =
      new Retention(1_000, Duration.ofDays(90), 6, Duration.ofHours(24));

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void each_is_sent_once_or_cancelled() throws InterruptedException {
    try (PostgresDatabase database =
            PostgresDatabase.open(TestPostgres.options(TestPostgres.newDatabase()));
        InboxReader reader = PostgresInboxStore.reader(database)) {
      List<Command> commands = new ArrayList<>();
      for (int i = 0; i < USERS * EACH; i++) {
        commands.add(schedule(user(i % USERS), i % 10 == 0 ? "some" : ""));
      }
      store(database, 99).apply(commands, NOON);
      List<Thread> nodes =
          IntStream.range(0, NODES)
              .mapToObj(node -> Thread.ofPlatform().start(() -> release(database, node)))
              .toList();
      ScheduledStore scheduled = new JdbcScheduledStore(database.sideWork());
      int cancelled = scheduled.cancel("some", NOON);
      for (Thread node : nodes) {
        node.join();
      }

      assertThat(failures).isEmpty();
      int sent = 0;
      for (int user = 0; user < USERS; user++) {
        CatchUp.Snapshot all = (CatchUp.Snapshot) reader.catchUp(user(user), null, 1_000);
        assertThat(all.unread()).isEqualTo(all.notifications().size());
        assertThat(all.position().seq()).isEqualTo(all.unread());
        sent += all.unread();
      }
      assertThat(sent + cancelled).isEqualTo(USERS * EACH);
      assertThat(scheduled.waiting(Optional.empty(), Optional.empty(), Optional.empty(), 10))
          .extracting(Scheduled::id)
          .isEmpty();
    }
  }

  private void release(PostgresDatabase database, int node) {
    try {
      InboxStore store = store(database, node);
      List<Due> due = new ArrayList<>();
      due.addAll(
          new JdbcDueStore(database.sideWork(), ScheduledRows.DUE)
              .due(Optional.empty(), NOON, 1_000));
      Collections.shuffle(due, new Random(node));
      for (int from = 0; from < due.size(); from += 16) {
        Map<UserId, List<NotificationId>> byUser = new LinkedHashMap<>();
        for (Due each : due.subList(from, Math.min(due.size(), from + 16))) {
          byUser.computeIfAbsent(each.user(), user -> new ArrayList<>()).add(each.id());
        }
        List<Command> commands = new ArrayList<>();
        byUser.forEach((user, ids) -> commands.add(new Command.Release(user, ids)));
        store.apply(commands, NOON + node);
      }
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
    }
  }

  private static InboxStore store(PostgresDatabase database, int node) {
    return new PostgresInboxStore(
        database, new LogOptions(RETENTION, 100, Rules.NONE), new SplittableRandom(node));
  }

  private static UserId user(int number) {
    return new UserId("user-" + number);
  }

  private static Command schedule(UserId user, String cancelKey) {
    var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}"));
    var later = new Later(new SendTime.At(NOON), content, 0, 0, cancelKey);
    return new Command.Schedule(user, later, Optional.empty());
  }
}
