package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestSocket;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Buttons on notifications, over a real server.
final class ActionsTest extends ApiTest {
  private static final String SEND = "/api/v1/notifications";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<Map<String, String>> ACTIONS =
      List.of(
          Map.of("id", "accept", "label", "Accept", "style", "primary"),
          Map.of("id", "decline", "label", "Decline \"it\"", "url", "/no"));

  @Test
  void buttons_are_sent_in_every_shape_of_sending() {
    Map<String, ?> content = Map.of("title", "?", "actions", ACTIONS, "actionGroup", "g \"1\"");
    JsonNode single = backend.post(SEND, with(content, "to", "one")).json();
    backend.post(SEND, with(content, "to", List.of("two", "three")));
    backend.post(SEND + "/batch", Map.of("notifications", List.of(with(content, "to", "four"))));
    backend.post("/api/send-notification", with(content, "userId", "five"));
    backend.post(
        "/api/send-notification", List.of(Map.of("userId", "six", "notification", content)));
    backend.post(SEND, with(content, "to", Map.of("all", true)));

    assertThat(single.path("actions")).hasSize(2);
    assertThat(single.path("actions").path(1).path("label").asText()).isEqualTo("Decline \"it\"");
    assertThat(single.path("actions").path(1).path("url").asText()).isEqualTo("/no");
    assertThat(single.path("actionGroup").asText()).isEqualTo("g \"1\"");
    for (String user : List.of("one", "two", "three", "four", "five", "six")) {
      JsonNode inbox = inbox(user);
      assertThat(inbox).as(user).hasSize(2);
      for (JsonNode each : inbox) {
        assertThat(each.path("actions")).isEqualTo(single.path("actions"));
        assertThat(each.path("actionGroup")).isEqualTo(single.path("actionGroup"));
      }
    }
    press("one", id(single), "accept");
    for (String user : List.of("one", "two", "three", "four", "five", "six")) {
      Awaitility.await().until(() -> inbox(user).findValues("outcome").size() == 2);
    }
  }

  @Test
  void a_pressed_button_is_the_outcome_in_every_face_and_dialect() {
    String id = id(ask("ann", "deal-1", Map.of("order", 5)));
    try (SyncReplica sync = new SyncReplica(HTTP, server.uri(""), "ann").connect();
        TestSocket classic = TestSocket.classic(HTTP, server, "ann")) {
      JsonNode answer = sync.emit("notificationAction", id, "accept");

      assertThat(answer.path("ok").asBoolean()).isTrue();
      assertThat(answer.path("unread").asInt(-1)).isZero();
      assertThat(answer.path("seq").asLong()).isEqualTo(2);
      JsonNode updated = classic.take("notificationUpdated");
      assertThat(updated.path("outcome").path("action").asText()).isEqualTo("accept");
      assertThat(updated.path("outcome").path("by").asText()).isEqualTo("ann");
      assertThat(updated.path("outcome").path("at").asLong()).isPositive();
      assertThat(updated.path("read").asBoolean()).isTrue();
      Awaitility.await().until(() -> sync.seq() == 2);
      assertThat(sync.notifications()).containsExactly(updated);
      assertThat(backend.get(SEND + "/" + id).json().path("notification")).isEqualTo(updated);
      assertThat(inbox("ann").path(0)).isEqualTo(updated);

      JsonNode late = classic.ask("notificationAction", id, "decline").path("error");
      assertThat(late.path("code").asText()).isEqualTo("already_answered");
      assertThat(late.path("message").asText()).isNotEmpty();
      assertThat(late.path("outcome")).isEqualTo(updated.path("outcome"));
      JsonNode again = classic.ask("notificationAction", id, "accept");
      assertThat(again.path("ok").asBoolean()).isTrue();
      assertThat(again.path("seq").asLong()).isEqualTo(2);
    }
    ApiClient.Answer late = press("ann", id, "decline");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("already_answered");
    assertThat(late.json().path("outcome").path("action").asText()).isEqualTo("accept");
    assertThat(press("ann", id, "accept").status()).isEqualTo(200);
  }

