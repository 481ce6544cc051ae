package io.belfry.server.copy.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.inbox.jdbc.Attention;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.sqlite.WholeLog;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.jdbc.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Copies of real stores in SQLite to real databases in PostgreSQL.
final class StoreCopyTest {
  private static final Progress UNHEARD = (step, done, total) -> {};

  @TempDir private Path folder;
  private final String url = TestPostgres.newDatabase();

  @Test
  void every_row_of_every_kind_is_the_same_on_the_other_side() throws SQLException {
    try (var store = new TestStore(folder)) {
      store.fillWithEveryKind();
    }
    for (String each : TestRows.OF_EVERY_KIND) {
      sqlite(each);
    }

    CopyResult result = copy(UNHEARD);

    assertThat(result).isInstanceOf(CopyResult.Copied.class);
    assertSame("SELECT epoch, broadcasts, forgotten, acts FROM log");
    assertSame("SELECT key, action, user_id, at, closed FROM action_group");
    assertSame("SELECT number, user_id, at, event FROM act");
    assertSame("SELECT * FROM broadcast");
    assertSame("SELECT topic, user_id, since FROM subscription");
    assertSame("SELECT * FROM users");
    assertSame("SELECT * FROM scheduled");
    assertSame("SELECT * FROM idempotency");
    assertSame("SELECT * FROM api_key");
    assertSame("SELECT * FROM last_seen");
    String columns =
        ", n, salt, seq, priority, read_at, seen_at, archived_at, deleted_at, content,"
            + " broadcast";
    Set<String> notifications =
        rows(
            source(),
            "SELECT (SELECT user_id FROM inbox WHERE inbox.n = key >> 32), key & 4294967295"
                + columns
                + " FROM notification WHERE n > 0");
    assertThat(rows(url, "SELECT user_id, created_seq" + columns + " FROM notification"))
        .isEqualTo(notifications);
    assertThat(heads()).isEqualTo(rows(url, "SELECT * FROM inbox"));
    // Or nothing would have been tried.
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM inbox WHERE evicted > 0"))
        .isNotEqualTo("0");
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM inbox WHERE mark_seq > 0 OR floor > 0"))
        .isNotEqualTo("0");
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM notification WHERE content IS NULL"))
        .isNotEqualTo("0");
    assertThat(TestPostgres.one(url, "SELECT max(octet_length(content)) > 66000 FROM notification"))
        .isEqualTo("t");
    assertThat(TestPostgres.one(url, "SELECT value FROM secret WHERE name = 'jwt'"))
        .isEqualTo("a secret");
  }

  @Test
  void what_a_killed_server_left_in_its_journal_comes_too() throws Exception {
    Path killed = Files.createDirectory(folder.resolve("killed"));
    try (var store = new TestStore(folder)) {
      store.send("ann", "begins the inbox", "key");
      store.send("ann", "in the journal");
      store.send("ann", "there too");
      store.store.flush();
      for (String file :
          List.of("belfry.db", "belfry.db-wal", "belfry.db.sends-0", "belfry.db.sends-1")) {
        Files.copy(folder.resolve(file), killed.resolve(file));
      }
    }
    SqliteDatabase database = SqliteDatabase.open(killed.resolve("belfry.db"));

    WholeLog.settle(database);
    new StoreCopy(database, Map.of(), TestPostgres.options(url), UNHEARD).run(() -> true);

    assertThat(TestPostgres.one(url, "SELECT seq || ' ' || unread FROM inbox")).isEqualTo("3 3");
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM notification")).isEqualTo("3");
    assertThat(killed.resolve("belfry.db.sends-0")).doesNotExist();
  }

  @Test
  void a_head_without_its_last_order_gets_that_of_the_newest_row() throws SQLException {
    try (var store = new TestStore(folder)) {
      store.send("ann", "one");
      store.send("ann", "two");
    }
    String head = "'[0,2,2,2,0,0,0,0,0]'";
    sqlite("UPDATE notification SET content = " + head + " WHERE n < 0");

    copy(UNHEARD);

    assertThat(TestPostgres.one(url, "SELECT last_order FROM inbox"))
        .isEqualTo(TestPostgres.one(url, "SELECT max(n) FROM notification"));
  }

