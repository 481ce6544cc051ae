package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InboxPagesTest {
  private static final int COUNT = 250;

  private static TestServer server;
  private static ApiClient backend;
  private static ApiClient ann;
  private static ApiClient ben;
  private static List<String> newestFirst;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = TestServer.start(data, Map.of("retention.count", "300"));
    backend = ApiClient.backend(server);
    ann = ApiClient.user(server, "ann");
    ben = ApiClient.user(server, "ben");
    newestFirst = fill("ann", COUNT);
  }

  @AfterAll
  static void stop() {
    List.of(backend, ann, ben).forEach(ApiClient::close);
    server.close();
  }

  @Test
  void pages_lead_to_the_end_and_hold_everything_once() {
    assertThat(walk(ann, "/api/v1/me/inbox?limit=40")).isEqualTo(newestFirst);
    assertThat(walk(backend, "/api/v1/users/ann/inbox?limit=125")).isEqualTo(newestFirst);
    assertThat(walk(ann, "/api/v1/me/inbox?limit=1000")).isEqualTo(newestFirst);
  }

  @Test
  void a_page_has_fifty_where_nothing_is_said() {
    JsonNode page = ann.get("/api/v1/me/inbox").json();

    assertThat(ids(page)).isEqualTo(newestFirst.subList(0, 50));
    assertThat(page.path("seq").asLong()).isEqualTo(COUNT);
    assertThat(page.path("unread").asInt()).isEqualTo(COUNT);
  }

  @Test
  void the_last_page_has_no_cursor_even_when_it_is_full() {
    JsonNode page = ann.get("/api/v1/me/inbox?limit=" + COUNT).json();

    assertThat(page.path("notifications")).hasSize(COUNT);
    assertThat(page.path("nextCursor").isNull()).isTrue();
  }

  @Test
  void a_page_is_not_moved_by_what_arrives_meanwhile() {
    fill("carl", 4);
    String first = "/api/v1/users/carl/inbox?limit=2";
    JsonNode page = backend.get(first).json();
    backend.send("carl", "new");

    JsonNode next = backend.get(first + "&cursor=" + page.path("nextCursor").asText()).json();

    assertThat(next.path("notifications"))
        .extracting(each -> each.path("title").asText())
        .containsExactly("1", "0");
    assertThat(next.path("seq").asLong()).isEqualTo(5);
  }

  @Test
  void filters_choose_the_unread_and_the_archived() {
    List<String> ids = fill("ben", 6);
    ben.post("/api/v1/me/notifications/" + ids.get(0) + "/read", "");
    ben.post("/api/v1/me/notifications/" + ids.get(2) + "/archive", "");
    ben.post("/api/v1/me/notifications/" + ids.get(3) + "/archive", "");
    ben.post("/api/v1/me/notifications/" + ids.get(3) + "/read", "");

    assertThat(walk(ben, "/api/v1/me/inbox?limit=2"))
        .containsExactly(ids.get(0), ids.get(1), ids.get(4), ids.get(5));
    assertThat(walk(ben, "/api/v1/me/inbox?limit=2&unread=true"))
        .containsExactly(ids.get(1), ids.get(4), ids.get(5));
    assertThat(walk(ben, "/api/v1/me/inbox?limit=1&archived=true"))
        .containsExactlyInAnyOrder(ids.get(2), ids.get(3));
    assertThat(walk(ben, "/api/v1/me/inbox?limit=1&archived=true&unread=true"))
        .containsExactly(ids.get(2));
    assertThat(walk(ben, "/api/v1/me/inbox?unread=false&archived=false")).hasSize(4);
    assertThat(ben.get("/api/v1/me/inbox").json().path("unread").asInt()).isEqualTo(3);
  }

  @Test
  void parameters_out_of_bounds_and_unknown_ones_are_named() {
    for (String parameter :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=-1",
            "limit=1e3",
            "limit=",
            "limit=99999999999",
            "cursor=x",
            "cursor=",
            "unread=yes",
            "archived=1",
            "page=2")) {
      ApiClient.Answer answer = ann.get("/api/v1/me/inbox?" + parameter);
      assertThat(answer.code()).as(parameter).isEqualTo("validation_failed");
      assertThat(answer.json().path("errors").path(0).path("path").asText())
          .isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }
  }

  @Test
  void a_cursor_never_leads_into_another_inbox() {
    backend.send("cara", "Of cara alone");
    backend.send("zoe", "Of zoe alone");

    String inbox = "/api/v1/users/cara/inbox?cursor=";
    JsonNode highest = backend.get(inbox + "4294967295").json();

    highest
        .path("notifications")
        .forEach(each -> assertThat(each.path("title").asText()).isEqualTo("Of cara alone"));
    assertThat(backend.get(inbox + "4294967296").status()).isEqualTo(422);
    assertThat(backend.get(inbox + "9999999999").status()).isEqualTo(422);
  }

  @Test
  void the_inbox_of_a_user_who_was_never_sent_anything_is_empty() {
    ApiClient.Answer answer = backend.get("/api/v1/users/never/inbox");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("seq").asLong(-1)).isZero();
    assertThat(answer.json().path("notifications").isArray()).isTrue();
    assertThat(answer.json().path("epoch")).isEqualTo(epoch());
  }

  private static JsonNode epoch() {
    return ann.get("/api/v1/me/inbox?limit=1").json().path("epoch");
  }

  /// Sends `count` and returns their ids, newest first.
  private static List<String> fill(String user, int count) {
    List<Map<String, String>> batch =
        IntStream.range(0, count)
            .mapToObj(i -> Map.of("to", user, "title", Integer.toString(i)))
            .toList();
    List<String> ids = new ArrayList<>();
    backend
        .post("/api/v1/notifications/batch", Map.of("notifications", batch))
        .json()
        .path("results")
        .forEach(result -> ids.add(result.path("notification").path("id").asText()));
    assertThat(ids).hasSize(count);
    return ids.reversed();
  }

  private static List<String> walk(ApiClient caller, String first) {
    List<String> all = new ArrayList<>();
    String page = first;
    while (true) {
      ApiClient.Answer answer = caller.get(page);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      all.addAll(ids(answer.json()));
      JsonNode next = answer.json().path("nextCursor");
      if (next.isNull()) {
        return all;
      }
      assertThat(answer.json().path("notifications")).isNotEmpty();
      page = first + "&cursor=" + next.asText();
    }
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("notifications").forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }
}