  @Test
  void what_cannot_be_pressed_is_said_with_what_can() {
    String id = id(ask("bea", "", Map.of()));
    String plain = id(backend.send("bea", "plain"));

    ApiClient.Answer unknown = press("bea", id, "Accept");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("unknown_action");
    assertThat(unknown.json().path("detail").asText())
        .isEqualTo("This notification has no such action, but accept, decline.");
    assertThat(press("bea", plain, "accept").json().path("detail").asText())
        .isEqualTo("This notification has no actions.");
    assertThat(press("ann", id, "accept").code()).isEqualTo("not_found");
    assertThat(press("bea", "x", "accept").code()).isEqualTo("not_found");
    try (TestSocket socket = TestSocket.classic(HTTP, server, "bea")) {
      assertThat(code(socket, id, "maybe")).isEqualTo("unknown_action");
      assertThat(code(socket, id, 5)).isEqualTo("invalid_request");
      assertThat(code(socket, id)).isEqualTo("invalid_request");
      assertThat(code(socket, 7, "accept")).isEqualTo("invalid_request");
      assertThat(code(socket)).isEqualTo("invalid_request");
    }
    assertThat(inbox("bea").findValues("outcome")).isEmpty();
    assertThat(press("bea", id, "accept").status()).isEqualTo(200);
  }

  @Test
  void the_answer_of_one_recipient_closes_the_cards_of_the_others() {
    List<String> members = List.of("g-1", "g-2", "g-3");
    members.forEach(user -> ask(user, "deal-2", Map.of()));
    String third = inbox("g-3").path(0).path("id").asText();
    try (SyncReplica other = new SyncReplica(HTTP, server.uri(""), "g-1").connect()) {
      assertThat(press("g-3", third, "decline").status()).isEqualTo(200);

      Awaitility.await()
          .until(
              () ->
                  other
                      .notifications()
                      .getFirst()
                      .path("outcome")
                      .path("by")
                      .asText()
                      .equals("g-3"));
      assertThat(other.unread()).isEqualTo(1);
      String own = other.notifications().getFirst().path("id").asText();
      assertThat(press("g-1", own, "decline").json().path("outcome").path("by").asText())
          .isEqualTo("g-3");
    }
    Awaitility.await().until(() -> inbox("g-2").path(0).has("outcome"));
    assertThat(ask("g-4", "deal-2", Map.of()).path("outcome").path("action").asText())
        .isEqualTo("decline");

    assertThat(backend.delete("/api/v1/users/g-3").status()).isEqualTo(204);

    for (String user : List.of("g-1", "g-2", "g-4")) {
      Awaitility.await().until(() -> !inbox(user).path(0).path("outcome").has("by"));
      assertThat(inbox(user).path(0).path("outcome").path("action").asText()).isEqualTo("decline");
    }
  }

  @Test
  void an_edit_of_a_broadcast_keeps_buttons_and_answers_and_changes_neither() {
    backend.send("e-1", "known");
    Map<String, ?> to = Map.of("all", true);
    JsonNode sent = backend.post(SEND, Map.of("to", to, "title", "?", "actions", ACTIONS)).json();
    String path = "/api/v1/broadcasts/" + id(sent);
    String copy = inbox("e-1").path(0).path("id").asText();
    press("e-1", copy, "accept");

    for (String field : List.of("actions", "actionGroup")) {
      ApiClient.Answer refused = backend.patch(path, "{\"title\":\"!\",\"" + field + "\":null}");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().path("errors").path(0).path("path").asText())
          .isEqualTo("/" + field);
    }
    assertThat(backend.patch(path, Map.of("title", "Edited")).status()).isEqualTo(200);