  @Test
  void keys_alone_are_copied_and_leave_the_epoch_to_the_first_server() throws SQLException {
    SqliteDatabase.open(folder.resolve("belfry.db"));
    sqlite("INSERT INTO api_key VALUES ('k1', 'shop', 'abc', 5, 0)");

    assertThat(copy(UNHEARD)).isEqualTo(new CopyResult.Copied(0, 0, 0, 1));

    assertThat(TestPostgres.one(url, "SELECT count(*) FROM log")).isEqualTo("0");
  }

  @Test
  void a_connection_that_ends_in_the_middle_leaves_nothing_and_the_copy_can_be_repeated()
      throws SQLException {
    TestStore.fill(folder, 200, 50);
    Progress cut =
        (step, done, total) -> {
          if (done == 5_000) {
            terminateCopy();
          }
        };

    assertThatThrownBy(() -> copy(cut))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("of 10200 rows")
        .hasMessageContaining("nothing was copied");

    assertEmpty();
    assertThat(copy(UNHEARD)).isEqualTo(new CopyResult.Copied(10_000, 200, 0, 0));
  }

  @Test
  void a_copy_that_is_stopped_before_it_is_final_leaves_nothing() throws SQLException {
    TestStore.fill(folder, 20, 5);

    CopyResult result =
        new StoreCopy(database(), Map.of(), TestPostgres.options(url), UNHEARD).run(() -> false);

    assertThat(result).isEqualTo(new CopyResult.Stopped());
    assertEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NEW.seq := NEW.seq + 1, sum of seq is 15 in SQLite",
    "NEW.read_at := 9, unread recounted is 4 in SQLite",
    "NEW.content := NEW.content || ' ', bytes of content is",
    "NEW.salt := NEW.salt # 1, sum of lower salts is",
    "NEW.created_seq := 77, sum of created_seq is 15 in SQLite",
  })
  void a_row_that_became_another_is_found_and_nothing_is_left(String change, String told)
      throws SQLException {
    TestStore.fill(folder, 30, 5);
    onInsert("notification", "IF NEW.created_seq = 2 THEN " + change + "; END IF;");

    CopyResult result = copy(UNHEARD);

    assertThat(result).isInstanceOf(CopyResult.Different.class);
    var different = (CopyResult.Different) result;
    assertThat(different.differences()).anyMatch(each -> each.contains(told)).hasSize(10);
    assertThat(different.count()).isGreaterThanOrEqualTo(30);
    assertEmpty();
  }

  @Test
  void a_head_and_a_row_that_are_lost_are_found() throws SQLException {
    TestStore.fill(folder, 3, 5);
    onInsert("inbox", "IF NEW.user_id = 'user-0007919' THEN RETURN NULL; END IF;");
    onInsert("notification", "IF NEW.n % 2 = 0 THEN RETURN NULL; END IF;");

    assertThat(((CopyResult.Different) copy(UNHEARD)).differences())
        .contains("inbox 'user-0007919' is missing in PostgreSQL")
        .anyMatch(each -> each.startsWith("NOTIFICATION: PostgreSQL took"));
  }

  @Test
  void a_full_disk_is_told_and_leaves_nothing() throws SQLException {
    TestStore.fill(folder, 30, 5);
    onInsert(
        "notification",
        "RAISE EXCEPTION 'could not extend file: No space left' USING ERRCODE = '53100';");

    assertThatThrownBy(() -> copy(UNHEARD))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("could not extend file: No space left")
        .hasMessageContaining("nothing was copied");
    assertEmpty();
  }

  @Test
  void a_failure_is_noticed_long_before_all_has_been_sent() throws SQLException {
    TestStore.fill(folder, 4_000, 50);
    onInsert("notification", "RAISE EXCEPTION 'no room' USING ERRCODE = '53100';");

    assertThatThrownBy(() -> copy(UNHEARD))
        .hasMessageContaining("failed after 104000 of 204000 rows: ERROR: no room");
  }

  @Test
  void a_time_limit_of_the_role_does_not_end_it() throws SQLException {
    TestStore.fill(folder, 300, 50);
    onInsert("notification", "IF NEW.created_seq = 3 THEN PERFORM pg_sleep(0.003); END IF;");
    TestPostgres.execute(
        url,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 500',"
            + " current_database()); END $$");

    assertThat(copy(UNHEARD)).isInstanceOf(CopyResult.Copied.class);
  }

  @Test
  void a_hundred_thousand_rows_take_seconds(TestReporter reporter) {
    TestStore.fill(folder, 1_000, 100);
    List<Long> heard = new ArrayList<>();
    long begun = System.nanoTime();

    CopyResult result =
        copy(
            (step, done, total) -> {
              if (step == Progress.Step.COPYING) {
                heard.add(done);
              }
            });

    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    reporter.publishEntry("100,000 rows", took.toMillis() + " ms");
    assertThat(result).isEqualTo(new CopyResult.Copied(100_000, 1_000, 0, 0));
    assertThat(heard).isSorted().hasSizeGreaterThan(100).endsWith(101_000L);
    assertThat(took).isLessThan(Duration.ofSeconds(60));
  }

  private CopyResult copy(Progress progress) {
    return new StoreCopy(database(), Map.of("jwt", "a secret"), TestPostgres.options(url), progress)
        .run(() -> true);
  }

  private SqliteDatabase database() {
    return SqliteDatabase.open(folder.resolve("belfry.db"));
  }

  private String source() {
    return "jdbc:sqlite:" + folder.resolve("belfry.db");
  }

  private void sqlite(String sql) throws SQLException {
    TestPostgres.execute(source(), sql);
  }

  /// Has PostgreSQL do `body` before it takes a row of `table`.
  private void onInsert(String table, String body) throws SQLException {
    PostgresDatabase.open(TestPostgres.options(url)).close();
    TestPostgres.execute(
        url,
        "CREATE FUNCTION on_%1$s() RETURNS trigger LANGUAGE plpgsql AS".formatted(table)
            + " $$ BEGIN "
            + body
            + " RETURN NEW; END $$;"
            + " CREATE TRIGGER spoil BEFORE INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION on_%1$s()"
                .formatted(table));
  }

  private void terminateCopy() {
    try {
      TestPostgres.execute(
          url,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND application_name = 'belfry copy'");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void assertEmpty() throws SQLException {
    for (String table : List.of("log", "inbox", "notification", "api_key", "secret")) {
      assertThat(TestPostgres.one(url, "SELECT count(*) FROM " + table)).as(table).isEqualTo("0");
    }
  }

  private void assertSame(String query) throws SQLException {
    Set<String> rows = rows(source(), query);
    assertThat(rows).isNotEmpty();
    assertThat(rows(url, query)).isEqualTo(rows);
  }

  /// The heads as SQLite has them, in the columns of PostgreSQL.
  private Set<String> heads() throws SQLException {
    Set<String> heads = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection(source());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT user_id, seq, content FROM notification h JOIN inbox i ON h.n = -i.n")) {
      while (row.next()) {
        HeadState head = HeadState.of(row.getLong(2), row.getString(3));
        String numbers = head.numbers().replaceAll("[\\[\\]]", "").replace(',', '|');
        Attention attention = head.attention();
        numbers =
            numbers.replaceAll("\\|\".*", "") + "|" + attention.text() + "|" + attention.recapAt();
        heads.add("%s|%d|%s|".formatted(row.getString(1), head.seq(), numbers));
      }
    }
    return heads;
  }

  private static Set<String> rows(String url, String query) throws SQLException {
    Set<String> rows = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        var text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          text.append(row.getString(i)).append('|');
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
