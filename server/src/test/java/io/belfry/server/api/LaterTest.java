package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import io.belfry.server.notification.Rfc3339;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What backends send later, over a real server.
@SuppressWarnings("NullAway.Init") // Started before each test.
final class LaterTest {
  private static final String SEND = "/api/v1/notifications";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
  void it_waits_and_is_sent_at_its_time_and_its_id_stays_good() {
    Instant due = Instant.now().plusMillis(1_500);
    try (SyncReplica ann = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      ApiClient.Answer waits =
          send("ann", Map.of("sendAt", due.toString(), "ttl", 3_600, "cancelKey", "order 7"));

      assertThat(waits.status()).isEqualTo(202);
      String id = waits.json().path("id").asText();
      assertThat(waits.response().headers().firstValue("Location")).hasValue(SEND + "/" + id);
      assertThat(waits.json().path("status").asText()).isEqualTo("scheduled");
      assertThat(waits.json().path("sendAt").asText()).isEqualTo(Rfc3339.text(due.toEpochMilli()));
      JsonNode status = status(id);
      assertThat(status.path("status").asText()).isEqualTo("scheduled");
      assertThat(status.path("userId").asText()).isEqualTo("ann");
      assertThat(status.at("/notification/title").asText()).isEqualTo("later");
      assertThat(list("?user=ann&cancelKey=order%207")).containsExactly(id);
      assertThat(list("?user=ben")).isEmpty();
      assertThat(ann.seq()).isZero();

      Awaitility.await().until(() -> ann.unread() == 1);

      assertThat(Instant.now()).isAfterOrEqualTo(due);
      JsonNode sent = ann.notifications().getFirst();
      assertThat(Instant.parse(sent.path("expiresAt").asText()))
          .isEqualTo(Instant.ofEpochMilli(due.toEpochMilli()).plusSeconds(3_600));
      assertThat(list("")).isEmpty();
      JsonNode after = status(id);
      assertThat(after.path("status").asText()).isEqualTo("sent");
      assertThat(after.path("notificationId").asText()).isEqualTo(sent.path("id").asText());
      assertThat(after.path("notification")).isEqualTo(sent);
      assertThat(after.at("/channels/inApp/state").asText()).isEqualTo("unread");
      assertThat(backend.get("/metrics").text()).contains("belfry_inbox_released_total 1.0");

      assertThat(backend.delete(SEND + "/" + id).status()).isEqualTo(204);
      Awaitility.await().until(() -> ann.notifications().isEmpty());
      assertThat(backend.delete(SEND + "/" + id).status()).isEqualTo(404);
      assertThat(status(id).path("status").asText()).isEqualTo("sent");
    }
  }

  @Test
  void what_is_due_while_the_server_is_down_is_sent_soon_after_it_is_back() {
    Instant due = Instant.now().plusSeconds(2);
    send("ann", Map.of("sendAt", due.toString()));
    server.close();
    Awaitility.await().until(() -> Instant.now().isAfter(due));

    server = TestServer.start(data);
    backend = ApiClient.backend(server);

    Awaitility.await().until(() -> titles("ann").equals(List.of("later")));
  }

  @Test
  void what_is_cancelled_is_not_sent() {
    String due = Instant.now().plusMillis(1_500).toString();
    String one = id(send("ann", Map.of("sendAt", due)));
    send("ann", Map.of("sendAt", due, "cancelKey", "k"));
    send("ben", Map.of("sendAt", due, "cancelKey", "k"));
    backend.post(
        SEND, Map.of("to", Map.of("all", true), "title", "x", "sendAt", due, "cancelKey", "k"));
    String sent = id(send("cem", Map.of("sendAt", due, "cancelKey", "l")));

    assertThat(backend.delete(SEND + "/" + one).status()).isEqualTo(204);
    assertThat(backend.delete(SEND + "/" + one).status()).as("again").isEqualTo(204);
    assertThat(status(one).path("status").asText()).isEqualTo("cancelled");
    ApiClient.Answer cancelled = backend.post(SEND + "/cancel", Map.of("cancelKey", "k"));
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().path("cancelled").asInt()).isEqualTo(3);
    assertThat(backend.post(SEND + "/cancel", Map.of("cancelKey", "k")).json())
        .isEqualTo(backend.post(SEND + "/cancel", Map.of("cancelKey", "unknown")).json());

