package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belfry.server.app.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SendTest extends ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/v1/notifications";

  @Test
  void a_send_to_one_user_is_answered_by_the_notification_and_its_address() {
    ApiClient.Answer answer = backend.post(PATH, Map.of("to", "one", "title", "Hello"));

    JsonNode sent = answer.json();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.response().headers().firstValue("location"))
        .contains(PATH + "/" + sent.path("id").asText());
    assertThat(inbox("one").path("notifications").path(0)).isEqualTo(sent);
  }

  @Test
  void what_was_not_sent_has_its_default() {
    JsonNode sent = backend.send("defaults", "Hello");

    assertThat(sent.path("type").asText()).isEqualTo("info");
    assertThat(sent.path("priority").asText()).isEqualTo("normal");
    assertThat(sent.path("message").isTextual()).isTrue();
    assertThat(sent.path("message").asText()).isEmpty();
    assertThat(sent.path("data").isObject()).isTrue();
    assertThat(sent.path("data")).isEmpty();
    assertThat(sent.path("read").asBoolean(true)).isFalse();
    assertThat(sent.path("seen").asBoolean(true)).isFalse();
    assertThat(sent.path("seq").asLong()).isEqualTo(1);
    assertThat(List.of("url", "icon", "actor", "archived")).noneMatch(sent::has);
  }

  @Test
  void every_field_comes_back_as_it_was_sent() {
    Map<String, Object> content =
        Map.of(
            "title", "<b>Ünï</b> 🎉 \"quoted\" \\ \t",
            "message", "line\nline \u2028 end",
            "type", "app.own-type_1",
            "priority", "urgent",
            "url", "/posts/5?a=b#c",
            "icon", "https://example.org/i.png",
            "actor", Map.of("id", "ben", "name", "Ben", "avatar", "HTTPS://example.org/b.png"),
            "data", Map.of("nested", Map.of("list", List.of(1, 2.5, "x"), "no", false)));
    Map<String, Object> body = new java.util.HashMap<>(content);
    body.put("to", "every field");

    JsonNode sent = backend.post(PATH, body).json();

    content.forEach(
        (name, value) -> assertThat(sent.path(name)).as(name).isEqualTo(JSON.valueToTree(value)));
  }

  @Test
  void data_keeps_numbers_that_no_double_can_hold() {
    String data = "{ \"big\" : 123456789012345678901234567890, \"small\":0.10 }";

    ApiClient.Answer answer =
        backend.post(PATH, "{\"to\":\"precise\",\"title\":\"x\",\"data\":" + data + "}");

    assertThat(answer.text()).contains(data);
  }

  @Test
  void a_byte_order_mark_before_the_body_changes_nothing() {
    ApiClient.Answer answer =
        backend.post(PATH, "\uFEFF{\"to\":\"bom\",\"title\":\"x\",\"data\":{\"a\":1}}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("data").path("a").asInt()).isEqualTo(1);
  }

  @Test
  void a_send_to_a_list_is_answered_by_an_id_for_each_user() {
    ApiClient.Answer answer =
        backend.post(PATH, Map.of("to", List.of("list a", "list b"), "title", "Hello"));

    JsonNode json = answer.json();
    assertThat(answer.status()).isEqualTo(202);
    assertThat(json.path("accepted").asInt()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      JsonNode entry = json.path("notifications").path(i);
      String user = i == 0 ? "list a" : "list b";
      assertThat(entry.path("to").asText()).isEqualTo(user);
      assertThat(inbox(user).path("notifications").path(0).path("id")).isEqualTo(entry.path("id"));
    }
  }

  @Test
  void a_list_of_one_is_still_a_list() {
    assertThat(backend.post(PATH, Map.of("to", List.of("alone"), "title", "x")).status())
        .isEqualTo(202);
  }

  @Test
  void a_list_has_room_for_a_thousand_users_and_not_one_more() {
    List<String> users = IntStream.rangeClosed(0, 1000).mapToObj(i -> "many-" + i).toList();

    ApiClient.Answer full =
        backend.post(PATH, Map.of("to", users.subList(0, 1000), "title", "Hello"));
    ApiClient.Answer over = backend.post(PATH, Map.of("to", users, "title", "Hello"));

    assertThat(full.json().path("notifications")).hasSize(1000);
    assertThat(over.code()).isEqualTo("validation_failed");
    assertThat(over.text()).contains("must have 1 to 1,000 user ids, has 1,001");
    assertThat(inbox("many-0").path("seq").asLong()).isEqualTo(1);
  }

  @Test
  void limits_are_counted_in_characters_and_reached_by_the_largest() {
    Map<String, Object> body =
        Map.of(
            "to", "large",
            "title", "🎉".repeat(256),
            "message", "🎉".repeat(4096),
            "data", Map.of("a", "x".repeat(16_384 - "{\"a\":\"\"}".length())));

    assertThat(backend.post(PATH, body).status()).isEqualTo(201);
  }

  @Test
  void user_ids_are_text_of_the_applications_own() {
    String user = "us/er ü?#%2F\u00a0";

    backend.send(user, "Hello");

    assertThat(inbox(user).path("unread").asInt()).isEqualTo(1);
  }

  private static JsonNode inbox(String user) {
    String name = java.net.URLEncoder.encode(user, java.nio.charset.StandardCharsets.UTF_8);
    return backend.get("/api/v1/users/" + name.replace("+", "%20") + "/inbox").json();
  }
}
