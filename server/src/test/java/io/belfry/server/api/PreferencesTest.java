package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreferencesTest extends ApiTest {
  private static final String SEND = "/api/v1/notifications";

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static Contract contract;

  @BeforeAll
  static void readContract() throws IOException {
    contract = new Contract();
  }

  @Test
  void a_user_and_a_backend_change_the_same_preferences() {
    try (ApiClient pat = ApiClient.user(server, "pat")) {
      ApiClient.Answer before = pat.get("/api/v1/me/preferences");
      contract.gives("getMyPreferences", before);
      assertThat(before.json().path("preferences")).isEmpty();

      String quiet =
          "{\"types\":{\"like\":{\"toast\":false}},\"channels\":{\"email\":false},"
              + "\"emailDigest\":\"weekly\"}";
      contract.takes("patchMyPreferences", quiet);
      ApiClient.Answer chosen = patch(pat, "/api/v1/me/preferences", quiet);
      contract.gives("patchMyPreferences", chosen);
      assertThat(chosen.json().path("preferences").toString())
          .isEqualTo(
              "{\"channels\":{\"email\":false},\"types\":{\"like\":{\"toast\":false}},"
                  + "\"emailDigest\":\"weekly\"}");
      JsonNode like = chosen.json().path("types").path(0);
      assertThat(like.path("type").asText()).isEqualTo("like");
      assertThat(like.path("channels").toString())
          .isEqualTo(
              "{\"inApp\":true,\"toast\":false,\"sound\":true,\"push\":true,\"email\":false}");

      ApiClient.Answer back =
          patch(backend, ofUser("pat"), "{\"types\":null,\"emailDigest\":\"daily\"}");
      contract.gives("patchUserPreferences", back);
      ApiClient.Answer after = backend.get(ofUser("pat"));
      contract.gives("getUserPreferences", after);
      assertThat(after.json().path("preferences").toString())
          .isEqualTo("{\"channels\":{\"email\":false},\"emailDigest\":\"daily\"}");
      assertThat(pat.get("/api/v1/me/preferences").json()).isEqualTo(after.json());
    }
  }

  @Test
  void quiet_hours_are_meant_where_the_user_is() {
    patch(backend, ofUser("kim"), "{\"quietHours\":[{\"from\":\"22:00\",\"to\":\"07:00\"}]}");
    String at = "/api/v1/explain?user=kim&at=2026-07-01T13:00:00Z";
    assertThat(reason(backend.get(at), "toast")).isEqualTo("default");
    assertThat(backend.get(at).json().path("timeZone").asText()).isEqualTo("UTC");

    backend.put("/api/v1/users/kim", Map.of("timeZone", "Australia/Lord_Howe"));

    ApiClient.Answer answer = backend.get(at);
    contract.gives("explain", answer);
    assertThat(reason(answer, "toast")).isEqualTo("quiet_hours");
    assertThat(answer.json().path("timeZone").asText()).isEqualTo("Australia/Lord_Howe");
    assertThat(answer.json().path("heldUntil").asLong()).isEqualTo(1_782_937_800_000L);
    assertThat(reason(backend.get(at + "&priority=urgent"), "toast")).isEqualTo("urgent");
    assertThat(reason(backend.get(at + "&joinsCard=true"), "push")).isEqualTo("grouped");
  }

  @Test
  void what_was_decided_about_a_stored_one_is_explained() {
    patch(backend, ofUser("lou"), "{\"types\":{\"like\":{\"toast\":false}}}");
    String id = send("lou", "like").json().path("id").asText();
    patch(backend, ofUser("lou"), "{\"types\":null}");

    ApiClient.Answer answer = backend.get("/api/v1/explain?notification=" + id);

    contract.gives("explain", answer);
    assertThat(answer.json().path("notification").path("id").asText()).isEqualTo(id);
    assertThat(reason(answer, "toast")).isEqualTo("type_preference");
    assertThat(reason(answer, "sound")).isEqualTo("priority");
  }

  @Test
  void what_is_not_to_be_shown_is_answered_in_every_shape_of_sending() {
    patch(backend, ofUser("max"), "{\"types\":{\"like\":{\"inApp\":false}}}");

    ApiClient.Answer one = send("max", "like");
    contract.gives("sendNotification", one);
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.json().path("suppressed").asBoolean()).isTrue();
    assertThat(reason(one, "inApp")).isEqualTo("type_preference");

    var list = Map.of("to", List.of("max", "ned"), "type", "like", "title", "x");
    ApiClient.Answer many = backend.post(SEND, list);
    contract.gives("sendNotification", many);
    assertThat(many.json().path("accepted").asInt()).isOne();
    assertThat(many.json().path("suppressed").asInt()).isOne();

    var item = Map.of("to", "max", "type", "like", "title", "x");
    ApiClient.Answer batch = backend.post(SEND + "/batch", Map.of("notifications", List.of(item)));
    contract.gives("sendBatch", batch);
    assertThat(batch.json().path("results").path(0).path("status").asInt()).isEqualTo(200);

    var compat = Map.of("userId", "max", "type", "like", "title", "x");
    ApiClient.Answer customary = backend.post("/api/send-notification", compat);
    contract.gives("sendNotificationCompat", customary);
    assertThat(customary.json().path("suppressed").asBoolean()).isTrue();
    assertThat(backend.get("/api/v1/users/max/inbox").json().path("notifications")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] |  | must be an object",
        "{'quiet':1} | /quiet | is not a known field",
        "{'channels':{'bell':true}} | /channels/bell | is not a channel",
        "{'channels':{'toast':1}} | /channels/toast | must be",
        "{'types':{'Like':{'toast':true}}} | /types/Like | 1 to 64",
        "{'quietHours':[{'from':'22:00','to':'22:00'}]} | /quietHours/0/to | must",
        "{'quietHours':[{'from':'22:00'}]} | /quietHours/0/to | is missing",
        "{'quietHours':[{'from':'25:00','to':'07:00'}]} | /quietHours/0/from | must be",
        "{'doNotDisturbUntil':1} | /doNotDisturbUntil | in the future",
        "{'doNotDisturbUntil':'2035-01-01T00:00:00Z'} | /doNotDisturbUntil | within 365 days",
        "{'doNotDisturbUntil':'tomorrow'} | /doNotDisturbUntil | RFC 3339",
        "{'doNotDisturbFor':0} | /doNotDisturbFor | seconds",
        "{'emailDigest':'monthly'} | /emailDigest | must be hourly, daily, weekly or null",
      })
  void what_cannot_be_chosen_is_refused_and_changes_nothing(
      String body, String path, String message) {
    ApiClient.Answer answer = patch(backend, ofUser("bad"), body.replace('\'', '"'));

    contract.gives("patchUserPreferences", answer);
    assertThat(answer.status()).isEqualTo(422);
    JsonNode error = answer.json().path("errors").path(0);
    assertThat(error.path("path").asText()).isEqualTo(path == null ? "" : path);
    assertThat(error.path("message").asText()).contains(message);
    assertThat(backend.get(ofUser("bad")).json().path("preferences")).isEmpty();
  }

  @Test
  void a_hundred_windows_are_too_many() {
    String window = "{\"from\":\"22:00\",\"to\":\"07:00\"}";
    String body = "{\"quietHours\":[" + (window + ",").repeat(99) + window + "]}";

    ApiClient.Answer answer = patch(backend, ofUser("bad"), body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path(0).path("message").asText()).contains("21", "100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=like | user | is missing",
        "user=ann&type=LIKE | type | 1 to 64",
        "user=ann&priority=loud | priority | low, normal",
        "user=ann&at=noon | at | RFC 3339",
        "user=ann&joinsCard=maybe | joinsCard | true or false",
        "user=ann&zone=UTC | zone | not a known",
        "notification=1 | notification | id",
        "notification=01980f3e-6a4b-7c1d-9e2f-3a4b5c6d7e8f&user=ann | user | together with",
        "notification=01980f3e-6a4b-7c1d-9e2f-3a4b5c6d7e8f&users=ann | users | not a known",
      })
  void what_cannot_be_explained_is_refused(String query, String path, String message) {
    ApiClient.Answer answer = backend.get("/api/v1/explain?" + query);

    contract.gives("explain", answer);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path(0).path("path").asText()).isEqualTo(path);
    assertThat(answer.json().path("errors").path(0).path("message").asText()).contains(message);
  }

  @Test
  void a_card_grows_by_the_contract() {
    String like =
        "{\"to\":\"sue\",\"type\":\"like\",\"title\":\"Ben liked it\",\"actor\":{\"name\":\"Ben\"},"
            + "\"group\":{\"key\":\"post\",\"title\":\"{{actor}} and {{ others }} others\","
            + "\"window\":60}}";
    contract.takes("sendNotification", like);

    ApiClient.Answer first = backend.call("POST", SEND, BodyPublishers.ofString(like));
    ApiClient.Answer second = backend.call("POST", SEND, BodyPublishers.ofString(like));

    List.of(first, second).forEach(answer -> contract.gives("sendNotification", answer));
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(second.json().path("title").asText()).isEqualTo("Ben and 1 others");
    ApiClient.Answer inbox = backend.get("/api/v1/users/sue/inbox");
    contract.gives("getUserInbox", inbox);
    assertThat(inbox.json().path("unread").asInt()).isOne();
    assertThat(inbox.json().path("seq").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'group':5 | /group | must be an object",
        "'group':{} | /group/key | is missing",
        "'group':{'key':''} | /group/key | 1 to 128",
        "'group':{'key':'k','title':'nothing'} | /group/title | {{actor}}",
        "'group':{'key':'k','title':'{{actr}} likes it'} | /group/title | {{actor}}",
        "'group':{'key':'k','title':'{{count}} and {{'} | /group/title | {{actor}}",
        "'group':{'key':'k','title':'{{count}} of {{a{b}}'} | /group/title | {{actor}}",
        "'group':{'key':'k','window':0} | /group/window | seconds",
        "'group':{'key':'k','count':5} | /group/count | is not a known field",
        "'group':{'key':'k'},'ttl':60 | /ttl | cards grow",
        "'group':{'key':'k'},'actions':[{'id':'a','label':'b'}] | /actions | cards grow",
      })
  void a_group_that_cannot_be_is_refused(String member, String path, String message) {
    String body = "{'to':'ann','title':'x'," + member + "}";

    ApiClient.Answer answer = backend.post(SEND, body.replace('\'', '"'));

    contract.gives("sendNotification", answer);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("path")).contains(path);
    assertThat(answer.json().path("errors").toString()).contains(message);
    assertThat(backend.get("/api/v1/users/ann/inbox").json().path("seq").asInt()).isZero();
  }

  private static String ofUser(String user) {
    return "/api/v1/users/" + user + "/preferences";
  }

  private static ApiClient.Answer patch(ApiClient caller, String path, String body) {
    return caller.call("PATCH", path, BodyPublishers.ofString(body));
  }

  private static ApiClient.Answer send(String user, String type) {
    return backend.post(SEND, Map.of("to", user, "type", type, "title", "x"));
  }

  private static String reason(ApiClient.Answer answer, String channel) {
    return answer.json().path("channels").path(channel).path("reason").asText();
  }
}
