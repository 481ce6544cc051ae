package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belfry.server.inbox.jdbc.sqlite.LastBroadcast;
import io.belfry.server.inbox.jdbc.sqlite.SqliteInboxStore;
import io.belfry.server.inbox.jdbc.sqlite.Unwritten;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit begins each test.
final class LaneTest {
  private static final UserId ANN = new UserId("ann");
  private static final LaneOptions OPTIONS =
      new LaneOptions(1, 100, 10, Duration.ofHours(1), Duration.ofSeconds(2));

  @TempDir private Path folder;
  private final List<InboxChange> told = new CopyOnWriteArrayList<>();
  private final Unwritten unwritten = new Unwritten();
  private final Disk disk = new Disk();
  private final AtomicInteger ended = new AtomicInteger();
  private Checkpointer checkpointer;
  private Readers readers;
  private Lane lane;

  @BeforeEach
  void begin() {
    SqliteDatabase database = SqliteDatabase.open(folder.resolve("belfry.db"));
    checkpointer = new Checkpointer(database);
    Retention retention = new Retention(100, Duration.ofDays(1), 100, Duration.ofHours(1));
    InboxStore store =
        new SqliteInboxStore(
            database,
            checkpointer,
            unwritten,
            new LastBroadcast(),
            new LogOptions(retention, 10, Rules.NONE),
            new SplittableRandom(1));
    var durability = new Durability(ended::incrementAndGet);
    readers =
        new Readers(
            2,
            100,
            durability,
            () -> SqliteInboxStore.reader(database, unwritten, new LastBroadcast()));
    lane =
        new Lane(
            disk.under(store),
            told::addAll,
            durability,
            InstantSource.system(),
            OPTIONS,
            new SimpleMeterRegistry());
    await().until(disk.flushes::get, flushes -> flushes > 0);
  }

  @AfterEach
  void end() {
    disk.free.release(1_000);
    lane.close();
    readers.close();
    checkpointer.close();
  }

  @Test
  void nothing_is_answered_told_or_read_before_it_is_on_disk() {
    disk.free.drainPermits();
    CompletableFuture<Outcome> answer = send();
    await().until(() -> disk.isAsked());

    CompletableFuture<CatchUp> reading = read();
    assertThat(reading.orTimeout(200, TimeUnit.MILLISECONDS)).failsWithin(Duration.ofSeconds(5));
    assertThat(answer).isNotDone();
    assertThat(told).isEmpty();

    CompletableFuture<CatchUp> again = read();
    disk.free.release(1_000);
    assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Outcome.Sent.class);
    assertThat(again)
        .succeedsWithin(Duration.ofSeconds(5))
        .isInstanceOfSatisfying(
            CatchUp.Snapshot.class, all -> assertThat(all.notifications()).hasSize(1));
    await().until(() -> told.size() == 1);
  }

  @Test
  void what_comes_while_the_disk_works_is_applied_meanwhile_and_all_is_answered_in_order() {
    disk.free.drainPermits();
    List<CompletableFuture<Outcome>> answers = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(send());
    }
    int flushed = disk.flushes.get() + 1;
    disk.free.release(1);
    await().until(() -> disk.applied.get() >= 3);
    assertThat(disk.flushes.get()).isLessThanOrEqualTo(flushed);
    disk.free.release(1_000);
    List<NotificationId> ids =
        answers.stream().map(answer -> ((Outcome.Sent) answer.join()).id()).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    await().until(() -> told.getLast().seq() == 50);
    for (int i = 1; i < told.size(); i++) {
      assertThat(told.get(i).from()).isEqualTo(told.get(i - 1).seq());
    }
  }

  @Test
  void an_error_that_ends_a_thread_ends_the_process_and_no_reader_waits_for_ever() {
    disk.fails = true;
    assertThat(send()).isNotNull();
    await().untilAsserted(() -> assertThat(ended).hasValue(1));
    assertThat(read()).failsWithin(Duration.ofSeconds(5));
  }

  @Test
  void a_disk_that_refuses_ends_the_lane_and_what_was_read_is_not_told() {
    disk.refuses = true;
    assertThat(send())
        .succeedsWithin(Duration.ofSeconds(5))
        .isEqualTo(new Outcome.Failed(ProblemCode.UNAVAILABLE));
    assertThat(told).isEmpty();
    assertThat(ended).hasValue(1);
    assertThat(lane.isAlive()).isFalse();
    assertThat(send())
        .succeedsWithin(Duration.ofSeconds(5))
        .isEqualTo(new Outcome.Failed(ProblemCode.UNAVAILABLE));
    assertThatThrownBy(() -> read().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StoreException.class);
  }

  private CompletableFuture<Outcome> send() {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    Command send = new Command.Send(ANN, OpenInboxStore.content(), Optional.empty());
    lane.submit(List.of(send), Runnable::run, outcomes -> answer.complete(outcomes.getFirst()));
    return answer;
  }

  private CompletableFuture<CatchUp> read() {
    return readers
        .read(reader -> reader.catchUp(ANN, null, 100))
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS);
  }

  /// A disk that may be slow, or refuse, under a real store.
  private static final class Disk {
    final Semaphore free = new Semaphore(1_000);
    final AtomicInteger applied = new AtomicInteger();
    final AtomicInteger flushes = new AtomicInteger();
    volatile boolean refuses;
    volatile boolean fails;

    /// Whether a flush waits.
    boolean isAsked() {
      return free.hasQueuedThreads();
    }

    InboxStore under(InboxStore store) {
      return new ForwardingInboxStore(store) {
        @Override
        public Applied apply(List<Command> commands, long nowMs) {
          Applied result = super.apply(commands, nowMs);
          applied.incrementAndGet();
          return result;
        }

        @Override
        public void flush() {
          free.acquireUninterruptibly();
          if (fails) {
            throw new OutOfMemoryError("not really");
          }
          if (refuses) {
            throw new StoreException(ProblemCode.UNAVAILABLE, new IOException("refused"));
          }
          super.flush();
          flushes.incrementAndGet();
        }
      };
    }
  }
}
