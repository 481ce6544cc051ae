package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.ServerJvm;
import io.belfry.server.app.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` just after an answer, while the cards of the other recipients are being closed.
final class ClosingAfterDeathTest {
  private static final int RECIPIENTS = 600;

  @TempDir Path data;

  @Test
  void the_cards_of_the_others_are_closed_by_the_next_process() {
    try (ServerJvm server = new ServerJvm(data, Map.of());
        ApiClient backend = new ApiClient(server.uri("").toString(), TestServer.API_KEY);
        ApiClient first = new ApiClient(server.uri("").toString(), TestServer.token(user(0)))) {
      List<String> users =
          IntStream.range(0, RECIPIENTS).mapToObj(ClosingAfterDeathTest::user).toList();
      JsonNode sent =
          backend
              .post(
                  "/api/v1/notifications",
                  Map.of(
                      "to",
                      users,
                      "title",
                      "?",
                      "actions",
                      List.of(Map.of("id", "yes", "label", "Yes")),
                      "actionGroup",
                      "on call"))
              .json();
      String id = sent.path("notifications").path(0).path("id").asText();
      String path = "/api/v1/me/notifications/" + id + "/actions/yes";
      assertThat(first.post(path, "").status()).isEqualTo(200);

      server.killAndRestart();

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> answered(backend, users.getLast()) && answered(backend, users.get(1)));
      assertThat(users).allMatch(user -> answered(backend, user));
      assertThat(first.post(path, "").status()).isEqualTo(200);
    }
  }

  private static boolean answered(ApiClient backend, String user) {
    JsonNode card =
        backend.get("/api/v1/users/" + user + "/inbox").json().path("notifications").path(0);
    return card.path("outcome").path("by").asText().equals(user(0));
  }

  private static String user(int number) {
    return "user-" + number;
  }
}