    Awaitility.await().until(() -> status(sent).path("status").asText().equals("sent"));
    assertThat(titles("ann")).isEmpty();
    assertThat(titles("ben")).isEmpty();
    assertThat(titles("cem")).containsExactly("later");
  }

  @Test
  void a_broadcast_waits_too() {
    backend.send("ann", "first");
    String due = Instant.now().plusMillis(1_200).toString();

    ApiClient.Answer waits =
        backend.post(
            SEND,
            Map.of(
                "to", Map.of("all", true, "except", List.of("ben")), "title", "x", "sendAt", due));

    assertThat(waits.status()).isEqualTo(202);
    String id = id(waits);
    assertThat(waits.response().headers().firstValue("Location")).hasValue(SEND + "/" + id);
    assertThat(status(id).path("to").toString()).isEqualTo("{\"all\":true,\"except\":[\"ben\"]}");
    assertThat(backend.get("/api/v1/broadcasts").json().path("broadcasts")).isEmpty();
    backend.send("cem", "known only now");

    Awaitility.await().until(() -> status(id).path("status").asText().equals("sent"));

    String broadcast = status(id).path("broadcastId").asText();
    assertThat(backend.get("/api/v1/broadcasts/" + broadcast).status()).isEqualTo(200);
    assertThat(titles("ann")).containsExactly("x", "first");
    assertThat(titles("cem")).containsExactly("x", "known only now");
    JsonNode copy = backend.get("/api/v1/users/ann/inbox").json().path("notifications").path(0);
    assertThat(copy.path("broadcast").asText()).isEqualTo(broadcast);
    assertThat(backend.delete(SEND + "/" + id).status()).isEqualTo(204);
    assertThat(titles("ann")).containsExactly("first");
  }

  @Test
  void a_list_a_batch_and_the_customary_shape_wait_too() {
    String due = Instant.now().plusSeconds(3_600).toString();
    JsonNode list = send(List.of("ann", "ben"), Map.of("sendAt", due)).json();
    assertThat(list.path("accepted").asInt()).isEqualTo(2);
    assertThat(list.path("notifications"))
        .allMatch(each -> each.path("status").asText().equals("scheduled"))
        .allMatch(each -> each.has("sendAt") && each.has("to"));

    JsonNode results =
        backend
            .post(
                SEND + "/batch",
                Map.of(
                    "notifications",
                    List.of(
                        Map.of("to", "ann", "title", "a", "sendAt", due),
                        Map.of("to", "ann", "title", "b", "sendAt", "2020-01-01T00:00:00Z"),
                        Map.of("to", "ann", "title", "c"))))
            .json()
            .path("results");
    assertThat(results.path(0).path("status").asInt()).isEqualTo(202);
    assertThat(results.at("/0/scheduled/status").asText()).isEqualTo("scheduled");
    assertThat(results.path(1).path("status").asInt()).isEqualTo(422);
    assertThat(results.at("/1/error/errors/0/path").asText()).isEqualTo("/sendAt");
    assertThat(results.path(2).path("status").asInt()).isEqualTo(201);

    JsonNode customary =
        backend
            .post("/api/send-notification", Map.of("userId", "ann", "title", "d", "sendAt", due))
            .json();
    assertThat(customary.path("success").asBoolean()).isTrue();
    assertThat(customary.at("/scheduled/status").asText()).isEqualTo("scheduled");
    assertThat(list("?user=ann")).hasSize(3);
    assertThat(titles("ann")).containsExactly("c");
  }

  @Test
  void a_time_of_day_is_that_of_each_user_and_a_date_may_be_past_for_some() {
    backend.put("/api/v1/users/ann", Map.of("timeZone", "Pacific/Kiritimati"));
    backend.put("/api/v1/users/ben", Map.of("timeZone", "Pacific/Pago_Pago"));

    JsonNode list = send(List.of("ann", "ben", "cem"), Map.of("sendAt", "09:00")).json();

    assertThat(list.path("accepted").asInt()).isEqualTo(3);
    List<String> zones = List.of("Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC");
    for (int i = 0; i < 3; i++) {
      Instant at = Instant.parse(list.at("/notifications/" + i + "/sendAt").asText());
      assertThat(at.atZone(ZoneId.of(zones.get(i))).getHour()).isEqualTo(9);
      assertThat(at).isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
    }
    String there = Instant.now().atZone(ZoneId.of("UTC")).plusHours(1).toLocalDateTime() + "";
    JsonNode some = send(List.of("ann", "ben", "cem"), Map.of("sendAt", there)).json();
    assertThat(some.path("accepted").asInt()).isEqualTo(2);
    assertThat(some.at("/refused/0/to").asText()).isEqualTo("ann");
    assertThat(some.at("/refused/0/error/errors/0/path").asText()).isEqualTo("/sendAt");
    ApiClient.Answer none = send(List.of("ann"), Map.of("sendAt", there));
    assertThat(none.status()).isEqualTo(422);
  }

  @Test
  void a_repetition_is_answered_as_the_first_time() {
    Map<String, ?> body =
        Map.of("to", "ann", "title", "x", "sendAt", Instant.now().plusSeconds(3_600).toString());
    Map<String, ?> many =
        Map.of("to", Map.of("topic", "t"), "title", "x", "sendAt", body.get("sendAt"));
    for (Map<String, ?> each : List.of(body, many)) {
      String key = "key of " + each.get("to");
      ApiClient.Answer first = backend.post(SEND, each, "Idempotency-Key", key);
      ApiClient.Answer again = backend.post(SEND, each, "Idempotency-Key", key);
      assertThat(again.status()).isEqualTo(202);
      assertThat(again.text()).isEqualTo(first.text());
      assertThat(again.response().headers().firstValue("Location"))
          .isEqualTo(first.response().headers().firstValue("Location"));
    }
    assertThat(list("")).hasSize(2);
  }

  @Test
  void pages_of_what_waits_follow_each_other() {
    String due = Instant.now().plusSeconds(3_600).toString();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(id(send("ann", Map.of("sendAt", due))));
    }
    JsonNode first = backend.get("/api/v1/scheduled?limit=3").json();
    String cursor = first.path("nextCursor").asText();

    assertThat(first.path("scheduled")).hasSize(3);
    assertThat(list("?limit=3&cursor=" + cursor)).containsExactlyElementsOf(ids.subList(3, 5));
    for (String bad :
        List.of("limit=0", "cursor=x", "cursor=1_x", "user=", "cancelKey=", "state=sent")) {
      ApiClient.Answer refused = backend.get("/api/v1/scheduled?" + bad);
      assertThat(refused.status()).as(bad).isEqualTo(422);
      assertThat(refused.json().at("/errors/0/path").asText())
          .isEqualTo(bad.substring(0, bad.indexOf('=')));
    }
  }

  @Test
  void nothing_waits_for_a_user_who_was_deleted() {
    String id = id(send("ann", Map.of("sendAt", "09:00")));

    assertThat(backend.delete("/api/v1/users/ann").status()).isEqualTo(204);

    assertThat(list("")).isEmpty();
    assertThat(backend.get(SEND + "/" + id).status()).isEqualTo(404);
  }

  private ApiClient.Answer send(Object to, Map<String, ?> when) {
    Map<String, Object> body = new HashMap<>(when);
    body.put("to", to);
    body.put("title", "later");
    return backend.post(SEND, body);
  }

  private static String id(ApiClient.Answer answer) {
    return answer.json().path("id").asText();
  }

  private JsonNode status(String id) {
    return backend.get(SEND + "/" + id).json();
  }

  private List<String> list(String query) {
    List<String> ids = new ArrayList<>();
    backend
        .get("/api/v1/scheduled" + query)
        .json()
        .path("scheduled")
        .forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  private List<String> titles(String user) {
    List<String> titles = new ArrayList<>();
    backend
        .get("/api/v1/users/" + user + "/inbox")
        .json()
        .path("notifications")
        .forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }
}
