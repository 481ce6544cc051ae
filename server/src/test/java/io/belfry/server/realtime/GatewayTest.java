package io.belfry.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import io.belfry.server.auth.JwtIssuer;
import io.belfry.server.user.UserId;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and what is answered to what is not understood.
final class GatewayTest {
  private static final Duration IDENTIFY_WITHIN = Duration.ofSeconds(2);
  private static final String UNKNOWN = "01980f3e-6a4b-7c1d-9e2f-3a4b5c6d7e8f";

  private static HttpClient http;
  private static TestServer server;
  private static ApiClient backend;

  @BeforeAll
  static void start(@TempDir Path data) {
    http = HttpClient.newHttpClient();
    server =
        TestServer.start(
            data,
            Map.of(
                "socket.identifyWithin",
                IDENTIFY_WITHIN.toSeconds() + "s",
                "socket.maxPerUser",
                "2"));
    backend = ApiClient.backend(server);
  }

  @AfterAll
  static void stop() {
    backend.close();
    server.close();
    http.shutdownNow();
  }

  @Test
  void an_anonymous_socket_hears_nothing_and_is_closed() {
    try (TestSocket anonymous = TestSocket.open(http, server, Map.of());
        TestSocket ann = TestSocket.classic(http, server, "ann")) {
      anonymous.admitted();
      backend.post("/api/v1/events", Map.of("to", Map.of("all", true), "event", "marker"));
      backend.send("ann", "Not for the anonymous");
      ann.take("marker");
      ann.take("notification");

      anonymous.awaitClosed();

      assertThat(anonymous.heard()).isEmpty();
      assertThat(ann.isOpen()).isTrue();
    }
  }

  @Test
  void a_socket_that_identified_itself_stays() {
    try (TestSocket anonymous = TestSocket.open(http, server, Map.of());
        TestSocket late = TestSocket.open(http, server, Map.of())) {
      late.emit("auth", TestServer.token("late"));
      late.take("authResponse");

      anonymous.awaitClosed();

      assertThat(late.isOpen()).isTrue();
      assertThat(late.ask("markSeen").path("ok").asBoolean()).isTrue();
    }
  }

  @Test
  void a_bad_token_is_told_and_the_socket_may_try_again() {
    try (TestSocket socket = TestSocket.open(http, server, Map.of())) {
      assertThat(code(socket.ask("auth", "garbage"))).isEqualTo("token_invalid");
      assertThat(socket.take("authError").path("code").asText()).isEqualTo("token_invalid");
      assertThat(code(socket.ask("init"))).isEqualTo("token_missing");
      assertThat(socket.take("authError").path("code").asText()).isEqualTo("token_missing");
      assertThat(code(socket.ask("username", "ann"))).isEqualTo("token_invalid");
      assertThat(socket.take("authError").path("message").asText()).isNotEmpty();

      JsonNode ack = socket.ask("init", Map.of("token", TestServer.token("ann")));

      assertThat(ack.path("ok").asBoolean()).isTrue();
      socket.take("initResponse");
    }
  }

  @Test
  void a_bad_token_in_the_handshake_is_a_connect_error_and_nothing_else() {
    Map<String, String> bad =
        Map.of(
            "garbage",
            "token_invalid",
            expired(),
            "token_expired",
            new PlainJWT(new JWTClaimsSet.Builder().subject("ann").build()).serialize(),
            "token_algorithm");
    bad.forEach(
        (token, code) -> {
          try (TestSocket socket = TestSocket.open(http, server, Map.of("token", token))) {
            JsonNode error = socket.admitted();
            assertThat(refusal(socket)).isEqualTo(code);
            assertThat(error.path("data").path("message").asText()).isNotEmpty();
            assertThat(error.path("message").asText()).isNotEmpty();
            assertThat(socket.heard()).isEmpty();
          }
        });
    try (TestSocket socket = TestSocket.authorized(http, server, "Bearer garbage")) {
      assertThat(refusal(socket)).isEqualTo("token_invalid");
    }
  }

