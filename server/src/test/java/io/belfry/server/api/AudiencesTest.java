package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a broadcast reaches: topics, exceptions, attributes, over a real server.
@SuppressWarnings("NullAway.Init") // Started before each test.
final class AudiencesTest {
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
  void a_topic_reaches_those_who_subscribe_to_it_when_it_is_sent() {
    subscribe("news", "ann", "ben");
    try (SyncReplica ann = connect("ann");
        SyncReplica cid = connect("cid")) {
      JsonNode sent = send(Map.of("topic", "news"), "one");
      assertThat(sent.path("notification").path("topic").asText()).isEqualTo("news");
      Awaitility.await().until(() -> ann.unread() == 1);
      subscribe("news", "cid");
      send(Map.of("topic", "news"), "two");

      Awaitility.await().until(() -> ann.unread() == 2 && cid.unread() == 1);
    }
    assertThat(titles("ben")).containsExactly("two", "one");
    assertThat(titles("cid")).containsExactly("two");
    assertThat(titles("dan")).isEmpty();
  }

  @Test
  void who_left_a_topic_keeps_what_was_sent_before_and_begins_anew_with_the_next_subscription() {
    subscribe("news", "ann", "ben");
    send(Map.of("topic", "news"), "one");
    assertThat(titles("ann")).containsExactly("one");
    change("unsubscribe", "news", "ann", "ben");
    send(Map.of("topic", "news"), "two");
    subscribe("news", "ann", "ben");
    send(Map.of("topic", "news"), "three");

    assertThat(titles("ann")).containsExactly("three", "one");
    assertThat(titles("ben")).containsExactly("three", "one");
    send(Map.of("topic", "news"), "four");
    backend.delete("/api/v1/topics/news");
    send(Map.of("topic", "news"), "five");
    assertThat(titles("ben")).containsExactly("four", "three", "one");
  }

  @Test
  void a_recall_reaches_who_has_left_the_topic_meanwhile() {
    subscribe("news", "ann");
    String id = send(Map.of("topic", "news"), "wrong").path("id").asText();
    try (SyncReplica ann = connect("ann")) {
      assertThat(ann.unread()).isEqualTo(1);
      change("unsubscribe", "news", "ann");

      backend.delete("/api/v1/broadcasts/" + id);

      Awaitility.await().until(() -> ann.unread() == 0);
    }
  }

  @Test
  void exceptions_hear_nothing_of_it() {
    subscribe("news", "ann", "ben");
    send(Map.of("topic", "news", "except", List.of("ben")), "by ben");

    assertThat(titles("ann")).containsExactly("by ben");
    assertThat(titles("ben")).isEmpty();
  }

  @Test
  void attributes_choose_among_all() {
    put("ann", Map.of("plan", "pro", "seats", 5));
    put("ben", Map.of("plan", "team", "seats", 5.0, "beta", true));
    put("cid", Map.of("plan", "free"));
    try (SyncReplica ann = connect("ann");
        SyncReplica cid = connect("cid")) {
      send(where(Map.of("plan", List.of("pro", "team"))), "paying");
      send(where(Map.of("seats", 5, "beta", true)), "five and beta");
      send(where(Map.of("plan", "free")), "free");

      Awaitility.await().until(() -> ann.unread() == 1 && cid.unread() == 1);
    }
    assertThat(titles("ann")).containsExactly("paying");
    assertThat(titles("ben")).containsExactly("five and beta", "paying");
    assertThat(titles("cid")).containsExactly("free");
  }

  @Test
  void attributes_count_as_they_are_when_it_is_sent() {
    put("ann", Map.of("plan", "pro"));
    put("ben", Map.of("plan", "free"));
    send(where(Map.of("plan", "pro")), "for the paying");
    for (String user : List.of("ann", "ben")) {
      String plan = user.equals("ann") ? "free" : "pro";
      backend.put("/api/v1/users/" + user, Map.of("attributes", Map.of("plan", plan)));
    }

    assertThat(titles("ann")).containsExactly("for the paying");
    assertThat(titles("ben")).isEmpty();
  }

