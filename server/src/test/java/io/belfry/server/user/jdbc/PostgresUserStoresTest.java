package io.belfry.server.user.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.user.User;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // Set when the behaviour creates the database.
final class PostgresUserStoresTest extends UserStoresBehaviour {
  private String url;
  private PostgresDatabase pool;

  @Override
  SideWork create() {
    url = TestPostgres.newDatabase();
    pool = PostgresDatabase.open(TestPostgres.options(url));
    return pool.sideWork();
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  @Test
  void writers_of_the_same_users_in_opposite_orders_never_wait_in_a_circle() throws Exception {
    var lastSeen = new JdbcLastSeenStore(database);
    for (int round = 0; round < 20; round++) {
      List<UserId> there = many("user-" + round + "-", 300);
      Map<UserId, Long> seen = there.stream().collect(Collectors.toMap(user -> user, user -> 1L));

      List<Integer> counts =
          atOnce(
              List.of(
                  () -> topics.subscribe(NEWS, there),
                  () -> topics.subscribe(NEWS, there.reversed()),
                  () -> topics.subscribe(SPORT, there.reversed()),
                  () -> {
                    lastSeen.note(seen);
                    return 0;
                  }));
      assertThat(counts.get(0) + counts.get(1)).isEqualTo(300);
      assertThat(counts.get(2)).isEqualTo(300);

      counts =
          atOnce(
              List.of(
                  () -> topics.unsubscribe(NEWS, there),
                  () -> topics.unsubscribe(NEWS, there.reversed()),
                  () -> topics.unsubscribe(NEWS, there)));
      assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(300);
    }
    assertThat(topics.count(NEWS)).isZero();
    assertThat(topics.count(SPORT)).isEqualTo(6_000);
  }

  /// What it costs to ask of one topic or user must not depend on how many there are.
  @Test
  void no_table_is_ever_read_from_end_to_end() throws SQLException {
    topics.subscribe(NEWS, many("user-", 2_000));
    TestPostgres.execute(url, "ANALYZE");
    String before = scans();

    topics.subscribe(SPORT, List.of(ANN, BEN));
    topics.unsubscribe(SPORT, List.of(BEN));
    topics.count(SPORT);
    topics.subscribers(SPORT, Optional.of(ANN), 10);
    topics.topics(ANN, Optional.empty(), 10);
    users.put(User.unsaid(ANN));
    users.find(new UserId("stranger"));
    new JdbcLastSeenStore(database).note(Map.of(ANN, 1L));
    users.forget(BEN);
    pool.close();

    assertThat(scans()).isEqualTo(before);
  }

  /// How often a table was read from end to end, as PostgreSQL counts when a session ends.
  private String scans() throws SQLException {
    return String.valueOf(
        TestPostgres.one(
            url,
            "SELECT sum(seq_scan) FROM pg_stat_user_tables"
                + " WHERE relname ~ '^(inbox|users|subscription|last_seen)'"));
  }
}