  @Test
  void a_good_token_in_the_authorization_header_will_do() {
    try (TestSocket socket =
        TestSocket.authorized(http, server, "Bearer " + TestServer.token("header"))) {
      assertThat(socket.take("notificationCount").asInt(-1)).isZero();
    }
  }

  @Test
  void a_socket_cannot_change_its_user() {
    try (TestSocket socket = TestSocket.classic(http, server, "ben")) {
      JsonNode refused = socket.ask("auth", TestServer.token("carl"));

      assertThat(code(refused)).isEqualTo("already_identified");
      assertThat(socket.take("authError").path("code").asText()).isEqualTo("already_identified");
      backend.send("carl", "Not for ben");
      backend.send("ben", "For ben");
      assertThat(socket.take("notification").path("title").asText()).isEqualTo("For ben");
    }
  }

  @Test
  void a_user_may_have_so_many_sockets_and_no_more() {
    Map<String, String> auth = Map.of("token", TestServer.token("ivy"));
    try (TestSocket first = TestSocket.classic(http, server, "ivy");
        TestSocket second = TestSocket.classic(http, server, "ivy");
        TestSocket third = TestSocket.open(http, server, auth);
        TestSocket late = TestSocket.open(http, server, Map.of());
        TestSocket other = TestSocket.classic(http, server, "jack")) {
      assertThat(refusal(third)).isEqualTo("too_many_sockets");
      assertThat(code(late.ask("auth", auth))).isEqualTo("too_many_sockets");
      assertThat(first.ask("auth", auth).path("ok").asBoolean()).isTrue();
      assertThat(other.ask("markSeen").path("ok").asBoolean()).isTrue();

      second.close();
      Awaitility.await().until(() -> late.ask("auth", auth).path("ok").asBoolean());
    }
  }

  private static String refusal(TestSocket socket) {
    return socket.admitted().path("data").path("code").asText();
  }

  @Test
  void an_anonymous_socket_may_do_nothing() {
    String id = backend.send("dora", "Hers").path("id").asText();
    try (TestSocket anonymous = TestSocket.open(http, server, Map.of())) {
      assertThat(code(anonymous.ask("markNotificationRead", id))).isEqualTo("unauthenticated");
      assertThat(code(anonymous.ask("markAllRead"))).isEqualTo("unauthenticated");
      assertThat(code(anonymous.ask("getNotifications", true))).isEqualTo("unauthenticated");
    }
  }

  @Test
  void a_sync_socket_that_shows_a_newer_token_stays_one() {
    Map<String, Object> auth = new HashMap<>();
    auth.put("token", TestServer.token("hugo"));
    auth.put("since", null);
    try (TestSocket hugo = TestSocket.open(http, server, auth)) {
      hugo.take("inbox");

      assertThat(hugo.ask("auth", TestServer.token("hugo")).path("ok").asBoolean()).isTrue();
      backend.send("hugo", "Still in sync");

      assertThat(hugo.take("inbox").path("upserts").path(0).path("title").asText())
          .isEqualTo("Still in sync");
      assertThat(hugo.heard()).isEmpty();
    }
  }

  @Test
  void a_socket_does_not_outlive_its_token() {
    String ending = TestServer.token("gina", Duration.ofSeconds(-3));

    try (TestSocket gina = TestSocket.open(http, server, Map.of("token", ending))) {
      assertThat(gina.admitted().has("sid")).isTrue();
      gina.awaitClosed();
    }
  }

  @Test
  void what_is_not_understood_is_said_and_changes_nothing() {
    String foreign = backend.send("emil", "His").path("id").asText();
    backend.send("fred", "His own");
    try (TestSocket fred = TestSocket.classic(http, server, "fred")) {
      for (String event :
          List.of(
              "markNotificationRead",
              "markNotificationUnread",
              "deleteNotification",
              "archiveNotification")) {
        assertThat(code(fred.ask(event, UNKNOWN))).as(event).isEqualTo("not_found");
        assertThat(code(fred.ask(event, foreign))).as(event).isEqualTo("not_found");
        assertThat(code(fred.ask(event, "x"))).as(event).isEqualTo("invalid_request");
        assertThat(code(fred.ask(event, Map.of("id", UNKNOWN)))).isEqualTo("invalid_request");
        assertThat(code(fred.ask(event))).as(event).isEqualTo("invalid_request");
      }
      for (Map<String, ?> query :
          List.of(
              Map.of("limit", 0),
              Map.of("limit", 1001),
              Map.of("limit", "5"),
              Map.of("cursor", "x"),
              Map.of("unread", "yes"),
              Map.of("page", 2))) {
        assertThat(code(fred.ask("getNotifications", query))).isEqualTo("invalid_request");
      }
      assertThat(code(fred.ask("sendNotification", Map.of()))).isEqualTo("unknown_event");

      assertThat(fred.ask("markSeen").path("seq").asLong()).isEqualTo(2);
    }
  }

