package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two devices of one user press different buttons at the same instant, a thousand times.
final class TwoDevicesTest {
  private static final int TIMES = 1_000;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void one_answer_stands_each_time_and_everybody_sees_the_same() throws Exception {
    Map<String, String> settings = Map.of("retention.count", "2000", "socket.window", "1000");
    try (TestServer server = TestServer.start(data, settings);
        ApiClient backend = ApiClient.backend(server);
        TestStream stream = new TestStream(server, "");
        SyncReplica phone = new SyncReplica(HTTP, server.uri(""), "ann").connect();
        SyncReplica laptop = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      List<String> ids = ask(backend);
      Map<String, List<JsonNode>> answers = press(ids, phone, laptop);

      Map<String, String> winners = new HashMap<>();
      for (int i = 0; i < TIMES; i++) {
        JsonNode accept = answers.get("accept").get(i);
        JsonNode decline = answers.get("decline").get(i);
        boolean accepted = accept.path("ok").asBoolean();
        assertThat(accepted).isNotEqualTo(decline.path("ok").asBoolean());
        JsonNode late = (accepted ? decline : accept).path("error");
        winners.put(ids.get(i), accepted ? "accept" : "decline");
        assertThat(late.path("code").asText()).isEqualTo("already_answered");
        assertThat(late.path("outcome").path("action").asText()).isEqualTo(winners.get(ids.get(i)));
      }
      long seq = 2L * TIMES;
      Awaitility.await().until(() -> phone.seq() == seq && laptop.seq() == seq);
      assertThat(phone.notifications()).hasSize(TIMES).isEqualTo(laptop.notifications());
      assertThat(phone.unread()).isZero();
      JsonNode inbox = backend.get("/api/v1/users/ann/inbox?limit=1000").json();
      assertThat(inbox.path("notifications")).containsExactlyElementsOf(phone.notifications());
      assertThat(inbox.path("unread").asInt(-1)).isZero();
      assertThat(phone.notifications())
          .allMatch(
              each ->
                  each.path("read").asBoolean()
                      && each.path("outcome").path("by").asText().equals("ann")
                      && each.path("outcome")
                          .path("action")
                          .asText()
                          .equals(winners.get(each.path("id").asText())));
      Map<String, String> told = new HashMap<>();
      stream
          .await(TIMES)
          .forEach(
              each ->
                  told.put(each.data().path("id").asText(), each.data().path("action").asText()));
      assertThat(stream.heard()).hasSize(TIMES);
      assertThat(told).isEqualTo(winners);
    }
  }

  private static List<String> ask(ApiClient backend) {
    Map<String, ?> asking =
        Map.of(
            "to",
            "ann",
            "title",
            "?",
            "actions",
            List.of(
                Map.of("id", "accept", "label", "Accept"),
                Map.of("id", "decline", "label", "Decline")));
    List<String> ids = new ArrayList<>();
    backend
        .post(
            "/api/v1/notifications/batch",
            Map.of("notifications", Collections.nCopies(TIMES, asking)))
        .json()
        .path("results")
        .forEach(each -> ids.add(each.path("notification").path("id").asText()));
    assertThat(ids).hasSize(TIMES);
    return ids;
  }

  private static Map<String, List<JsonNode>> press(
      List<String> ids, SyncReplica phone, SyncReplica laptop) throws Exception {
    var together = new CyclicBarrier(2);
    Map<String, List<JsonNode>> answers = new HashMap<>();
    List<Thread> hands = new ArrayList<>();
    for (Map.Entry<String, SyncReplica> each :
        Map.of("accept", phone, "decline", laptop).entrySet()) {
      List<JsonNode> own = new ArrayList<>();
      answers.put(each.getKey(), own);
      hands.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (String id : ids) {
                      meet(together);
                      own.add(each.getValue().emit("notificationAction", id, each.getKey()));
                    }
                  }));
    }
    for (Thread hand : hands) {
      hand.join();
    }
    return answers;
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }
}
