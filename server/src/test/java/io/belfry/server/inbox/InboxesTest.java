package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.InboxReader.Hearing;
import io.belfry.server.inbox.jdbc.sqlite.SqliteTestLog;
import io.belfry.server.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens before somebody sees their inbox, over a real lane and a real store.
@SuppressWarnings("NullAway.Init") // JUnit begins each test.
final class InboxesTest extends OpenBroadcastStore {
  private static final LaneOptions OPTIONS =
      new LaneOptions(1, 100, 10, Duration.ofHours(1), Duration.ofSeconds(2));

  private volatile boolean full;
  private Lane lane;
  private Readers readers;
  private Inboxes inboxes;

  InboxesTest() {
    super(new SqliteTestLog(false));
  }

  @BeforeEach
  void work() {
    MeterRegistry meters = new SimpleMeterRegistry();
    var durability = new Durability(() -> {});
    lane =
        new Lane(
            filling(store),
            changes -> {},
            durability,
            InstantSource.fixed(Instant.ofEpochMilli(NOON)),
            OPTIONS,
            meters);
    readers = new Readers(1, 100, durability, this::reader);
    inboxes = new Inboxes(readers, new Lanes(List.of(lane), meters), broadcasts::lastSeen);
  }

  @AfterEach
  void rest() {
    readers.close();
    lane.close();
  }

  @Test
  void who_connects_for_the_first_time_has_what_came_since_and_nothing_before() throws Exception {
    broadcast("before", ALL, NOON);
    long since = inboxes.now();
    broadcast("meanwhile", ALL, NOON);

    assertThat(open(since)).containsExactly("meanwhile");

    broadcast("later", ALL, NOON);
    inLane(sending(EVE));
    assertThat(titles(EVE)).containsExactly("x", "later", "meanwhile");
  }

  @Test
  void who_is_known_already_gets_nothing_of_what_was_not_theirs() throws Exception {
    broadcast("before", ALL, NOON);
    assertThat(open(inboxes.now())).isEmpty();
    assertThat(reader.hearing(EVE)).isEqualTo(Hearing.CURRENT);

    inLane(new Command.TakeIn(EVE, OptionalLong.of(0)));
    assertThat(open(0)).isEmpty();
  }

  @Test
  void a_backend_that_looks_makes_nobody_known() throws Exception {
    assertThat(
            inboxes
                .read(EVE, looking -> looking.catchUp(EVE, null, 1))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS))
        .isNotNull();

    assertThat(reader.hearing(EVE)).isEqualTo(Hearing.UNKNOWN);
  }

  @Test
  void where_the_store_takes_nothing_the_inbox_is_seen_all_the_same() throws Exception {
    full = true;
    assertThat(open(inboxes.now())).isEmpty();
    assertThat(reader.hearing(EVE)).isEqualTo(Hearing.UNKNOWN);

    full = false;
    assertThat(open(inboxes.now())).isEmpty();
    assertThat(reader.hearing(EVE)).isEqualTo(Hearing.CURRENT);
  }

  /// Has `command` done by the lane, which the store belongs to.
  private void inLane(Command command)
      throws InterruptedException, ExecutionException, TimeoutException {
    var done = new CompletableFuture<List<Outcome>>();
    lane.submit(List.of(command), Runnable::run, done::complete);
    assertThat(done.get(10, TimeUnit.SECONDS)).doesNotHaveAnyElementsOfTypes(Outcome.Failed.class);
  }

  /// The titles that Eve, who is connected since `since`, sees first.
  private List<String> open(long since)
      throws InterruptedException, ExecutionException, TimeoutException {
    return inboxes
        .open(EVE, since, looking -> titles((CatchUp.Snapshot) looking.catchUp(EVE, null, 100)))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /// `store`, whose disk may be full, and which somebody else closes.
  private InboxStore filling(InboxStore store) {
    return new ForwardingInboxStore(store) {
      @Override
      public Applied apply(List<Command> commands, long nowMs) {
        if (full) {
          throw new StoreException(ProblemCode.STORAGE_FULL, new SQLException("full"));
        }
        return super.apply(commands, nowMs);
      }

      @Override
      public void close() {}
    };
  }
}
