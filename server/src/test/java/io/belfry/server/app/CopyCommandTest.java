package io.belfry.server.app;

import static io.belfry.server.app.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.copy.jdbc.TestStore;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `belfry copy` as an operator runs it, between real servers.
final class CopyCommandTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long MIDDLE = 42;

  @TempDir private Path data;
  private final String url = TestPostgres.newDatabase();

  @Test
  void clients_and_backends_go_on_as_if_nothing_had_happened() throws Exception {
    String key = run("keys", "create", "shop", "--data", data.toString()).out().strip();
    run("token", "ann", "--data", data.toString());
    Map<String, String> order = Map.of("to", "ann", "title", "Your order");
    String[] idempotent = {"Idempotency-Key", "order-1"};
    JsonNode first;
    String deleted;
    SyncReplica away;
    SyncReplica upToDate;
    int port;
    try (TestServer server = onFolder();
        var shop = new ApiClient(server.uri("").toString(), key);
        ApiClient ann = ApiClient.user(server, "ann")) {
      port = server.port();
      first = shop.post("/api/v1/notifications", order, idempotent).json();
      deleted = shop.send("ann", "goes").path("id").asText();
      shop.send("ann", "stays");
      away = new SyncReplica(HTTP, server.uri("/"), "ann").connect();
      upToDate = new SyncReplica(HTTP, server.uri("/"), "ann").connect();
      away.disconnect();
      for (int i = 0; i < 4; i++) {
        shop.send("ann", "missed " + i);
      }
      ann.delete("/api/v1/me/notifications/" + deleted);
      ann.post("/api/v1/me/notifications/" + first.path("id").asText() + "/read", "");
      upToDate.disconnect();
      upToDate.connect().disconnect();
    }
    long awaySeq = away.seq();

    Ran copied = copy();

    assertThat(copied.err()).isEmpty();
    assertThat(copied.code()).isZero();
    assertThat(copied.out()).contains("1 inboxes, 1 idempotency keys, 1 API keys");
    assertThat(data.toFile().list())
        .as("the database alone, without a log beside it")
        .containsExactlyInAnyOrder("belfry.db", "jwt-secret", "lock");
    try (TestServer server = onPostgres(port);
        var shop = new ApiClient(server.uri("").toString(), key);
        ApiClient ann = ApiClient.user(server, "ann")) {
      ApiClient.Answer inbox = ann.get("/api/v1/me/inbox");
      assertThat(inbox.json().path("seq").asLong()).isEqualTo(upToDate.seq());
      JsonNode delta = resume(server, inbox.json().path("epoch").asText(), awaySeq);
      assertThat(delta.path("reset").asBoolean()).isFalse();
      assertThat(delta.path("upserts")).hasSize(5);
      assertThat(delta.path("removed")).hasSize(1);
      JsonNode nothing = resume(server, inbox.json().path("epoch").asText(), upToDate.seq());
      assertThat(nothing.path("reset").asBoolean()).isFalse();
      assertThat(nothing.path("upserts")).isEmpty();

      assertThat(shop.post("/api/v1/notifications", order, idempotent).json()).isEqualTo(first);
      assertThat(
              shop.post(
                      "/api/v1/notifications", Map.of("to", "ann", "title", "Another"), idempotent)
                  .status())
          .isEqualTo(422);
      away.connect();
      upToDate.connect();
      shop.send("ann", "after the move");
      for (SyncReplica each : List.of(away, upToDate)) {
        Awaitility.await().until(() -> each.seq() == upToDate.seq() && each.seq() > awaySeq + 6);
        assertThat(each.notifications())
            .extracting(one -> one.path("title").asText())
            .containsExactly(
                "after the move",
                "missed 3",
                "missed 2",
                "missed 1",
                "missed 0",
                "stays",
                "Your order");
        assertThat(each.unread()).isEqualTo(6);
        each.close();
      }
    }
    try (Storage storage =
        Storage.forServer(new StorageOptions.Shared(TestPostgres.options(url)))) {
      assertThat(storage.secret()).isEqualTo(Files.readString(data.resolve("jwt-secret")));
    }
    // The folder stays usable.
    try (TestServer server = onFolder();
        ApiClient ann = ApiClient.user(server, "ann")) {
      assertThat(ann.get("/api/v1/me/inbox").json().path("seq").asLong())
          .isEqualTo(upToDate.seq() - 1);
    }
  }

  @Test
  void both_sides_that_differ_end_with_1_and_what_differs() throws SQLException {
    TestStore.fill(data, 2, 3);
    migrate();
    TestPostgres.execute(
        url,
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN NEW.unread := 9; RETURN NEW; END $$;"
            + " CREATE TRIGGER spoil BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION spoil()");

    Ran different = copy();

    assertThat(different.code()).isEqualTo(1);
    assertThat(different.out()).isEmpty();
    assertThat(different.err())
        .contains("both sides differ, nothing was copied")
        .contains("inbox 'user-0007919': unread is 2 in SQLite, 9 in PostgreSQL");
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM inbox")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGKILL", "SIGTERM"})
  void a_copy_that_is_killed_in_the_middle_leaves_nothing_and_is_repeated(String signal)
      throws Exception {
    TestStore.fill(data, 300, 50);
    migrate();
    waitInTheMiddle();
    Path err = data.resolve("err");
    try (Connection middle = DriverManager.getConnection(url);
        Statement hold = middle.createStatement()) {
      hold.execute("SELECT pg_advisory_lock(" + MIDDLE + ")");
      Process command = launch(err);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  Integer.parseInt(
                          TestPostgres.one(url, "SELECT count(*) FROM pg_locks WHERE NOT granted"))
                      > 0);

      assertThat(serveOn(url)).contains("a store is being copied into this database");
      assertThatThrownBy(this::onFolder).hasMessageContaining("Another server runs on " + data);
      Ran second = run("copy", "--from", otherStore(), "--to", url);
      assertThat(second.err()).contains("a store is being copied into this database");

      if (signal.equals("SIGKILL")) {
        command.destroyForcibly();
      } else {
        command.destroy();
      }
      assertThat(command.waitFor()).isNotZero();
    }
    assertThat(Files.readString(err))
        .isEqualToIgnoringNewLines(
            signal.equals("SIGKILL")
                ? ""
                : "belfry: stopped: nothing was copied, the same command begins anew");
    TestPostgres.execute(url, "DROP TRIGGER wait ON notification");
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM inbox")).isEqualTo("0");
    Awaitility.await().until(() -> copy().code() == 0);
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM notification")).isEqualTo("15000");
  }

  private TestServer onFolder() {
    Map<String, String> settings = new HashMap<>();
    settings.put("data", data.toString());
    settings.put("database.url", "");
    settings.put("redis.url", "");
    return TestServer.start(data, settings);
  }

  private TestServer onPostgres(int port) {
    return TestServer.start(
        data, Map.of("database.url", url, "redis.url", "", "port", Integer.toString(port)));
  }

  /// What a client of ann's hears first that says it stands there.
  private static JsonNode resume(TestServer server, String epoch, long seq) {
    Map<String, Object> auth =
        Map.of("token", TestServer.token("ann"), "since", Map.of("epoch", epoch, "seq", seq));
    try (TestSocket socket = TestSocket.open(HTTP, server, auth)) {
      return socket.take("inbox");
    }
  }

  private void migrate() {
    PostgresDatabase.open(TestPostgres.options(url)).close();
  }

  /// Has PostgreSQL wait at one row of the many.
  private void waitInTheMiddle() throws SQLException {
    TestPostgres.execute(
        url,
        """
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.user_id > 'user-1' THEN PERFORM pg_advisory_xact_lock_shared(%d); END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER wait BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION wait()
        """
            .formatted(MIDDLE));
  }

  private Process launch(Path err) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "io.belfry.server.app.Main",
            "copy",
            "--from",
            data.toString(),
            "--to",
            url)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(err.toFile())
        .start();
  }

  private String otherStore() throws IOException {
    Path other = Files.createDirectory(data.resolve("other"));
    TestStore.fill(other, 1, 1);
    return other.toString();
  }

  /// What a server says that is started on the database of `url`.
  private String serveOn(String url) {
    try (TestServer server = TestServer.start(data, Map.of("database.url", url, "redis.url", ""))) {
      return "listens on " + server.port();
    } catch (DatabaseException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private Ran copy() {
    return run("copy", "--from", data.toString(), "--to", url);
  }
}
