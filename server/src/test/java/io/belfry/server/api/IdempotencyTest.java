package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IdempotencyTest extends ApiTest {
  private static final String SEND = "/api/v1/notifications";
  private static final String BATCH = "/api/v1/notifications/batch";
  private static final String COMPAT = "/api/send-notification";

  @Test
  void a_repeated_call_gets_the_same_answer_also_after_a_restart() {
    Map<String, Object> one = Map.of("to", "ann", "title", "Once");
    Map<String, Object> list = Map.of("to", List.of("ann", "ben"), "title", "Once each");
    Map<String, Object> batch =
        Map.of("notifications", List.of(Map.of("to", "ann"), Map.of("to", "ben", "title", "x")));
    Map<String, Object> compat = Map.of("userId", "ann", "title", "Once");
    List<ApiClient.Answer> first =
        List.of(
            call(SEND, "key 1", one),
            call(SEND, "key 2", list),
            call(BATCH, "key 3", batch),
            call(COMPAT, "key 4", compat));
    assertThat(first).extracting(ApiClient.Answer::status).containsExactly(201, 202, 200, 200);
    long annSeq = seq("ann");
    long benSeq = seq("ben");

    assertSame(call(SEND, "key 1", one), first.get(0));
    server.restart();
    assertSame(call(SEND, "key 1", one), first.get(0));
    assertSame(call(SEND, "key 2", list), first.get(1));
    assertSame(call(BATCH, "key 3", batch), first.get(2));
    assertSame(call(COMPAT, "key 4", compat), first.get(3));

    assertThat(seq("ann")).isEqualTo(annSeq);
    assertThat(seq("ben")).isEqualTo(benSeq);
  }

  @Test
  void the_answer_stays_even_when_the_notification_is_gone() {
    Map<String, Object> body = Map.of("to", "gone", "title", "x");
    ApiClient.Answer first = call(SEND, "gone", body);
    backend.delete(SEND + "/" + first.json().path("id").asText());

    assertSame(call(SEND, "gone", body), first);
    assertThat(backend.get("/api/v1/users/gone/inbox").json().path("unread").asInt(-1)).isZero();
  }

  @Test
  void another_body_or_another_call_under_the_key_is_refused() {
    call(SEND, "used", Map.of("to", "carl", "title", "First"));
    call(
        BATCH,
        "used by batch",
        Map.of("notifications", List.of(Map.of("to", "carl", "title", "2"))));
    long seq = seq("carl");

    for (ApiClient.Answer answer :
        List.of(
            call(SEND, "used", Map.of("to", "carl", "title", "Second")),
            call(COMPAT, "used", Map.of("userId", "carl", "title", "First")),
            call(SEND, "used by batch", Map.of("to", "carl", "title", "2")),
            call(
                BATCH,
                "used by batch",
                Map.of("notifications", List.of(Map.of("to", "carl", "title", "3")))))) {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.code()).isEqualTo("idempotency_mismatch");
    }
    assertThat(seq("carl")).isEqualTo(seq);
  }

  @Test
  void a_refused_call_leaves_its_key_free() {
    assertThat(call(SEND, "free", Map.of("to", "gina")).status()).isEqualTo(422);
    assertThat(call(SEND, "free", Map.of("to", "gina", "title", "x")).status()).isEqualTo(201);
  }

  @Test
  void of_many_at_once_exactly_one_is_stored() throws Exception {
    Map<String, Object> body = Map.of("to", "hugo", "title", "At once");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ApiClient.Answer>> calls =
          IntStream.range(0, 24)
              .mapToObj(i -> threads.submit(() -> call(SEND, "race", body)))
              .toList();
      String stored = "";
      for (Future<ApiClient.Answer> each : calls) {
        ApiClient.Answer answer = each.get();
        if (answer.status() == 201) {
          assertThat(stored).isIn("", answer.text());
          stored = answer.text();
        } else {
          assertThat(answer.code()).isEqualTo("idempotency_in_progress");
          assertThat(answer.response().headers().firstValue("retry-after")).contains("1");
        }
      }
      assertThat(stored).isNotEmpty();
    }
    assertThat(seq("hugo")).isEqualTo(1);
  }

  @Test
  void a_longer_body_under_the_key_sends_nothing_to_anybody() {
    call(SEND, "short", Map.of("to", List.of("dora"), "title", "First"));

    ApiClient.Answer longer =
        call(SEND, "short", Map.of("to", List.of("dora", "emil"), "title", "Second"));

    assertThat(longer.code()).isEqualTo("idempotency_mismatch");
    assertThat(seq("emil")).isZero();
  }

  @Test
  void a_batch_under_the_key_of_one_whose_first_was_bad_sends_nothing() {
    Map<String, String> good = Map.of("to", "fred", "title", "x");
    call(BATCH, "first bad", Map.of("notifications", List.of(Map.of("to", "fred"), good)));

    ApiClient.Answer other = call(BATCH, "first bad", Map.of("notifications", List.of(good)));

    assertThat(other.code()).isEqualTo("idempotency_mismatch");
    assertThat(seq("fred")).isEqualTo(1);
  }

  @Test
  void keys_are_printable_ascii_of_at_most_255_characters() {
    Map<String, Object> body = Map.of("to", "ida", "title", "x");

    assertThat(call(SEND, "k".repeat(255), body).status()).isEqualTo(201);
    for (String key : List.of("k".repeat(256), "", "k\tk")) {
      ApiClient.Answer answer = call(SEND, key, body);
      assertThat(answer.code()).as(key).isEqualTo("validation_failed");
      assertThat(answer.json().path("errors").path(0).path("path").asText())
          .isEqualTo("Idempotency-Key");
    }
    assertThat(seq("ida")).isEqualTo(1);
  }

  private static ApiClient.Answer call(String path, String key, Map<String, ?> body) {
    return backend.post(path, new java.util.TreeMap<>(body), "Idempotency-Key", key);
  }

  private static void assertSame(ApiClient.Answer again, ApiClient.Answer first) {
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.response().headers().firstValue("location"))
        .isEqualTo(first.response().headers().firstValue("location"));
  }

  private static long seq(String user) {
    return backend.get("/api/v1/users/" + user + "/inbox").json().path("seq").asLong(-1);
  }
}
