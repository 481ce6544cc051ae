package io.belfry.server.inbox.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.ContentFilter;
import io.belfry.server.inbox.Filter;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.PageQuery.Archived;
import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.TextSearch;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.assertj.core.data.Percentage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// An index that is read from end to end is not seen where scans of tables are counted.
final class RowsReadTest {
  private static final long NOON = 1_767_268_800_000L;
  private static final UserId ANN = new UserId("ann");
  private static final LogOptions OPTIONS =
      new LogOptions(
          new Retention(1_000, Duration.ofDays(90), 2, Duration.ofHours(24)), 20, Rules.NONE);

  @Test
  void an_inbox_is_read_by_as_many_rows_however_many_others_there_are() throws SQLException {
    String url = TestPostgres.newDatabase();
    fill(url, List.of(ANN), 500);
    long alone = rowsRead(url, RowsReadTest::readInEveryWay);
    List<UserId> others = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      others.add(new UserId("user-" + i));
    }
    fill(url, others, 20);

    assertThat(rowsRead(url, RowsReadTest::readInEveryWay))
        .isCloseTo(alone, Percentage.withPercentage(1));
  }

  private static void readInEveryWay(InboxReader reader) {
    reader.recipient(ANN);
    reader.catchUp(ANN, null, 20);
    reader.catchUp(ANN, new Position("another", 0), 20);
    reader.page(ANN, PageQuery.unread(20));
    var text = new TextSearch(TextSearch.words("x"));
    var content = new ContentFilter(Set.of("info"), List.of(), Optional.of(text));
    for (Archived archived : Archived.values()) {
      for (Filter filter :
          List.of(
              Filter.ANY,
              new Filter(Optional.empty(), Set.of(Priority.NORMAL), NOON, NOON + 100, content))) {
        reader.page(ANN, new PageQuery(20, OptionalLong.empty(), false, archived, filter));
        reader.page(ANN, new PageQuery(20, OptionalLong.of(9), false, archived, filter));
      }
    }
  }

  /// Gives each so many, and tells the planner how many there are.
  private static void fill(String url, List<UserId> users, int count) throws SQLException {
    try (PostgresDatabase database = PostgresDatabase.open(TestPostgres.options(url))) {
      var store = new PostgresInboxStore(database, OPTIONS, new SplittableRandom(1));
      for (int round = 0; round < count; round++) {
        List<Command> sends = new ArrayList<>();
        for (UserId user : users) {
          var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}"));
          sends.add(new Command.Send(user, content, Optional.empty()));
        }
        store.apply(sends, NOON + round);
      }
    }
    TestPostgres.execute(url, "ANALYZE");
  }

  /// How many rows of tables and of indexes PostgreSQL counts for `use`.
  private static long rowsRead(String url, Consumer<InboxReader> use) throws SQLException {
    long before = rowsRead(url);
    try (PostgresDatabase database = PostgresDatabase.open(TestPostgres.options(url));
        InboxReader reader = PostgresInboxStore.reader(database)) {
      use.accept(reader);
    }
    return rowsRead(url) - before;
  }

  /// All that was ever read: PostgreSQL counts when a session ends.
  private static long rowsRead(String url) throws SQLException {
    Awaitility.await()
        .until(
            () ->
                "0"
                    .equals(
                        TestPostgres.one(
                            url,
                            "SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid()")));
    String rows =
        TestPostgres.one(
            url,
            "SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)"
                + " + (SELECT sum(seq_tup_read) FROM pg_stat_user_tables)");
    return Long.parseLong(Objects.requireNonNull(rows));
  }
}
