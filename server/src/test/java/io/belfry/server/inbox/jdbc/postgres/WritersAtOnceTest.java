package io.belfry.server.inbox.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Filter;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.Retention;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several writers of the same few inboxes at once, as nodes and lanes are.
final class WritersAtOnceTest {
  private static final int WRITERS = 4;
  private static final int BATCHES = 40;
  private static final int KEPT = 12;
  private static final long NOON = 1_767_268_800_000L;
  private static final List<UserId> USERS =
      List.of(new UserId("ann"), new UserId("ben"), new UserId("cem"));

  private final Queue<NotificationId> sent = new ConcurrentLinkedQueue<>();
  private final Queue<InboxChange> changes = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void every_number_is_given_once_and_counts_equal_a_recount() throws InterruptedException {
    var retention = new Retention(KEPT, Duration.ofDays(90), 6, Duration.ofHours(24));
    try (PostgresDatabase database =
            PostgresDatabase.open(TestPostgres.options(TestPostgres.newDatabase()));
        InboxReader reader = PostgresInboxStore.reader(database)) {
      List<Thread> writers =
          IntStream.range(0, WRITERS)
              .mapToObj(
                  number -> {
                    var random = new SplittableRandom(number);
                    InboxStore store =
                        new PostgresInboxStore(
                            database, new LogOptions(retention, 20, Rules.NONE), random);
                    return Thread.ofPlatform().start(() -> write(store, number, random));
                  })
              .toList();
      for (Thread writer : writers) {
        writer.join();
      }

      assertThat(failures).isEmpty();
      USERS.forEach(user -> verify(reader, user));
    }
  }

  private void write(InboxStore store, int number, SplittableRandom random) {
    try {
      for (int batch = 0; batch < BATCHES; batch++) {
        // Clocks of nodes differ.
        long nowMs = NOON + batch * 10L + number * 60_000L;
        InboxStore.Applied applied = store.apply(commands(random), nowMs);
        changes.addAll(applied.changes());
        for (Outcome outcome : applied.outcomes()) {
          if (outcome instanceof Outcome.Sent told) {
            sent.add(told.id());
          }
        }
        if (batch % 20 == 19) {
          changes.addAll(store.sweep(nowMs).changes());
        }
      }
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
    }
  }

  private List<Command> commands(SplittableRandom random) {
    List<Command> commands = new ArrayList<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      UserId user = USERS.get(random.nextInt(USERS.size()));
      List<NotificationId> known = List.copyOf(sent);
      NotificationId id =
          known.isEmpty()
              ? new NotificationId(1, 1)
              : known.get(Math.max(0, known.size() - 1 - random.nextInt(40)));
      commands.add(
          switch (random.nextInt(12)) {
            case 0 -> new Command.MarkRead(user, id, true);
            case 1 -> new Command.MarkRead(user, id, false);
            case 2 -> new Command.Archive(user, id, random.nextBoolean());
            case 3 -> new Command.Delete(user, id);
            case 4 -> new Command.MarkAllSeen(user);
            case 5 -> random.nextInt(4) == 0 ? new Command.MarkAllRead(user) : send(user);
            case 6 -> new Command.Snooze(user, id, NOON + 100_000_000 + random.nextInt(2));
            case 7 ->
                random.nextBoolean()
                    ? new Command.Snooze(user, id, 0)
                    : new Command.Wake(user, List.of(id));
            default -> send(user);
          });
    }
    return commands;
  }

  private static Command send(UserId user) {
    var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}"));
    return new Command.Send(user, content, Optional.empty());
  }

  private void verify(InboxReader reader, UserId user) {
    Page inbox = reader.page(user, PageQuery.newest(100));
    List<Notification> all = new ArrayList<>(inbox.notifications());
    for (PageQuery.Archived part : List.of(PageQuery.Archived.ONLY, PageQuery.Archived.SNOOZED)) {
      PageQuery query = new PageQuery(100, OptionalLong.empty(), false, part, Filter.ANY);
      all.addAll(reader.page(user, query).notifications());
    }
    assertThat(all).hasSizeLessThanOrEqualTo(KEPT).isNotEmpty();
    assertThat(inbox.unread())
        .isEqualTo((int) all.stream().filter(Notification::countsAsUnread).count());
    assertThat(inbox.unseen())
        .isEqualTo((int) all.stream().filter(Notification::countsAsUnseen).count());
    assertThat(inbox.notifications())
        .as("ids are in the order of creation, whatever the clocks said")
        .isSortedAccordingTo(Comparator.comparing(Notification::id).reversed());

    List<InboxChange> own =
        changes.stream()
            .filter(change -> change.user().equals(user))
            .sorted(Comparator.comparingLong(InboxChange::seq))
            .toList();
    long at = 0;
    for (InboxChange change : own) {
      assertThat(change.from()).as("no gap and no overlap").isEqualTo(at);
      at = change.seq();
    }
    assertThat(inbox.position().seq()).isEqualTo(at);
    assertThat(replica(own)).isEqualTo(byId(all));
    verifyResumed(reader, user, own);
  }

  /// What a client has that was told every change.
  private static Map<NotificationId, List<Long>> replica(List<InboxChange> own) {
    Map<NotificationId, List<Long>> replica = new HashMap<>();
    own.forEach(change -> apply(change, replica));
    return replica;
  }

  private static void apply(InboxChange change, Map<NotificationId, List<Long>> replica) {
    change.upserts().forEach(each -> replica.put(each.id(), state(each)));
    change.removed().forEach(replica::remove);
    change.evicted().forEach(replica::remove);
  }

  /// A client that was told half of it, and then catches up, ends the same.
  private static void verifyResumed(InboxReader reader, UserId user, List<InboxChange> own) {
    List<InboxChange> told = own.subList(0, own.size() - Math.min(6, own.size()));
    Map<NotificationId, List<Long>> replica = replica(told);
    InboxChange last = told.getLast();
    switch (reader.catchUp(user, new Position(last.epoch(), last.seq()), 100)) {
      case CatchUp.Delta(InboxChange missed) -> apply(missed, replica);
      case CatchUp.Snapshot all -> {
        replica.clear();
        all.notifications().forEach(each -> replica.put(each.id(), state(each)));
      }
    }
    assertThat(replica).isEqualTo(replica(own));
  }

  private static Map<NotificationId, List<Long>> byId(List<Notification> notifications) {
    Map<NotificationId, List<Long>> byId = new HashMap<>();
    notifications.forEach(each -> byId.put(each.id(), state(each)));
    return byId;
  }

  private static List<Long> state(Notification each) {
    return List.of(
        each.seq(),
        each.createdSeq(),
        each.readAt(),
        each.seenAt(),
        each.archivedAt(),
        each.snoozedUntil());
  }
}
