package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user chooses on one device holds on all.
@SuppressWarnings("NullAway.Init") // Set before each test.
final class DoNotDisturbTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path data;

  private TestServer server;
  private ApiClient backend;
  private SyncReplica phone;
  private SyncReplica laptop;

  @BeforeEach
  void connect() {
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
    phone = new SyncReplica(HTTP, server.uri(""), "ann").connect();
    laptop = new SyncReplica(HTTP, server.uri(""), "ann").connect();
  }

  @AfterEach
  void leave() {
    List.of(phone, laptop).forEach(SyncReplica::close);
    backend.close();
    server.close();
  }

  @Test
  void a_preference_that_one_changes_is_obeyed_by_the_next_toast_of_the_other() {
    assertThat(toastOf("like")).isTrue();

    JsonNode chosen =
        phone.emit("setPreferences", Map.of("types", Map.of("like", Map.of("toast", false))));

    assertThat(chosen.path("preferences").path("types").path("like").path("toast").asBoolean(true))
        .isFalse();
    Awaitility.await().until(() -> laptop.preferences().path("types").path("like").has("toast"));
    assertThat(laptop.preferences()).isEqualTo(phone.preferences());
    assertThat(toastOf("like")).isFalse();
    assertThat(toastOf("comment")).isTrue();
    assertThat(laptop.emit("getPreferences").path("preferences")).isEqualTo(phone.preferences());
  }

  @Test
  void do_not_disturb_on_one_device_silences_all_until_it_is_ended() {
    long later = System.currentTimeMillis() + 3_600_000;
    assertThat(phone.emit("setDoNotDisturb", later).path("silentUntil").asLong()).isEqualTo(later);
    assertThat(toastOf("like")).isFalse();
    assertThat(toastOf("comment")).isFalse();
    assertThat(laptop.unread()).isEqualTo(2);

    laptop.emit("setDoNotDisturb", new Object[] {null});

    Awaitility.await().until(() -> !phone.recaps().isEmpty() && !laptop.recaps().isEmpty());
    assertThat(toastOf("like")).isTrue();
    assertThat(phone.recaps()).containsExactly(2);
    assertThat(laptop.recaps()).containsExactly(2);
  }

  @Test
  void the_end_of_a_pause_is_told_once_to_each_device() {
    phone.emit("setDoNotDisturb", System.currentTimeMillis() + 3_600_000);
    assertThat(toastOf("like")).isFalse();
    assertThat(toastOf("like")).isFalse();
    assertThat(toastOf("like")).isFalse();
    laptop.emit("setDoNotDisturb", System.currentTimeMillis() + 1_500);

    Awaitility.await().until(() -> !phone.recaps().isEmpty() && !laptop.recaps().isEmpty());
    assertThat(toastOf("like")).isTrue();
    assertThat(phone.recaps()).containsExactly(3);
    assertThat(laptop.recaps()).containsExactly(3);
  }

  @Test
  void the_end_of_a_pause_is_told_once_though_the_server_was_restarted_in_between() {
    phone.emit("setDoNotDisturb", System.currentTimeMillis() + 3_600_000);
    assertThat(toastOf("like")).isFalse();
    assertThat(toastOf("like")).isFalse();
    laptop.emit("setDoNotDisturb", System.currentTimeMillis() + 1_500);

    server.restart();
    phone.connect();
    Awaitility.await().until(() -> !phone.recaps().isEmpty());
    laptop.connect();
    Awaitility.await().until(() -> !laptop.recaps().isEmpty());

    phone.disconnect();
    phone.connect();
    assertThat(toastOf("like")).isTrue();
    assertThat(phone.recaps()).containsExactly(2);
    assertThat(laptop.recaps()).containsExactly(2);
  }

  @Test
  void what_cannot_be_chosen_is_refused_on_the_socket_too() {
    JsonNode late = phone.emit("setDoNotDisturb", 1);
    JsonNode nothing = phone.emit("setDoNotDisturb");
    JsonNode strange = phone.emit("setPreferences", Map.of("chanels", Map.of()));
    JsonNode text = phone.emit("setPreferences", "quiet");

    assertThat(late.path("error").path("message").asText()).contains("doNotDisturbUntil", "future");
    assertThat(nothing.path("error").path("code").asText()).isEqualTo("invalid_request");
    assertThat(strange.path("error").path("message").asText()).contains("/chanels");
    assertThat(text.path("error").path("code").asText()).isEqualTo("validation_failed");
    assertThat(text.path("error").path("message").asText())
        .isEqualTo("the preferences must be an object.");
    assertThat(phone.emit("getPreferences").path("preferences")).isEmpty();
  }

  /// Sends one, and says whether both devices were to show a toast of it.
  private boolean toastOf(String type) {
    String id =
        backend
            .post("/api/v1/notifications", Map.of("to", "ann", "type", type, "title", "x"))
            .json()
            .path("id")
            .asText();
    boolean onPhone = toast(phone, id);
    assertThat(toast(laptop, id)).isEqualTo(onPhone);
    return onPhone;
  }

  private static boolean toast(SyncReplica device, String id) {
    return Awaitility.await()
        .until(
            () ->
                device.alerts().stream()
                    .filter(alert -> alert.path("id").asText().equals(id))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow()
        .path("toast")
        .asBoolean();
  }
}
