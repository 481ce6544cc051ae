package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The customary shape, `POST /api/send-notification`.
final class CompatTest extends ApiTest {
  private static final String PATH = "/api/send-notification";

  @Test
  void one_is_answered_by_success_and_the_notification() {
    ApiClient.Answer answer =
        backend.post(
            PATH,
            Map.of(
                "userId",
                "ann",
                "title",
                "Hi",
                "message",
                "There",
                "type",
                "like",
                "data",
                Map.of("url", "/x")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("success").asBoolean()).isTrue();
    assertThat(answer.json().path("notification")).isEqualTo(newest("ann"));
    assertThat(newest("ann").path("data").path("url").asText()).isEqualTo("/x");
  }

  @Test
  void a_batch_is_answered_one_by_one() {
    ApiClient.Answer answer =
        backend.post(
            PATH,
            List.of(
                Map.of("userId", "ben", "notification", Map.of("title", "Good")),
                Map.of("userId", "ben", "notification", Map.of("message", "No title")),
                Map.of("userId", "ben", "title", "Not nested"),
                "text"));

    JsonNode results = answer.json().path("results");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("success").asBoolean(true)).isFalse();
    assertThat(results)
        .extracting(each -> each.path("success").asBoolean())
        .containsExactly(true, false, false, false);
    assertThat(results.path(0).path("notification")).isEqualTo(newest("ben"));
    assertThat(results.path(1).path("error").path("errors").path(0).path("path").asText())
        .isEqualTo("/notification/title");
    assertThat(newest("ben").path("seq").asLong()).isEqualTo(1);
  }

  @Test
  void a_batch_of_good_ones_is_a_success() {
    JsonNode answer =
        backend
            .post(PATH, List.of(Map.of("userId", "carl", "notification", Map.of("title", "Good"))))
            .json();

    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.path("results")).hasSize(1);
  }

  @Test
  void what_is_not_valid_is_a_problem_that_names_the_field() {
    ApiClient.Answer answer = backend.post(PATH, Map.of("userId", 7, "title", "x", "to", "y"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.json().path("errors"))
        .extracting(each -> each.path("path").asText())
        .containsExactlyInAnyOrder("/userId", "/to");
  }

  @Test
  void an_empty_batch_is_refused() {
    assertThat(backend.post(PATH, "[]").status()).isEqualTo(422);
  }

  private static JsonNode newest(String user) {
    return backend.get("/api/v1/users/" + user + "/inbox").json().path("notifications").path(0);
  }
}
