package io.belfry.server.app;

import static io.belfry.server.app.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.copy.jdbc.TestStore;
import io.belfry.server.jdbc.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `belfry copy` does not do, and what it says then.
final class CopyRefusalsTest {
  @TempDir private Path data;
  private final String url = TestPostgres.newDatabase();

  @Test
  void a_store_in_use_is_refused_and_what_to_do_is_said() throws SQLException {
    try (TestServer server = onFolder();
        ApiClient backend = ApiClient.backend(server)) {
      backend.send("ann", "Hello");

      Ran refused = copy();

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("runs on " + data + ": stop it and copy again");
      assertThat(TestPostgres.one(url, "SELECT to_regclass('inbox')")).isNull();
    }
    assertThat(copy().code()).isZero();
  }

  @Test
  void what_was_copied_is_not_copied_again() {
    TestStore.fill(data, 2, 3);
    assertThat(copy().code()).isZero();

    Ran again = copy();

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("holds this store already").hasLineCount(1);
  }

  @Test
  void a_database_with_inboxes_of_others_is_refused() throws Exception {
    TestStore.fill(data, 2, 3);
    try (TestServer server = onPostgres(0);
        ApiClient backend = ApiClient.backend(server)) {
      backend.send("ann", "of another store");
    }

    Ran refused = copy();

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("has inboxes already").hasLineCount(1);
    assertThat(TestPostgres.one(url, "SELECT count(*) FROM inbox")).isEqualTo("1");
  }

  @Test
  void a_database_on_which_a_server_was_tried_is_taken_once_that_is_stopped() throws SQLException {
    TestStore.fill(data, 2, 3);
    try (TestServer server = onPostgres(0)) {
      assertThat(server.port()).isPositive();
      Ran refused = copy();
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("a server runs on that database").hasLineCount(1);
    }

    // It is kept out until PostgreSQL has ended the last of its connections.
    Awaitility.await().until(() -> copy().code() == 0);

    assertThat(TestPostgres.one(url, "SELECT epoch FROM log")).isEqualTo("epoch of many");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "jdbc:mysql://localhost/x; must be jdbc:postgresql://host:port/database",
        "localhost:5432/x; must be jdbc:postgresql://host:port/database",
        "jdbc:postgresql://localhost:many/x; must be jdbc:postgresql://host:port/database",
        "jdbc:postgresql://127.0.0.1:1/x; Connection to 127.0.0.1:1 refused",
      })
  void an_address_that_is_none_is_said_to_be(String address, String told) {
    TestStore.fill(data, 1, 1);

    Ran refused = run("copy", "--from", data.toString(), "--to", address);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).startsWith("belfry: ").contains(told).hasLineCount(1);
  }

  @Test
  void a_user_without_rights_and_a_database_that_is_not_there_are_told() throws SQLException {
    TestStore.fill(data, 1, 1);
    TestPostgres.execute(url, "DROP ROLE IF EXISTS nobody; CREATE ROLE nobody LOGIN");

    Ran powerless =
        run(
            "copy",
            "--from",
            data.toString(),
            "--to",
            url.replaceAll("[?].*", ""),
            "--to-user",
            "nobody",
            "--to-password",
            "secret-word");
    Ran missing =
        run("copy", "--from", data.toString(), "--to", url.replaceAll("/test[0-9]+", "/none"));

    assertThat(powerless.code()).isEqualTo(2);
    assertThat(powerless.err()).contains("permission denied").doesNotContain("secret-word");
    assertThat(powerless.err()).hasLineCount(1);
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("database \"none\" does not exist").hasLineCount(1);
  }

  @Test
  void a_folder_without_a_store_is_refused_and_left_as_it_is() throws IOException {
    Path empty = Files.createDirectory(data.resolve("empty"));

    Ran missing = run("copy", "--from", data.resolve("none").toString(), "--to", url);
    Ran nothing = run("copy", "--from", empty.toString(), "--to", url);
    Ran unsaid = run("copy", "--from", empty.toString());
    Ran both = run("copy");

    assertThat(missing.err()).contains("There is no folder " + data.resolve("none"));
    assertThat(nothing.err()).contains("There is no belfry.db in " + empty);
    assertThat(unsaid.err()).contains("--to").contains("BELFRY_DATABASE_URL");
    assertThat(both.err()).contains("--from").contains("Usage: belfry copy");
    assertThat(List.of(missing, nothing, unsaid, both)).extracting(Ran::code).containsOnly(2);
    assertThat(empty).isEmptyDirectory();
    assertThat(data.resolve("none")).doesNotExist();
  }

  @Test
  void a_file_that_is_no_database_is_said_to_be_none() throws IOException {
    Files.writeString(data.resolve("belfry.db"), "not a database".repeat(1_000));

    Ran refused = copy();

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("belfry.db").contains("not a database").hasLineCount(1);
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

  private Ran copy() {
    return run("copy", "--from", data.toString(), "--to", url);
  }
}
