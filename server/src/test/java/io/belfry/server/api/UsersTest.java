package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsersTest extends ApiTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static Contract contract;

  @BeforeAll
  static void readContract() throws IOException {
    contract = new Contract();
  }

  @Test
  void attributes_replace_those_before_and_are_told_as_they_were_put() {
    String first = "{\"plan\":\"p\\\"rö 🎉\",\"seats\":5,\"beta\":true,\"a.b-c_D\":-1.5}";
    contract.takes("putUser", attributes(first));

    assertThat(put("ann", first)).isEqualTo(201);
    assertThat(told("ann")).isEqualTo(json(first));
    assertThat(put("ann", "{\"plan\":\"free\"}")).isEqualTo(200);
    assertThat(told("ann")).isEqualTo(json("{\"plan\":\"free\"}"));
    assertThat(put("ann", "{}")).isEqualTo(200);
    assertThat(told("ann")).isEqualTo(json("{}"));
  }

  @Test
  void who_somebody_is_replaces_what_was_said_before() {
    String all =
        "{\"name\":\"Ann Ö.\",\"email\":\"ann@example.org\",\"locale\":\"DE-ch\","
            + "\"timeZone\":\"Australia/Lord_Howe\",\"avatar\":\"/a.png\","
            + "\"attributes\":{\"a\":1}}";
    contract.takes("putUser", all);
    ApiClient.Answer first = putBody("pat", all);
    contract.gives("putUser", first);
    assertThat(first.status()).isEqualTo(201);

    ApiClient.Answer found = backend.get("/api/v1/users/pat");
    contract.gives("getUser", found);
    assertThat(found.json())
        .isEqualTo(json(all.replace("DE-ch", "de-CH").replaceFirst("\\{", "{\"id\":\"pat\",")));

    contract.gives("putUser", putBody("pat", "{}"));
    assertThat(backend.get("/api/v1/users/pat").json())
        .isEqualTo(json("{\"id\":\"pat\",\"attributes\":{}}"));
  }

  @Test
  void who_is_deleted_is_gone_with_everything_and_begins_anew_later() {
    backend.send("gus", "old");
    putBody("gus", "{\"name\":\"Gus\"}");
    backend.post("/api/v1/topics/gone/subscribe", Map.of("users", List.of("gus")));
    try (var gus = new SyncReplica(HTTP, server.uri(""), "gus").connect()) {
      assertThat(gus.unread()).isEqualTo(1);

      assertDeleted("gus", 204);

      Awaitility.await().until(() -> gus.notifications().isEmpty() && gus.unread() == 0);
      Awaitility.await().until(() -> !isOnline("gus"));
      assertUnknown("gus");
      assertThat(backend.get("/api/v1/topics/gone").json().path("subscribers").asInt()).isZero();
      assertThat(backend.get("/api/v1/users/gus/presence").text()).doesNotContain("lastSeen\":\"");
      assertDeleted("gus", 404);

      backend.send("gus", "new");
      gus.connect();
      Awaitility.await().until(() -> gus.unread() == 1);
      assertThat(gus.notifications())
          .singleElement()
          .matches(each -> each.path("title").asText().equals("new"));
    }
  }

  @Test
  void who_was_only_named_can_be_deleted_too() {
    put("hal", "{}");
    assertDeleted("hal", 204);
    assertUnknown("hal");
    assertDeleted("u".repeat(129), 404);
  }

  private static void assertDeleted(String id, int status) {
    ApiClient.Answer answer = backend.delete("/api/v1/users/" + id);
    contract.gives("deleteUser", answer);
    assertThat(answer.status()).isEqualTo(status);
  }

  private static boolean isOnline(String id) {
    return backend.get("/api/v1/users/" + id + "/presence").json().path("online").asBoolean();
  }

  @Test
  void numbers_are_told_by_their_value() {
    put("nora", "{\"a\":5.0,\"b\":1e3,\"c\":123456789012345678901234567890,\"d\":-0.50}");
    put("noah", "{\"a\":0.123456789012345678901234567891}");

    assertThat(backend.get("/api/v1/users/nora").text())
        .contains("{\"a\":5,\"b\":1000,\"c\":123456789012345678901234567890,\"d\":-0.5}");
    assertThat(backend.get("/api/v1/users/noah").text())
        .contains("{\"a\":0.123456789012345678901234567891}");
  }

  @Test
  void fifty_of_the_longest_are_taken() {
    String most =
        IntStream.range(0, 50)
            .mapToObj(i -> "\"%s%02d\":\"%s\"".formatted("n".repeat(62), i, "🎉".repeat(256)))
            .collect(Collectors.joining(",", "{", "}"));

    assertThat(put("max", most)).isEqualTo(201);
    assertThat(told("max")).isEqualTo(json(most));
  }

  @Test
  void who_was_sent_something_or_subscribed_is_known() {
    assertUnknown("dan");
    assertUnknown("dora");

    backend.send("dan", "Hello");
    backend.post("/api/v1/topics/news/subscribe", Map.of("users", List.of("dora")));

    assertThat(told("dan")).isEqualTo(json("{}"));
    assertThat(told("dora")).isEqualTo(json("{}"));
    assertThat(put("dan", "{\"a\":1}")).isEqualTo(200);
    assertThat(put("dora", "{\"a\":1}")).isEqualTo(200);
  }

  @Test
  void ids_may_be_of_any_text() {
    assertThat(put("a%2Fb%20%C3%A4%3F", "{\"a\":1}")).isEqualTo(201);

    JsonNode user = backend.get("/api/v1/users/a%2Fb%20%C3%A4%3F").json();
    assertThat(user.path("id").asText()).isEqualTo("a/b ä?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'name':''} | /name | must have 1 to 256 characters, has 0",
        "{'name':7} | /name | must be text",
        "{'email':'ann'} | /email | must be an address of mail",
        "{'email':'ann@x@y'} | /email | must be an address of mail",
        "{'email':'Ann <ann@x>'} | /email | must be an address of mail",
        "{'locale':'german!'} | /locale | must be a language tag",
        "{'timeZone':'Europe/Bern'} | /timeZone | must be a name of the IANA time zone database",
        "{'timeZone':'+01:00'} | /timeZone | must be a name of the IANA time zone database",
        "{'timeZone':null} | /timeZone | must be text",
        "{'avatar':'javascript:alert(1)'} | /avatar | must be an http or https address",
        "[] |  | must be an object",
        "{'attributes':[]} | /attributes | must be an object",
        "{'attributes':null} | /attributes | must be an object",
        "{'plan':'pro'} | /plan | is not a known field",
        "{'attributes':{'a':{'b':1}}} | /attributes/a | must be text, a number, true or false",
        "{'attributes':{'a':[1]}} | /attributes/a | must be text, a number, true or false",
        "{'attributes':{'a':null}} | /attributes/a | must be text, a number, true or false",
        "{'attributes':{'a':1,'a':2}} | /attributes/a | is there twice",
        "{'attributes':{'a b':1}} | /attributes/a b | must have a name of 1 to 64",
        "{'attributes':{'':1}} | /attributes/ | must have a name of 1 to 64",
        "{'attributes':{'a':'\\ud800'}} | /attributes/a | must be well-formed Unicode",
        "{'attributes':{'a':'\\u0000'}} | /attributes/a | must be well-formed Unicode",
        "{'attributes':{'a':1e30}} | /attributes/a | must have at most 30 digits",
        "{'attributes':{'a':1e-31}} | /attributes/a | must have at most 30 digits",
        "{'attributes':{'a':1e999999999}} | /attributes/a | must have at most 30 digits",
        "{'attributes':{'a':100e2147483647}} | /attributes/a | must have at most 30 digits",
        "{'attributes':{'a':-1e99999999999}} | /attributes/a | must have at most 30 digits",
      })
  void what_is_no_attribute_is_named_and_changes_nothing(String body, String path, String message) {
    ApiClient.Answer answer = putBody("eve", body.replace('\'', '"'));

    contract.gives("putUser", answer);
    assertThat(answer.code()).isEqualTo("validation_failed");
    JsonNode error = answer.json().path("errors").path(0);
    assertThat(error.path("path").asText()).isEqualTo(path == null ? "" : path);
    assertThat(error.path("message").asText()).startsWith(message);
    assertUnknown("eve");
  }

  @Test
  void what_is_one_too_many_or_too_long_is_refused() {
    String many =
        IntStream.range(0, 51).mapToObj(i -> "\"a" + i + "\":1").collect(Collectors.joining(","));

    assertThat(putBody("eve", attributes("{" + many + "}")).text())
        .contains("\"path\":\"/attributes\"")
        .contains("must have at most 50, has 51");
    assertThat(putBody("eve", attributes("{\"" + "n".repeat(65) + "\":1}")).text())
        .contains("must have a name of 1 to 64");
    assertThat(putBody("eve", attributes("{\"a\":\"" + "x".repeat(257) + "\"}")).text())
        .contains("must have 0 to 256 characters, has 257");
    assertUnknown("eve");
  }

  @Test
  void what_is_no_user_id_is_not_found_and_cannot_be_put() {
    for (String id : List.of("u".repeat(129), "%07")) {
      assertThat(backend.get("/api/v1/users/" + id).code()).isEqualTo("not_found");
      assertThat(backend.get("/api/v1/users/" + id + "/topics").code()).isEqualTo("not_found");
      ApiClient.Answer answer = putBody(id, attributes("{}"));
      assertThat(answer.code()).isEqualTo("validation_failed");
      assertThat(answer.json().path("errors").path(0).path("path").asText()).isEqualTo("id");
    }
  }

  @Test
  void another_media_type_than_json_and_what_is_no_json_are_refused() {
    ApiClient.Answer form =
        backend.call(
            "PUT",
            "/api/v1/users/eve",
            BodyPublishers.ofString("plan=pro"),
            "Content-Type",
            "application/x-www-form-urlencoded");
    ApiClient.Answer malformed = putBody("eve", "{\"attributes\":{}");
    ApiClient.Answer empty = putBody("eve", "");
    ApiClient.Answer large = putBody("eve", "\"" + "x".repeat(1_100_000) + "\"");

    List.of(form, malformed, empty, large).forEach(answer -> contract.gives("putUser", answer));
    assertThat(form.code()).isEqualTo("unsupported_media_type");
    assertThat(malformed.code()).isEqualTo("malformed_json");
    assertThat(empty.code()).isEqualTo("malformed_json");
    assertThat(large.code()).isEqualTo("payload_too_large");
    assertUnknown("eve");
  }

  @Test
  void without_a_key_nothing_is_told_and_nothing_changes() {
    try (var nobody = new ApiClient(server.uri("").toString(), "");
        var eve = ApiClient.user(server, "eve")) {
      for (ApiClient caller : List.of(nobody, eve)) {
        assertThat(caller.get("/api/v1/users/eve").status()).isEqualTo(401);
        assertThat(
                caller
                    .call("PUT", "/api/v1/users/eve", BodyPublishers.ofString(attributes("{}")))
                    .status())
            .isEqualTo(401);
        assertThat(caller.delete("/api/v1/users/eve").status()).isEqualTo(401);
      }
    }
    assertUnknown("eve");
  }

  private static void assertUnknown(String id) {
    ApiClient.Answer answer = backend.get("/api/v1/users/" + id);
    contract.gives("getUser", answer);
    assertThat(answer.code()).isEqualTo("not_found");
  }

  private static int put(String id, String attributes) {
    ApiClient.Answer answer = putBody(id, attributes(attributes));
    contract.gives("putUser", answer);
    assertThat(answer.json().path("attributes").size()).isEqualTo(json(attributes).size());
    return answer.status();
  }

  private static ApiClient.Answer putBody(String id, String body) {
    return backend.call("PUT", "/api/v1/users/" + id, BodyPublishers.ofString(body));
  }

  private static JsonNode told(String id) {
    ApiClient.Answer answer = backend.get("/api/v1/users/" + id);
    contract.gives("getUser", answer);
    assertThat(answer.json().path("id").asText()).isEqualTo(id);
    return answer.json().path("attributes");
  }

  private static String attributes(String attributes) {
    return "{\"attributes\":" + attributes + "}";
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
