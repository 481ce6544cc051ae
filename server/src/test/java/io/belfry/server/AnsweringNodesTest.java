package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import io.belfry.server.app.TestStream;
import io.belfry.server.app.TestStream.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Answers by buttons on two nodes over one PostgreSQL and one Redis.
final class AnsweringNodesTest extends TwoNodes {
  private static final int TIMES = 100;

  @Test
  void of_two_recipients_who_answer_at_once_on_two_nodes_one_has_answered_for_both() {
    try (TestStream here = new TestStream(one, "");
        TestStream there = new TestStream(other, "");
        TestSocket socket = TestSocket.backend(HTTP, other, Map.of("apiKey", TestServer.API_KEY));
        SyncReplica ann = new SyncReplica(HTTP, one.uri(""), "ann").connect();
        SyncReplica ben = new SyncReplica(HTTP, other.uri(""), "ben").connect()) {
      socket.admitted();
      List<String> winners = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        String group = "deal-" + i;
        JsonNode sent =
            atOne.post("/api/v1/notifications", asking(List.of("ann", "ben"), group)).json();
        String anns = sent.path("notifications").path(0).path("id").asText();
        String bens = sent.path("notifications").path(1).path("id").asText();
        CompletableFuture<JsonNode> beside =
            CompletableFuture.supplyAsync(() -> ben.emit("notificationAction", bens, "yes"));
        boolean annWon = ann.emit("notificationAction", anns, "yes").path("ok").asBoolean();
        JsonNode ofBen = beside.join();

        assertThat(ofBen.path("ok").asBoolean()).isNotEqualTo(annWon);
        if (annWon) {
          assertThat(ofBen.path("error").path("outcome").path("by").asText()).isEqualTo("ann");
        }
        winners.add(annWon ? "ann" : "ben");
      }

      Awaitility.await().until(() -> answered(ann) == TIMES && answered(ben) == TIMES);
      List<String> outcomes = outcomes(ann);
      assertThat(outcomes(ben)).isEqualTo(outcomes);
      assertThat(outcomes.reversed()).isEqualTo(winners);
      List<Heard> heard = here.await(TIMES);
      assertThat(heard)
          .extracting(Heard::id)
          .isEqualTo(LongStream.rangeClosed(1, TIMES).boxed().toList());
      assertThat(heard).extracting(each -> each.data().path("userId").asText()).isEqualTo(winners);
      assertThat(there.await(TIMES)).isEqualTo(heard);
      for (Heard each : heard) {
        assertThat(socket.take("notificationActed")).isEqualTo(each.data());
      }
    }
  }

  @Test
  void without_redis_streams_of_other_nodes_hear_it_a_little_later() {
    try (TestStream there = new TestStream(other, "")) {
      redis.stop();
      JsonNode sent = atOne.post("/api/v1/notifications", asking("ann", "deal")).json();
      try (ApiClient ann = ApiClient.user(one, "ann")) {
        ann.post("/api/v1/me/notifications/" + sent.path("id").asText() + "/actions/yes", "");
      }

      assertThat(there.await(1)).hasSize(1);
      redis.goOn();
    }
  }

  private static Map<String, ?> asking(Object to, String group) {
    List<?> actions = List.of(Map.of("id", "yes", "label", "Yes"));
    return Map.of("to", to, "title", "?", "actions", actions, "actionGroup", group);
  }

  private static long answered(SyncReplica replica) {
    return replica.notifications().stream().filter(each -> each.has("outcome")).count();
  }

  private static List<String> outcomes(SyncReplica replica) {
    return replica.notifications().stream()
        .map(each -> each.path("outcome").path("by").asText())
        .toList();
  }
}