    JsonNode edited = inbox("e-1").path(0);
    assertThat(edited.path("title").asText()).isEqualTo("Edited");
    assertThat(edited.path("actions")).hasSize(2);
    assertThat(edited.path("outcome").path("by").asText()).isEqualTo("e-1");
    assertThat(backend.get(path).json().path("notification").has("outcome")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'actions':{} | /actions | must be an array",
        "'actions':null | /actions | must be an array",
        "'actions':[] | /actions | must have 1 to 4 items, has 0",
        "'actions':[A1,A2,A3,A4,A5] | /actions | must have 1 to 4 items, has 5",
        "'actions':[5] | /actions/0 | must be an object",
        "'actions':[A1,{'label':'x'}] | /actions/1/id | is missing",
        "'actions':[{'id':'x'}] | /actions/0/label | is missing",
        "'actions':[{'id':'','label':'x'}] | /actions/0/id | must have 1 to 64 characters, has 0",
        "'actions':[{'id':'a b','label':'x'}] | /actions/0/id | must be made of a to z",
        "'actions':[{'id':'ä','label':'x'}] | /actions/0/id | must be made of a to z",
        "'actions':[{'id':7,'label':'x'}] | /actions/0/id | must be text",
        "'actions':[{'id':'a','label':''}] | /actions/0/label | must have 1 to 64 characters",
        "'actions':[{'id':'a','label':'L65'}] | /actions/0/label | must have 1 to 64 characters",
        "'actions':[{'id':'a','label':'\\ud800'}] | /actions/0/label | must be well-formed",
        "'actions':[A1,A1] | /actions/1/id | is that of another action already",
        "'actions':[{'id':'a','label':'x','style':'red'}] | /actions/0/style | must be primary",
        "'actions':[{'id':'a','label':'x','style':{}}] | /actions/0/style | must be primary",
        "'actions':[{'id':'a','label':'x','url':'javascript:1'}] | /actions/0/url | must be an",
        "'actions':[{'id':'a','label':'x','do':1}] | /actions/0/do | is not a known field",
        "'actions':[{'id':'a','id':'b','label':'x'}] | /actions/0/id | is there twice",
        "'actionGroup':'g' | /actionGroup | goes with 'actions' alone",
        "'actions':[A1],'actionGroup':'' | /actionGroup | must have 1 to 128 characters, has 0",
        "'actions':[A1],'actionGroup':'L129' | /actionGroup | must have 1 to 128 characters",
        "'actions':[A1],'actionGroup':7 | /actionGroup | must be text",
        "'outcome':{'action':'a'} | /outcome | is not a known field",
      })
  void bad_buttons_are_named(String fields, String path, String message) {
    String body =
        "{\"to\":\"bad\",\"title\":\"x\","
            + fields
                .replaceAll("A([1-5])", "{'id':'a$1','label':'x'}")
                .replace("L65", "x".repeat(65))
                .replace("L129", "x".repeat(129))
                .replace('\'', '"')
            + "}";

    ApiClient.Answer answer = backend.post(SEND, body);

    assertThat(answer.status()).as(body).isEqualTo(422);
    JsonNode error = answer.json().path("errors").path(0);
    assertThat(error.path("path").asText()).isEqualTo(path);
    assertThat(error.path("message").asText()).startsWith(message);
    assertThat(inbox("bad").findValues("actions")).isEmpty();
  }

  private static Map<String, Object> with(Map<String, ?> content, String name, Object value) {
    Map<String, Object> body = new HashMap<>(content);
    body.put(name, value);
    return body;
  }

  private static JsonNode ask(String user, String group, Map<String, ?> data) {
    Map<String, Object> body = with(Map.of("title", "?", "actions", ACTIONS), "to", user);
    body.put("data", data);
    if (!group.isEmpty()) {
      body.put("actionGroup", group);
    }
    ApiClient.Answer sent = backend.post(SEND, body);
    assertThat(sent.status()).isEqualTo(201);
    return sent.json();
  }

  private static ApiClient.Answer press(String user, String id, String action) {
    try (ApiClient own = ApiClient.user(server, user)) {
      return own.post("/api/v1/me/notifications/" + id + "/actions/" + action, "");
    }
  }

  private static String code(TestSocket socket, Object... args) {
    return socket.ask("notificationAction", args).path("error").path("code").asText();
  }

  private static JsonNode inbox(String user) {
    return backend.get("/api/v1/users/" + user + "/inbox").json().path("notifications");
  }

  private static String id(JsonNode notification) {
    return notification.path("id").asText();
  }
}
