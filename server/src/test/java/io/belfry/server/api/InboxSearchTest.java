package io.belfry.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestSocket;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Filters and search, as both faces take them.
final class InboxSearchTest extends ApiTest {
  private static HttpClient http;
  private static ApiClient ann;
  private static TestSocket socket;
  private static Contract contract;

  @BeforeAll
  static void fill() throws IOException {
    http = HttpClient.newHttpClient();
    ann = ApiClient.user(server, "ann");
    contract = new Contract();
    send("Café is open", "comment", "high", Map.of("postId", 5), "Ben");
    send(
        "Order 42 is on its way", "success", "normal", Map.of("order", "42", "paid", true), "Shop");
    send("明天的会议通知", "message", "urgent", Map.of("postId", 7), "李");
    String read = send("Straße gesperrt", "warning", "low", Map.of(), "Ämter");
    String archived = send("Old café", "comment", "normal", Map.of("postId", 5), "Ann B.");
    ann.post("/api/v1/me/notifications/" + read + "/read", "");
    ann.post("/api/v1/me/notifications/" + archived + "/archive", "");
    socket = TestSocket.classic(http, server, "ann");
  }

  @AfterAll
  static void end() {
    socket.close();
    ann.close();
    http.shutdownNow();
  }

  @Test
  void http_and_socket_find_the_same() {
    assertFound("q=cafe", Map.of("q", "cafe"), "Café is open");
    assertFound(
        "q=cafe&archived=all", Map.of("q", "cafe", "archived", "all"), "Old café", "Café is open");
    assertFound("q=cafe&archived=true", Map.of("q", "cafe", "archived", true), "Old café");
    assertFound("q=STRASSE", Map.of("q", "STRASSE"), "Straße gesperrt");
    assertFound("q=" + encoded("会议"), Map.of("q", "会议"), "明天的会议通知");
    assertFound("q=amter+strasse", Map.of("q", "amter strasse"), "Straße gesperrt");
    assertFound("q=nothing", Map.of("q", "nothing"));
    assertFound(
        "type=success,warning",
        Map.of("type", List.of("success", "warning")),
        "Straße gesperrt",
        "Order 42 is on its way");
    assertFound("type=comment", Map.of("type", "comment"), "Café is open");
    assertFound(
        "priority=high&priority=urgent",
        Map.of("priority", List.of("high", "urgent")),
        "明天的会议通知",
        "Café is open");
    assertFound("read=true", Map.of("read", true), "Straße gesperrt");
    assertFound(
        "read=false&archived=all&type=comment",
        Map.of("read", false, "archived", "all", "type", "comment"),
        "Old café",
        "Café is open");
    assertFound("unread=true&read=true", Map.of("unread", true, "read", true));
    assertFound("data.postId=5", Map.of("data", Map.of("postId", 5)), "Café is open");
    assertFound("data.postId=5.0", Map.of("data", Map.of("postId", 5.0)), "Café is open");
    assertFound(
        "data.order=42&data.paid=true",
        Map.of("data", Map.of("order", 42, "paid", true)),
        "Order 42 is on its way");
    assertFound("data.order=43", Map.of("data", Map.of("order", "43")));
  }

  @Test
  void times_are_rfc_3339_or_epoch_milliseconds_from_the_first_to_before_the_second() {
    JsonNode order = ann.get("/api/v1/me/inbox?q=order").json().path("notifications").path(0);
    long at = order.path("timestamp").asLong();
    String title = order.path("title").asText();
    String instant = Instant.ofEpochMilli(at).toString();
    String zoned = Instant.ofEpochMilli(at).atOffset(ZoneOffset.ofHours(2)).toString();

    for (String from : List.of(Long.toString(at), instant, zoned)) {
      String both = "from=%s&to=%d&q=order".formatted(encoded(from), at + 1);
      assertFound(both, Map.of("from", from, "to", at + 1, "q", "order"), title);
    }
    assertFound("to=" + at + "&q=order", Map.of("to", at, "q", "order"));
    assertFound("from=" + (at + 1) + "&q=order", Map.of("from", at + 1, "q", "order"));
  }

  @Test
  void pages_of_a_search_lead_to_its_end() {
    for (int i = 0; i < 7; i++) {
      backend.send("walker", (i % 2 == 0 ? "even " : "odd ") + i);
    }
    try (ApiClient walker = ApiClient.user(server, "walker")) {
      List<String> titles = new ArrayList<>();
      String path = "/api/v1/me/inbox?q=even&limit=1";
      String cursor = "";
      do {
        JsonNode page = walker.get(path + cursor).json();
        titles.addAll(titles(page));
        cursor =
            page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
      } while (!cursor.isEmpty());
      assertThat(titles).containsExactly("even 6", "even 4", "even 2", "even 0");
    }
  }