  @Test
  void what_is_for_others_pushes_nothing_out() {
    backend.send("ann", "before");
    send(Map.of("all", true), "for all");
    for (int i = 0; i < 101; i++) {
      send(where(Map.of("country", "fr")), "for the French " + i);
    }

    assertThat(titles("ann")).containsExactly("for all", "before");
  }

  @Test
  void a_large_topic_reaches_who_is_connected() {
    List<String> users = IntStream.range(0, 1_000).mapToObj(number -> "user-" + number).toList();
    subscribe("large", users.toArray(String[]::new));
    subscribe("large", "ann");
    try (SyncReplica ann = connect("ann");
        SyncReplica nobody = connect("nobody")) {
      send(Map.of("topic", "large"), "to very many");

      Awaitility.await().until(() -> ann.unread() == 1);
      assertThat(nobody.unread()).isZero();
    }
    assertThat(titles("user-999")).containsExactly("to very many");
  }

  @Test
  void sends_beside_broadcasts_to_other_topics_keep_their_order_over_a_restart() {
    subscribe("news", "ann");
    for (int i = 0; i < 20; i++) {
      backend.send("ann", "send " + i);
      backend.send("ben", "send " + i);
      send(Map.of("topic", i % 2 == 0 ? "news" : "other"), "news " + i);
    }
    server.restart();

    List<String> expected = new ArrayList<>();
    for (int i = 19; i >= 0; i--) {
      if (i % 2 == 0) {
        expected.add("news " + i);
      }
      expected.add("send " + i);
    }
    assertThat(titles("ann")).isEqualTo(expected);
    assertThat(titles("ben")).hasSize(20).allMatch(title -> title.startsWith("send"));
  }

  @Test
  void broadcasts_are_listed_newest_first_page_by_page() {
    for (int i = 0; i < 3; i++) {
      send(Map.of("all", true), "number " + i);
    }
    JsonNode first = backend.get("/api/v1/broadcasts?limit=2").json();
    JsonNode second =
        backend
            .get("/api/v1/broadcasts?limit=2&cursor=" + first.path("nextCursor").asText())
            .json();

    assertThat(first.path("broadcasts"))
        .extracting(each -> each.path("notification").path("title").asText())
        .containsExactly("number 2", "number 1");
    assertThat(second.path("broadcasts"))
        .extracting(each -> each.path("notification").path("title").asText())
        .containsExactly("number 0");
    assertThat(second.path("nextCursor").isNull()).isTrue();
    assertThat(backend.get("/api/v1/broadcasts?cursor=x").code()).isEqualTo("validation_failed");
    assertThat(backend.get("/api/v1/broadcasts?unread=true").code()).isEqualTo("validation_failed");
  }

  private SyncReplica connect(String user) {
    return new SyncReplica(HTTP, server.uri(""), user).connect();
  }

  private void subscribe(String topic, String... users) {
    change("subscribe", topic, users);
  }

  private void change(String what, String topic, String... users) {
    ApiClient.Answer answer =
        backend.post("/api/v1/topics/" + topic + "/" + what, Map.of("users", users));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private void put(String user, Map<String, ?> attributes) {
    ApiClient.Answer answer =
        backend.put("/api/v1/users/" + user, Map.of("attributes", attributes));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private static Map<String, ?> where(Map<String, ?> attributes) {
    return Map.of("all", true, "where", attributes);
  }

  private JsonNode send(Map<String, ?> to, String title) {
    ApiClient.Answer answer =
        backend.post("/api/v1/notifications", Map.of("to", to, "title", title));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json();
  }

  private List<String> titles(String user) {
    List<String> titles = new ArrayList<>();
    backend
        .get("/api/v1/users/" + user + "/inbox?limit=100")
        .json()
        .path("notifications")
        .forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }
}
