package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transient events: `POST /api/v1/events` and `POST /message/{event}/{user}`.
final class EventsTest {
  private static final String EVENTS = "/api/v1/events";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static HttpClient http;
  private static TestServer server;
  private static ApiClient backend;
  private static TestSocket ann;
  private static TestSocket annToo;
  private static TestSocket ben;

  @BeforeAll
  static void start(@TempDir Path data) {
    http = HttpClient.newHttpClient();
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
    ann = TestSocket.classic(http, server, "ann");
    annToo = TestSocket.classic(http, server, "ann");
    ben = TestSocket.classic(http, server, "ben");
  }

  @AfterAll
  static void stop() {
    List.of(ann, annToo, ben).forEach(TestSocket::close);
    backend.close();
    server.close();
    http.shutdownNow();
  }

  @Test
  void an_event_reaches_every_socket_of_its_user_and_no_other() {
    assertDelivered(2, Map.of("to", "ann", "event", "typing", "data", Map.of("in", 7)));

    assertThat(ann.take("typing").path("in").asInt()).isEqualTo(7);
    assertThat(annToo.take("typing").path("in").asInt()).isEqualTo(7);
    assertDelivered(1, Map.of("to", "ben", "event", "marker 1"));
    assertThat(ben.take("marker 1")).isEmpty();
    assertThat(ben.heard()).doesNotContain("typing");
  }

  @Test
  void a_list_and_everybody_are_counted_by_their_sockets() {
    assertDelivered(3, Map.of("to", List.of("ann", "ben", "away"), "event", "list"));
    assertDelivered(3, Map.of("to", Map.of("all", true), "event", "all"));
    assertDelivered(0, Map.of("to", "away", "event", "nobody"));

    for (TestSocket socket : List.of(ann, annToo, ben)) {
      socket.take("list");
      socket.take("all");
    }
  }

  @Test
  void data_is_any_json_value() {
    for (String data : List.of("5", "-1.50e3", "\"te\\u00fct\"", "true", "null", "[1, {}]", "{}")) {
      ApiClient.Answer answer =
          backend.post(EVENTS, "{\"data\":" + data + ",\"to\":\"ben\",\"event\":\"any\"}");
      assertThat(answer.status()).as(data).isEqualTo(200);
      assertThat(ben.take("any")).as(data).isEqualTo(node(data));
    }
  }

  @Test
  void names_of_the_protocol_cannot_be_used() {
    for (String name : List.of("connect", "notification", "inbox", "markAllRead", "disconnect")) {
      ApiClient.Answer event = backend.post(EVENTS, Map.of("to", "ann", "event", name));
      ApiClient.Answer relayed = backend.post("/message/" + name + "/ann", "{}");
      assertThat(event.code()).as(name).isEqualTo("validation_failed");
      assertThat(relayed.code()).as(name).isEqualTo("validation_failed");
    }
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void a_message_carries_its_body_as_one_object() {
    ApiClient.Answer answer = backend.post("/message/bid/ben", "{\"vendor\": 12}");

    assertThat(answer.json().path("delivered").asInt()).isEqualTo(1);
    assertThat(ben.take("bid")).isEqualTo(node("{\"vendor\":12}"));
  }

  @Test
  void a_form_is_an_object_of_text() {
    ApiClient.Answer answer =
        backend.call(
            "POST",
            "/message/form/ben",
            BodyPublishers.ofString("vendor=12&note=a+b%20%C3%BC%22&tag=x&tag=y&empty="),
            "Content-Type",
            FORM);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ben.take("form"))
        .isEqualTo(
            node(
                "{\"vendor\":\"12\",\"note\":\"a b ü\\\"\",\"tag\":[\"x\",\"y\"],\"empty\":\"\"}"));
  }

  @Test
  void a_message_without_a_body_is_an_empty_object() {
    assertThat(backend.call("POST", "/message/ping%20me/ben", BodyPublishers.noBody()).status())
        .isEqualTo(200);
    assertThat(ben.take("ping me")).isEqualTo(node("{}"));
  }

  @Test
  void a_message_to_a_user_without_a_socket_is_not_found() {
    ApiClient.Answer answer = backend.post("/message/bid/away", "{}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("user_offline");
  }

  @Test
  void a_message_that_is_no_object_and_no_form_is_refused() {
    ApiClient.Answer array = backend.post("/message/bid/ben", "[1]");
    ApiClient.Answer multipart =
        backend.call(
            "POST",
            "/message/bid/ben",
            BodyPublishers.ofString(
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n"),
            "Content-Type",
            "multipart/form-data; boundary=x");

    assertThat(array.code()).isEqualTo("validation_failed");
    assertThat(multipart.code()).isEqualTo("unsupported_media_type");
    assertDelivered(1, Map.of("to", "ben", "event", "marker 2"));
    ben.take("marker 2");
    assertThat(ben.heard()).doesNotContain("bid");
  }

  @Test
  void transient_events_are_not_stored() {
    assertDelivered(1, Map.of("to", "ben", "event", "gone"));

    assertThat(backend.get("/api/v1/users/ben/inbox").json().path("seq").asLong()).isZero();
  }

  private static void assertDelivered(int count, Map<String, Object> body) {
    ApiClient.Answer answer = backend.post(EVENTS, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("delivered").asInt(-1)).isEqualTo(count);
  }

  private static JsonNode node(String json) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