  @Test
  void what_cannot_be_asked_is_named_and_told_how() {
    assertRefused("q=", Map.of("q", ""), "q", "1 to 256 characters");
    assertRefused("q=!?%20-", Map.of("q", "!? -"), "q", "has nothing to look for");
    String tooLong = "a".repeat(257);
    assertRefused("q=" + tooLong, Map.of("q", tooLong), "q", "1 to 256 characters");
    String words = "a b c d e f g h i j k l m n o p q";
    assertRefused("q=" + encoded(words), Map.of("q", words), "q", "at most 16 words, has 17");
    assertRefused("type=A", Map.of("type", "A"), "type", "1 to 64 of a to z");
    assertRefused("type=a,,b", Map.of("type", List.of("a", "", "b")), "type", "1 to 64 of");
    String types = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u";
    assertRefused("type=" + types, Map.of("type", types.split(",", -1)), "type", "at most 20");
    assertRefused("priority=5", Map.of("priority", "5"), "priority", "low, normal, high or");
    assertRefused("read=1", Map.of("read", 1), "read", "true or false");
    assertRefused("archived=yes", Map.of("archived", "yes"), "archived", "true, false or all");
    assertRefused("from=noon", Map.of("from", "noon"), "from", "RFC 3339");
    assertRefused("to=2026-01-01", Map.of("to", "2026-01-01"), "to", "RFC 3339");
    assertRefused(
        "from=1969-12-31T23:59:59Z", Map.of("from", "1969-12-31T23:59:59Z"), "from", "1970");
    assertRefused("to=999999999999999", Map.of("to", 999_999_999_999_999L), "to", "to 10888");
    assertRefused("from=5&to=5", Map.of("from", 5, "to", 5), "to", "between 'from' and 'to'");
    assertRefused("to=0", Map.of("to", 0), "to", "between 'from' and 'to'");
    assertRefused("data=5", Map.of("data", 5), "data", "");
    assertRefused("data.=5", Map.of("data", Map.of("", 5)), "data.", "must name a member");
    String value = "v".repeat(257);
    assertRefused("data.a=" + value, Map.of("data", Map.of("a", value)), "data.a", "0 to 256");
    assertRefused(
        "data.a=1&data.b=1&data.c=1&data.d=1&data.e=1&data.f=1",
        Map.of("data", Map.of("a", 1, "b", 1, "c", 1, "d", 1, "e", 1, "f", 1)),
        "data.",
        "one more than the 5");
    assertRefused("Q=x", Map.of("Q", "x"), "Q", "is not a known parameter");
  }

  @Test
  void what_only_one_face_can_say_wrongly_is_refused_there() {
    for (String twice : List.of("q=a&q=b", "limit=1&limit=2", "data.a=1&data.a=2")) {
      assertThat(ann.get("/api/v1/me/inbox?" + twice).code()).isEqualTo("validation_failed");
    }
    for (Map<String, ?> query :
        List.of(
            Map.of("q", 5),
            Map.of("q", Map.of("a", 1)),
            Map.of("type", 5),
            Map.of("type", List.of()),
            Map.of("type", List.of(5)),
            Map.of("priority", Map.of()),
            Map.of("read", "true"),
            Map.of("archived", 1),
            Map.of("from", true),
            Map.of("to", List.of(1)),
            Map.of("cursor", 5),
            Map.of("data.a", 5),
            Map.of("data", List.of()),
            Map.of("data", Map.of("a", List.of(1))))) {
      JsonNode error = socket.ask("getNotifications", query).path("error");
      assertThat(error.path("code").asText()).as("%s", query).isEqualTo("invalid_request");
      assertThat(error.path("message").asText()).contains("'" + query.keySet().iterator().next());
    }
  }

  private static void assertFound(String parameters, Map<String, ?> query, String... titles) {
    ApiClient.Answer mine = ann.get("/api/v1/me/inbox?" + parameters);
    ApiClient.Answer theirs = backend.get("/api/v1/users/ann/inbox?" + parameters);
    contract.gives("getMyInbox", mine);
    contract.gives("getUserInbox", theirs);
    JsonNode page = socket.ask("getNotifications", query);

    assertThat(titles(mine.json())).as(parameters).containsExactly(titles);
    assertThat(theirs.json()).isEqualTo(mine.json());
    assertThat(page.path("notifications")).isEqualTo(mine.json().path("notifications"));
    assertThat(page.path("nextCursor").isNull()).isTrue();
  }

  private static void assertRefused(
      String parameters, Map<String, ?> query, String path, String message) {
    ApiClient.Answer answer = ann.get("/api/v1/me/inbox?" + parameters);
    contract.gives("getMyInbox", answer);
    JsonNode error = answer.json().path("errors").path(0);
    JsonNode socketError = socket.ask("getNotifications", query).path("error");

    assertThat(answer.code()).as(parameters).isEqualTo("validation_failed");
    assertThat(error.path("path").asText()).startsWith(path);
    assertThat(error.path("message").asText()).contains(message);
    assertThat(socketError.path("code").asText()).as(parameters).isEqualTo("invalid_request");
    assertThat(socketError.path("message").asText()).contains("'" + path).contains(message);
  }

  private static String send(
      String title, String type, String priority, Map<String, ?> data, String actor) {
    Map<String, ?> body =
        Map.of(
            "to",
            "ann",
            "title",
            title,
            "type",
            type,
            "priority",
            priority,
            "data",
            data,
            "actor",
            Map.of("name", actor));
    ApiClient.Answer sent = backend.post("/api/v1/notifications", body);
    assertThat(sent.status()).as(sent.text()).isEqualTo(201);
    return sent.json().path("id").asText();
  }

  private static List<String> titles(JsonNode page) {
    List<String> titles = new ArrayList<>();
    page.path("notifications").forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
