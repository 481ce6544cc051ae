package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchTest {
  private static final String PATH = "/api/v1/notifications/batch";

  private static TestServer server;
  private static ApiClient backend;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = TestServer.start(data, Map.of("retention.count", "2000"));
    backend = ApiClient.backend(server);
  }

  @AfterAll
  static void stop() {
    backend.close();
    server.close();
  }

  @Test
  void each_is_answered_by_itself_in_the_order_of_the_request() {
    JsonNode results =
        batch(
                Map.of("to", "ann", "title", "First"),
                Map.of("to", "ann", "title", ""),
                Map.of("to", List.of("ann"), "title", "A list"),
                5,
                Map.of("title", "To nobody"),
                Map.of("to", "ben", "title", "Last"))
            .path("results");

    assertThat(results)
        .extracting(each -> each.path("status").asInt())
        .containsExactly(201, 422, 422, 422, 422, 201);
    assertThat(results.path(0).path("notification").path("title").asText()).isEqualTo("First");
    assertThat(results.path(5).path("notification").path("title").asText()).isEqualTo("Last");
    assertThat(error(results, 1)).isEqualTo("/title: must have 1 to 256 characters, has 0");
    assertThat(error(results, 2)).isEqualTo("/to: must be one user id here");
    assertThat(error(results, 3)).isEqualTo(": must be an object");
    assertThat(error(results, 4)).isEqualTo("/to: is missing");
    assertThat(unread("ann")).isEqualTo(1);
    assertThat(unread("ben")).isEqualTo(1);
  }

  @Test
  void a_batch_of_bad_ones_changes_nothing() {
    JsonNode results = batch(Map.of("to", "carl"), Map.of("to", "carl")).path("results");

    assertThat(results).hasSize(2).allMatch(each -> each.path("status").asInt() == 422);
    assertThat(unread("carl")).isZero();
  }

  @Test
  void a_thousand_are_stored_in_their_order() {
    JsonNode results =
        batch(Collections.nCopies(1000, Map.of("to", "dora", "title", "x")).toArray())
            .path("results");

    assertThat(results).hasSize(1000);
    long seq = 0;
    for (JsonNode result : results) {
      assertThat(result.path("notification").path("seq").asLong()).isEqualTo(++seq);
    }
    assertThat(unread("dora")).isEqualTo(1000);
  }

  @Test
  void more_than_a_thousand_none_and_no_list_are_refused_as_a_whole() {
    List<Object> tooMany = Collections.nCopies(1001, Map.of("to", "emil", "title", "x"));

    for (Object body :
        List.of(
            Map.of("notifications", tooMany),
            Map.of("notifications", List.of()),
            Map.of("notifications", "x"),
            Map.of(),
            List.of())) {
      ApiClient.Answer answer = backend.post(PATH, body);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.code()).isEqualTo("validation_failed");
      assertThat(answer.json().path("errors")).isNotEmpty();
    }
    assertThat(unread("emil")).isZero();
  }

  private static JsonNode batch(Object... notifications) {
    ApiClient.Answer answer = backend.post(PATH, Map.of("notifications", List.of(notifications)));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static String error(JsonNode results, int index) {
    JsonNode errors = results.path(index).path("error").path("errors");
    assertThat(errors).isNotEmpty();
    return errors.path(0).path("path").asText() + ": " + errors.path(0).path("message").asText();
  }

  private static int unread(String user) {
    return backend.get("/api/v1/users/" + user + "/inbox").json().path("unread").asInt(-1);
  }
}
