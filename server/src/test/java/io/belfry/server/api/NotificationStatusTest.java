package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What became of a notification, and its recall.
final class NotificationStatusTest {
  private static final String PATH = "/api/v1/notifications/";
  private static final String UNKNOWN = "01980f3e-6a4b-7c1d-9e2f-3a4b5c6d7e8f";

  private static TestServer server;
  private static ApiClient backend;
  private static ApiClient ann;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
    ann = ApiClient.user(server, "ann");
  }

  @AfterAll
  static void stop() {
    List.of(backend, ann).forEach(ApiClient::close);
    server.close();
  }

  @Test
  void the_state_follows_what_the_user_does() {
    JsonNode sent = backend.send("ann", "Follow me");
    String id = sent.path("id").asText();
    JsonNode before = inApp(id);

    assertThat(before.path("state").asText()).isEqualTo("unread");
    assertThat(Instant.parse(before.path("storedAt").asText()).toEpochMilli())
        .isEqualTo(sent.path("timestamp").asLong());
    assertThat(before).hasSize(2);
    ann.post("/api/v1/me/inbox/seen", "");
    assertThat(inApp(id).path("state").asText()).isEqualTo("seen");
    assertThat(inApp(id).has("seenAt")).isTrue();
    ann.post("/api/v1/me/notifications/" + id + "/read", "");
    assertThat(inApp(id).path("state").asText()).isEqualTo("read");
    assertThat(inApp(id).has("readAt")).isTrue();
    ann.post("/api/v1/me/notifications/" + id + "/archive", "");
    assertThat(inApp(id).path("state").asText()).isEqualTo("archived");
    assertThat(inApp(id).has("archivedAt")).isTrue();
    ann.post("/api/v1/me/notifications/" + id + "/unarchive", "");
    ann.post("/api/v1/me/notifications/" + id + "/unread", "");
    assertThat(inApp(id).path("state").asText()).isEqualTo("seen");
    assertThat(inApp(id).has("readAt")).isFalse();
  }

  @Test
  void it_names_the_user_and_holds_the_notification_as_it_stands() {
    String id = backend.send("us\"er", "Hello").path("id").asText();

    JsonNode status = backend.get(PATH + id).json();

    assertThat(status.path("userId").asText()).isEqualTo("us\"er");
    assertThat(status.path("notification").path("title").asText()).isEqualTo("Hello");
  }

  @Test
  void times_have_milliseconds_on_the_full_second_too() {
    var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}"));
    var id = new NotificationId(NotificationId.orderAt(1_767_225_600_000L), 0);
    var read = Notification.created(id, 1, content).withRead(1_767_225_601_000L, 2);

    String status =
        NotificationStatus.of(new StoredNotification(new UserId("ann"), read)).toString();

    assertThat(status).contains("\"storedAt\":\"2026-01-01T00:00:00.000Z\"");
    assertThat(status).contains("\"readAt\":\"2026-01-01T00:00:01.000Z\"");
  }

  @Test
  void a_recalled_notification_is_gone_for_everybody() {
    String id = backend.send("ben", "Sorry").path("id").asText();

    ApiClient.Answer recalled = backend.delete(PATH + id);

    assertThat(recalled.status()).isEqualTo(204);
    assertThat(recalled.text()).isEmpty();
    assertThat(backend.get(PATH + id).code()).isEqualTo("not_found");
    assertThat(backend.delete(PATH + id).code()).isEqualTo("not_found");
    JsonNode inbox = backend.get("/api/v1/users/ben/inbox").json();
    assertThat(inbox.path("notifications")).isEmpty();
    assertThat(inbox.path("unread").asInt(-1)).isZero();
  }

  @Test
  void what_names_no_notification_is_not_found() {
    for (String id :
        List.of(
            UNKNOWN, "batch", "x", UNKNOWN.replace('7', '4'), UNKNOWN + "0", "%00", "1-1-1-1-1")) {
      assertThat(backend.get(PATH + id).code()).as(id).isEqualTo("not_found");
      assertThat(backend.delete(PATH + id).code()).as(id).isEqualTo("not_found");
    }
  }

  private static JsonNode inApp(String id) {
    return backend.get(PATH + id).json().path("channels").path("inApp");
  }
}
