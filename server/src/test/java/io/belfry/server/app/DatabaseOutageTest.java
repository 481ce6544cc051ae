package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.PostgresProcess;
import io.belfry.server.jdbc.TestPostgres;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server does when PostgreSQL is not there, or not what it should be.
final class DatabaseOutageTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void while_the_database_is_gone_nothing_is_acknowledged_and_sockets_stay() {
    try (var postgres = new PostgresProcess(folder);
        TestServer server = start(postgres.url(), Map.of());
        ApiClient backend = ApiClient.backend(server);
        TestSocket ann = TestSocket.classic(HTTP, server, "ann")) {
      backend.send("ann", "before");
      ann.take("notification");

      postgres.stop();
      assertUnavailable(send(backend, "during"));
      assertUnavailable(backend.get("/api/v1/users/ann/inbox"));
      assertUnavailable(backend.get("/api/v1/users/ben/presence"));
      assertUnavailable(backend.get("/api/v1/users/ann"));
      assertUnavailable(
          backend.call("PUT", "/api/v1/users/ann", BodyPublishers.ofString("{\"attributes\":{}}")));
      assertUnavailable(backend.get("/api/v1/topics/news"));
      assertUnavailable(
          backend.post("/api/v1/topics/news/subscribe", Map.of("users", List.of("ann"))));
      assertThat(ann.ask("markAllRead").path("error").path("code").asText())
          .isEqualTo("unavailable");
      TestSocket ben = TestSocket.open(HTTP, server, Map.of("token", TestServer.token("ben")));
      assertThat(ben.admitted().has("sid")).isTrue();

      postgres.startAgain();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> send(backend, "after").status() == 201);
      assertThat(ann.take("notification").path("title").asText()).isEqualTo("after");
      assertThat(ben.take("notificationCount").asInt()).isZero();
      assertThat(ann.isOpen()).isTrue();
      assertThat(backend.get("/api/v1/users/ann/inbox").json().path("notifications"))
          .extracting(each -> each.path("title").asText())
          .containsExactly("after", "before");
      ben.close();
    }
  }

  private static void assertUnavailable(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("unavailable");
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
  }

  private static ApiClient.Answer send(ApiClient backend, String title) {
    return backend.post("/api/v1/notifications", Map.of("to", "ann", "title", title));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:1 | Connection to 127.0.0.1:1 refused",
        "no.such.host.invalid | (no host no.such.host.invalid)",
      })
  void a_database_that_is_not_there_is_said_clearly(String host, String said) {
    assertThatThrownBy(() -> start("jdbc:postgresql://" + host + "/x", Map.of()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("cannot connect to PostgreSQL: ")
        .hasMessageContaining(said);
  }

  @Test
  void who_may_not_in_is_told_so() {
    String url = TestPostgres.newDatabase().replaceAll("user=\\w+", "user=stranger");

    assertThatThrownBy(() -> start(url, Map.of()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("cannot connect to PostgreSQL: FATAL: role \"stranger\"");
  }

  @Test
  void a_newer_schema_is_refused_and_left_alone() throws SQLException {
    String url = TestPostgres.newDatabase();
    start(url, Map.of()).close();
    TestPostgres.execute(
        url,
        "INSERT INTO schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)");

    assertThatThrownBy(() -> start(url, Map.of()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("schema version 99, which is newer than this program knows");
  }

  @Test
  void an_older_schema_is_refused_where_it_is_not_to_be_changed() {
    String url = TestPostgres.newDatabase();

    assertThatThrownBy(() -> start(url, Map.of("database.migrate", "false")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("an older schema than this program needs");
    start(url, Map.of()).close();
    start(url, Map.of("database.migrate", "false")).close();
  }

  @Test
  void a_database_that_takes_nothing_is_refused_unless_all_is_there() throws SQLException {
    String empty = readOnly(TestPostgres.newDatabase());
    assertThatThrownBy(() -> start(empty, Map.of()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("read-only transaction");

    String prepared = TestPostgres.newDatabase();
    PostgresDatabase.open(TestPostgres.options(prepared)).close();
    assertThatThrownBy(() -> start(readOnly(prepared), Map.of()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("read-only transaction");

    String used = TestPostgres.newDatabase();
    start(used, Map.of()).close();
    try (TestServer server = start(readOnly(used), Map.of());
        ApiClient backend = ApiClient.backend(server)) {
      assertThat(send(backend, "x").status()).isEqualTo(503);
    }
  }

  private static String readOnly(String url) throws SQLException {
    TestPostgres.execute(
        url,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
            + " current_database()); END $$");
    return url;
  }

  @Test
  void nodes_that_start_at_once_prepare_the_schema_once() throws InterruptedException {
    String url = TestPostgres.newDatabase();
    TestServer[] started = new TestServer[3];
    Thread[] starting = new Thread[started.length];
    for (int i = 0; i < started.length; i++) {
      int number = i;
      starting[i] = Thread.ofPlatform().start(() -> started[number] = start(url, Map.of()));
    }
    for (Thread thread : starting) {
      thread.join();
    }

    assertThat(started).doesNotContainNull();
    for (TestServer server : started) {
      server.close();
    }
  }

  private TestServer start(String url, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("database.url", url);
    settings.put("cluster.compareEvery", "1s");
    return TestServer.start(folder.resolve("data"), settings);
  }
}
