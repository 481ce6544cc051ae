package io.belfry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.auth.jdbc.JdbcApiKeyStore;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.SqliteDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// API keys over the SQLite store, and another program that changes them meanwhile.
final class ApiKeysTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private ApiKeyStore store;
  private ApiKeyStore otherProgram;
  private ApiKeys keys;

  @BeforeEach
  void open(@TempDir Path folder) {
    Path file = folder.resolve("belfry.db");
    store = new JdbcApiKeyStore(SqliteDatabase.open(file).sideWork(), InstantSource.fixed(NOW));
    otherProgram =
        new JdbcApiKeyStore(SqliteDatabase.open(file).sideWork(), InstantSource.fixed(NOW));
    keys = new ApiKeys(store, Optional.of("configured key"), Runnable::run);
  }

  @AfterEach
  void close() {
    store.close();
    otherProgram.close();
  }

  @Test
  void an_id_can_be_typed_on_a_command_line_whatever_chance_makes_of_it() {
    var random = new SecureRandom();
    for (int i = 0; i < 500; i++) {
      assertThat(ApiKey.create("shop", random, Instant.EPOCH).key().id()).matches("[0-9a-f]{12}");
    }
  }

  @Test
  void a_configured_key_is_good() {
    assertThat(find("configured key")).contains("configured");
    assertThat(find("another key")).isEmpty();
    assertThat(find("")).isEmpty();
  }

  @Test
  void a_key_that_another_program_makes_works_at_once() {
    ApiKey.Created created = make("meanwhile");

    otherProgram.add(created.key());

    assertThat(find(created.secret())).contains(created.key().id());
    assertThat(find(created.key().hash())).isEmpty();
  }

  @Test
  void a_key_that_another_program_revokes_stops_with_the_next_refresh() {
    ApiKey.Created created = make("short-lived");
    otherProgram.add(created.key());
    assertThat(find(created.secret())).isPresent();

    assertThat(otherProgram.revoke(created.key().id())).isTrue();
    keys.refresh().toCompletableFuture().join();

    assertThat(find(created.secret())).isEmpty();
    assertThat(find("configured key")).isPresent();
  }

  @Test
  void the_store_remembers_hashes_oldest_first() {
    ApiKey older = ApiKey.create("older", new SecureRandom(), NOW.minusSeconds(60)).key();
    ApiKey.Created newer = make("newer");
    store.add(newer.key());
    store.add(older);

    assertThat(otherProgram.all()).containsExactly(older, newer.key());
    assertThat(newer.key().hash()).isEqualTo(ApiKey.hash(newer.secret())).hasSize(64);
    assertThat(newer.secret()).startsWith("bk_" + newer.key().id() + "_").hasSizeGreaterThan(40);
  }

  @Test
  void a_key_is_revoked_once() {
    ApiKey key = make("once").key();
    store.add(key);

    assertThat(store.revoke(key.id())).isTrue();
    assertThat(store.revoke(key.id())).isFalse();
    assertThat(store.revoke("unknown")).isFalse();
    assertThat(store.all()).singleElement().matches(ApiKey::revoked);
  }

  @Test
  void a_key_cannot_be_added_twice() {
    ApiKey key = make("twice").key();
    store.add(key);

    assertThatThrownBy(() -> store.add(key)).isInstanceOf(DatabaseException.class);
  }

  private static ApiKey.Created make(String name) {
    return ApiKey.create(name, new SecureRandom(), NOW);
  }

  private Optional<String> find(String secret) {
    return keys.find(secret).toCompletableFuture().join();
  }
}
