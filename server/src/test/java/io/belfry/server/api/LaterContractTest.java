package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is sent later is answered by the contract, and what cannot be is refused.
@SuppressWarnings("NullAway.Init") // Started before each test.
final class LaterContractTest {
  private static final String SEND = "/api/v1/notifications";

  @TempDir private Path data;
  private TestServer server;
  private ApiClient backend;

  @BeforeEach
  void start() {
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
  }

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  @Test
  void what_waits_is_answered_by_the_contract() throws IOException {
    Contract contract = new Contract();
    String when = "\"title\":\"Later\",\"sendAt\":\"09:00\",\"cancelKey\":\"k\"}";
    String id = "";
    for (String to : List.of("\"ann\"", "[\"ann\",\"ben\"]")) {
      String body = "{\"to\":" + to + "," + when;
      contract.takes("sendNotification", body);
      ApiClient.Answer waits = backend.post(SEND, body);
      contract.gives("sendNotification", waits);
      id = id.isEmpty() ? waits.json().path("id").asText() : id;
    }
    String batch = "{\"notifications\":[{\"to\":\"ann\"," + when + "]}";
    contract.takes("sendBatch", batch);
    contract.gives("sendBatch", backend.post(SEND + "/batch", batch));
    String compat = "{\"userId\":\"ann\"," + when;
    contract.takes("sendNotificationCompat", compat);
    contract.gives("sendNotificationCompat", backend.post("/api/send-notification", compat));
    String all =
        "{\"to\":{\"all\":true},\"title\":\"x\",\"sendAt\":\"%s\"}"
            .formatted(Instant.now().plusSeconds(3_600));
    ApiClient.Answer broadcast = backend.post(SEND, all);
    contract.gives("sendNotification", broadcast);
    String broadcastId = broadcast.json().path("id").asText();
    contract.gives("getNotification", backend.get(SEND + "/" + broadcastId));
    contract.gives("getNotification", backend.get(SEND + "/" + id));
    contract.gives("listScheduled", backend.get("/api/v1/scheduled?limit=2"));
    contract.gives("listScheduled", backend.get("/api/v1/scheduled?user="));
    contract.gives("recallNotification", backend.delete(SEND + "/" + id));
    contract.gives("getNotification", backend.get(SEND + "/" + id));
    contract.takes("cancelScheduled", "{\"cancelKey\":\"k\"}");
    contract.gives("cancelScheduled", backend.post(SEND + "/cancel", "{\"cancelKey\":\"k\"}"));
    assertThat(contract.seen())
        .contains(
            "sendNotification 202",
            "sendBatch 200",
            "sendNotificationCompat 200",
            "getNotification 200",
            "recallNotification 204",
            "cancelScheduled 200",
            "listScheduled 200",
            "listScheduled 422");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "to": "ann", "sendAt": "tomorrow" | /sendAt
          "to": "ann", "sendAt": "" | /sendAt
          "to": "ann", "sendAt": 5 | /sendAt
          "to": "ann", "sendAt": null | /sendAt
          "to": "ann", "sendAt": "24:00" | /sendAt
          "to": "ann", "sendAt": "9:00" | /sendAt
          "to": "ann", "sendAt": "2026-13-01T09:00" | /sendAt
          "to": "ann", "sendAt": "2026-12-24" | /sendAt
          "to": "ann", "sendAt": "2020-01-01T00:00:00Z" | /sendAt
          "to": "ann", "sendAt": "2020-01-01T09:00" | /sendAt
          "to": "ann", "sendAt": "2990-01-01T00:00:00Z" | /sendAt
          "to": "ann", "sendAt": "+999999999-01-01T00:00:00Z" | /sendAt
          "to": "ann", "sendAt": "+999999999-01-01T00:00" | /sendAt
          "to": {"all": true}, "sendAt": "2020-01-01T00:00:00Z" | /sendAt
          "to": {"all": true}, "sendAt": "2990-01-01T00:00:00Z" | /sendAt
          "to": {"all": true}, "sendAt": "09:00" | /sendAt
          "to": {"topic": "t"}, "sendAt": "2026-12-24T09:00" | /sendAt
          "to": "ann", "sendAt": "09:00", "expiresAt": "2020-01-01T00:00:00Z" | /expiresAt
          "to": {"all": true}, "sendAt": "SOON", "expiresAt": "2020-01-01T00:00:00Z" | /expiresAt
          "to": "ann", "cancelKey": "k" | /cancelKey
          "to": "ann", "sendAt": "09:00", "cancelKey": "" | /cancelKey
          "to": "ann", "sendAt": "09:00", "cancelKey": 7 | /cancelKey
          """)
  void what_cannot_be_scheduled_is_refused_and_nothing_waits(String fields, String path) {
    String soon = Instant.now().plusSeconds(60).toString();
    ApiClient.Answer refused =
        backend.post(SEND, "{" + fields.replace("SOON", soon) + ", \"title\": \"x\"}");

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/path").asText()).isEqualTo(path);
    assertThat(backend.get("/api/v1/scheduled").json().path("scheduled")).isEmpty();
    assertThat(backend.get("/api/v1/users/ann/inbox").json().path("seq").asInt()).isZero();
  }

  @Test
  void bad_cancellations_are_refused() {
    for (String body : List.of("{}", "[]", "{\"cancelKey\":\"\"}", "{\"cancelKey\":5}")) {
      assertThat(backend.post(SEND + "/cancel", body).status()).as(body).isEqualTo(422);
    }
    assertThat(backend.post(SEND + "/cancel", "{\"cancelKey\":\"" + "k".repeat(129) + "\"}").code())
        .isEqualTo("validation_failed");
  }
}
