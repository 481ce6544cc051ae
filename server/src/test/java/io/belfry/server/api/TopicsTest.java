package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopicsTest extends ApiTest {
  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static Contract contract;

  @BeforeAll
  static void readContract() throws IOException {
    contract = new Contract();
  }

  @Test
  void who_subscribes_is_listed_and_counted_until_they_leave() {
    assertThat(subscribe("news", List.of("ann", "ben"))).isEqualTo(2);
    assertThat(subscribe("news", List.of("ben", "cem"))).isEqualTo(1);
    assertThat(users("news")).containsExactly("ann", "ben", "cem");
    assertThat(count("news")).isEqualTo(3);

    assertThat(unsubscribe("news", List.of("ben", "stranger"))).isEqualTo(1);
    assertThat(unsubscribe("news", List.of("ben"))).isZero();

    assertThat(users("news")).containsExactly("ann", "cem");
    assertThat(count("news")).isEqualTo(2);
    assertThat(count("nobody-here")).isZero();
    assertThat(users("nobody-here")).isEmpty();
  }

  @Test
  void pages_lead_to_the_end_and_hold_everybody_once_in_the_order_of_bytes() {
    List<String> sorted = List.of("Z z", "a&=+/?#%", "b", "ä", "日本".repeat(64), "🎉");
    List<String> mixed = new ArrayList<>(sorted);
    Collections.reverse(mixed);
    subscribe("pages", mixed);

    for (int limit : List.of(1, 2, 5, 6, 1_000)) {
      assertThat(walk("/api/v1/topics/pages/subscribers", "users", limit)).isEqualTo(sorted);
    }
    JsonNode full = backend.get("/api/v1/topics/pages/subscribers?limit=6").json();
    assertThat(full.path("nextCursor").isNull()).isTrue();
  }

  @Test
  void a_page_has_fifty_where_nothing_is_said() {
    subscribe("fifty", many(51));

    assertThat(backend.get("/api/v1/topics/fifty/subscribers").json().path("users")).hasSize(50);
  }

  @Test
  void topics_of_a_user_are_paged_too() {
    List<String> sorted = List.of("Z", "_", "a.b:c@d-e", "z");
    sorted.reversed().forEach(topic -> subscribe(topic, List.of("dee/1")));

    String path = "/api/v1/users/dee%2F1/topics";
    assertThat(walk(path, "topics", 1)).isEqualTo(sorted);
    assertThat(walk(path, "topics", 3)).isEqualTo(sorted);
    assertThat(walk("/api/v1/users/stranger/topics", "topics", 3)).isEmpty();
  }

  @Test
  void a_thousand_users_are_one_call() {
    assertThat(subscribe("large", many(1_000))).isEqualTo(1_000);
    assertThat(count("large")).isEqualTo(1_000);
    assertThat(unsubscribe("large", many(1_000))).isEqualTo(1_000);
  }

  @Test
  void a_topic_that_is_cleared_has_no_subscribers_and_others_keep_theirs() {
    for (int part = 0; part < 3; part++) {
      String prefix = "part-" + part + "-";
      subscribe("cleared", IntStream.range(0, 900).mapToObj(number -> prefix + number).toList());
    }
    subscribe("kept", List.of("ann"));

    ApiClient.Answer answer = backend.delete("/api/v1/topics/cleared");

    contract.gives("clearTopic", answer);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(count("cleared")).isZero();
    assertThat(count("kept")).isEqualTo(1);
    assertThat(backend.delete("/api/v1/topics/cleared").status()).isEqualTo(204);
  }

  @Test
  void of_two_who_subscribe_the_same_users_at_once_each_counts_their_own() {
    for (int round = 0; round < 5; round++) {
      String topic = "at-once-" + round;
      List<String> there = many(1_000);
      CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> subscribe(topic, there));
      CompletableFuture<Integer> other =
          CompletableFuture.supplyAsync(() -> subscribe(topic, there.reversed()));

      assertThat(one.join() + other.join()).isEqualTo(1_000);
      assertThat(count(topic)).isEqualTo(1_000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | /users | is missing",
        "{'users':[]} | /users | must have 1 to 1,000 user ids, has 0",
        "{'users':'ann'} | /users | must be a list of user ids",
        "{'users':{'all':true}} | /users | must be a list of user ids",
        "{'users':null} | /users | must be a list of user ids",
        "{'users':['ann','ben','ann']} | /users/2 | is there twice",
        "{'users':['ann',['ben']]} | /users/1 | must be a user id",
        "{'users':['a\\u0000b']} | /users/0 | must be a user id",
        "{'users':['\\ud800']} | /users/0 | must be a user id",
        "{'users':['ann'],'since':3} | /since | is not a known field",
        "['ann'] |  | must be an object",
      })
  void a_bad_list_is_named_and_changes_nothing(String body, String path, String message) {
    for (String change : List.of("subscribe", "unsubscribe")) {
      ApiClient.Answer answer =
          backend.post("/api/v1/topics/bad-input/" + change, body.replace('\'', '"'));

      contract.gives(change, answer);
      assertThat(answer.code()).isEqualTo("validation_failed");
      JsonNode error = answer.json().path("errors").path(0);
      assertThat(error.path("path").asText()).isEqualTo(path == null ? "" : path);
      assertThat(error.path("message").asText()).startsWith(message);
      assertThat(count("bad-input")).isZero();
    }
  }

  @Test
  void more_than_a_thousand_users_are_refused() {
    ApiClient.Answer answer =
        backend.post("/api/v1/topics/too-many/subscribe", Map.of("users", many(1_001)));

    assertThat(answer.code()).isEqualTo("validation_failed");
    assertThat(answer.json().path("errors")).hasSize(1);
    assertThat(answer.text()).contains("must have 1 to 1,000 user ids, has 1,001");
    assertThat(count("too-many")).isZero();
  }

  @Test
  void what_is_no_topic_is_refused_wherever_there_is_to_be_one() {
    String users = "{\"users\":[\"ann\"]}";
    for (String name : List.of("a%20b", "t".repeat(129), "%C3%A4", "a%2Fb", "%00", "a*")) {
      String path = "/api/v1/topics/" + name;
      Map<String, ApiClient.Answer> answers =
          Map.of(
              "subscribe", backend.post(path + "/subscribe", users),
              "unsubscribe", backend.post(path + "/unsubscribe", users),
              "getTopic", backend.get(path),
              "getSubscribers", backend.get(path + "/subscribers"),
              "clearTopic", backend.delete(path));
      answers.forEach(
          (id, answer) -> {
            contract.gives(id, answer);
            assertThat(answer.code()).as("%s %s", id, name).isEqualTo("validation_failed");
            assertThat(answer.json().path("errors").path(0).path("path").asText())
                .isEqualTo("topic");
          });
    }
    assertThat(subscribe("t".repeat(128), List.of("ann"))).isEqualTo(1);
  }

  @Test
  void parameters_out_of_bounds_and_unknown_ones_are_named() {
    for (String parameter :
        List.of(
            "limit=0",
            "limit=1001",
            "cursor=",
            "cursor=!",
            "cursor=YQ==",
            "cursor=_w",
            "unread=true")) {
      for (String path : List.of("/api/v1/topics/news/subscribers", "/api/v1/users/ann/topics")) {
        ApiClient.Answer answer = backend.get(path + "?" + parameter);
        assertThat(answer.code()).as(parameter).isEqualTo("validation_failed");
        assertThat(answer.json().path("errors").path(0).path("path").asText())
            .isEqualTo(parameter.substring(0, parameter.indexOf('=')));
      }
    }
  }

  @Test
  void another_media_type_than_json_and_what_is_no_json_are_refused() {
    for (String change : List.of("subscribe", "unsubscribe")) {
      String path = "/api/v1/topics/bad-body/" + change;
      ApiClient.Answer form = backend.post(path, "users=ann", "Content-Type", "text/plain");
      ApiClient.Answer malformed = backend.post(path, "{\"users\":[\"ann\"");
      ApiClient.Answer large = backend.post(path, "\"" + "x".repeat(1_100_000) + "\"");

      List.of(form, malformed, large).forEach(answer -> contract.gives(change, answer));
      assertThat(form.code()).isEqualTo("unsupported_media_type");
      assertThat(malformed.code()).isEqualTo("malformed_json");
      assertThat(large.code()).isEqualTo("payload_too_large");
    }
    assertThat(count("bad-body")).isZero();
  }

  @Test
  void without_a_key_nothing_is_told_and_nothing_changes() {
    String path = "/api/v1/topics/private";
    subscribe("private", List.of("ann"));
    try (var nobody = new ApiClient(server.uri("").toString(), "");
        var ann = ApiClient.user(server, "ann")) {
      for (ApiClient caller : List.of(nobody, ann)) {
        List.of(
                caller.post(path + "/subscribe", Map.of("users", List.of("eve"))),
                caller.post(path + "/unsubscribe", Map.of("users", List.of("ann"))),
                caller.get(path),
                caller.get(path + "/subscribers"),
                caller.get("/api/v1/users/ann/topics"),
                caller.delete(path))
            .forEach(answer -> assertThat(answer.status()).isEqualTo(401));
      }
    }
    assertThat(users("private")).containsExactly("ann");
  }

  private static int subscribe(String topic, List<String> users) {
    return change(topic, "subscribe", users).path("subscribed").asInt(-1);
  }

  private static int unsubscribe(String topic, List<String> users) {
    return change(topic, "unsubscribe", users).path("unsubscribed").asInt(-1);
  }

  private static JsonNode change(String topic, String change, List<String> users) {
    ApiClient.Answer answer =
        backend.post("/api/v1/topics/" + topic + "/" + change, Map.of("users", users));
    synchronized (contract) {
      contract.gives(change, answer);
    }
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static int count(String topic) {
    ApiClient.Answer answer = backend.get("/api/v1/topics/" + topic);
    contract.gives("getTopic", answer);
    assertThat(answer.json().path("topic").asText()).isEqualTo(topic);
    return answer.json().path("subscribers").asInt(-1);
  }

  private static List<String> users(String topic) {
    return walk("/api/v1/topics/" + topic + "/subscribers", "users", 1_000);
  }

  private static List<String> walk(String path, String field, int limit) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    do {
      ApiClient.Answer page = backend.get(path + "?limit=" + limit + cursor);
      contract.gives(field.equals("users") ? "getSubscribers" : "getUserTopics", page);
      assertThat(page.json().path(field)).hasSizeLessThanOrEqualTo(limit);
      page.json().path(field).forEach(each -> all.add(each.asText()));
      JsonNode next = page.json().path("nextCursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    return all;
  }

  private static List<String> many(int count) {
    return IntStream.range(0, count).mapToObj(number -> "user-" + number).toList();
  }
}