  @Test
  void history_is_an_array_or_a_page() {
    for (int i = 0; i < 3; i++) {
      backend.send("gina", "Number " + i);
    }
    try (TestSocket gina = TestSocket.classic(http, server, "gina")) {
      String newest = gina.ask("getNotifications").path(0).path("id").asText();
      gina.ask("markNotificationRead", newest);

      assertThat(gina.ask("getNotifications")).hasSize(2);
      assertThat(gina.ask("getNotifications", false)).hasSize(2);
      assertThat(gina.ask("getNotifications", true)).hasSize(3);
      JsonNode page = gina.ask("getNotifications", Map.of("limit", 2));
      assertThat(page.path("ok").asBoolean()).isTrue();
      assertThat(page.path("unread").asInt()).isEqualTo(2);
      assertThat(page.path("notifications").path(0).path("id").asText()).isEqualTo(newest);
      Map<String, ?> next =
          Map.of("limit", 2, "cursor", page.path("nextCursor").asText(), "unread", true);
      JsonNode last = gina.ask("getNotifications", next);
      assertThat(last.path("notifications")).hasSize(1);
      assertThat(last.path("nextCursor").isNull()).isTrue();
    }
  }

  @Test
  void with_dev_a_bare_user_id_will_do(@TempDir Path data) {
    try (TestServer dev = TestServer.start(data, Map.of("dev", "true"));
        ApiClient anybody = new ApiClient(dev.uri("").toString(), "");
        TestSocket byAuth = TestSocket.open(http, dev, Map.of("userId", "ann"));
        TestSocket byQuery = TestSocket.open(http, dev, "&id=ann", Map.of());
        TestSocket byName = TestSocket.open(http, dev, Map.of());
        TestSocket byPlainToken = TestSocket.open(http, dev, Map.of("token", "ann"));
        TestSocket byToken = TestSocket.open(http, dev, Map.of("token", TestServer.token("ann")))) {
      byName.emit("username", "ann");
      List<TestSocket> all = List.of(byAuth, byQuery, byName, byPlainToken, byToken);
      all.forEach(each -> assertThat(each.take("notificationCount").asInt(-1)).isZero());

      anybody.send("ann", "Hello");

      all.forEach(
          each -> assertThat(each.take("notification").path("title").asText()).isEqualTo("Hello"));
      try (var ann = new ApiClient(dev.uri("").toString(), "ann")) {
        assertThat(ann.get("/api/v1/me/inbox").json().path("unread").asInt()).isEqualTo(1);
      }
      try (TestSocket bad = TestSocket.open(http, dev, Map.of("token", "ey.ba.ge"))) {
        assertThat(refusal(bad)).isEqualTo("token_invalid");
      }
    }
  }

  @Test
  void without_dev_a_bare_user_id_is_refused_and_told_why() {
    try (TestSocket bare = TestSocket.open(http, server, Map.of("userId", "ann"))) {
      JsonNode error = bare.admitted();
      assertThat(error.path("data").path("code").asText()).isEqualTo("token_missing");
      assertThat(error.path("message").asText()).contains("--dev");
    }
  }

  private static String expired() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    return new JwtIssuer(
            TestServer.JWT_SECRET,
            Optional.empty(),
            Optional.empty(),
            InstantSource.fixed(yesterday))
        .issue(new UserId("ann"), Duration.ofHours(1));
  }

  private static String code(JsonNode ack) {
    return ack.path("error").path("code").asText();
  }
}
