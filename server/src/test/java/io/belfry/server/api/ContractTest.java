package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import io.belfry.server.notification.ContentLimits;
import io.belfry.server.problem.ProblemCode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real server takes and answers is what `openapi.yaml` says.
final class ContractTest {
  private static final String NOTIFICATIONS = "/api/v1/notifications";
  private static final String UNKNOWN = "01980f3e-6a4b-7c1d-9e2f-3a4b5c6d7e8f";
  private static final Set<ProblemCode> SOCKET_ONLY =
      Set.of(
          ProblemCode.TOKEN_MISSING,
          ProblemCode.ALREADY_IDENTIFIED,
          ProblemCode.TOO_MANY_SOCKETS,
          ProblemCode.UNKNOWN_EVENT);

  private static TestServer server;
  private static ApiClient backend;
  private static ApiClient ann;
  private static ApiClient nobody;
  private static Contract contract;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
    ann = ApiClient.user(server, "ann");
    nobody = new ApiClient(server.uri("").toString(), "");
    contract = new Contract();
  }

  @AfterAll
  static void stop() {
    List.of(backend, ann, nobody).forEach(ApiClient::close);
    server.close();
  }

  @Test
  @SuppressWarnings("NullAway") // Listing the operations uses none of what they stand on.
  void the_contract_and_the_router_name_the_same_operations() {
    Vertx vertx = Vertx.vertx();
    var options =
        new ApiOptions(
            false,
            new ContentLimits(1, 1, 2),
            1,
            Set.of(),
            Duration.ofSeconds(1),
            Optional.empty());
    var parts =
        new ApiParts(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null);
    Set<String> routed =
        new HttpApi(vertx, parts, options)
            .operations().stream()
                .map(each -> each.method() + " " + each.path() + " " + each.id())
                .collect(Collectors.toCollection(TreeSet::new));
    vertx.close();
    routed.addAll(PagesTest.OPERATIONS);

    assertThat(contract.operations()).isEqualTo(routed);
  }

  @Test
  void error_codes_and_their_statuses_are_those_of_the_contract() {
    var codes = contract.schema("ErrorCode");
    Map<String, String> statuses =
        Pattern.compile("\\| `([a-z_]+)` \\| ([0-9]{3}) \\|")
            .matcher(codes.getString("description"))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    Map<String, String> expected =
        Arrays.stream(ProblemCode.values())
            .filter(code -> !SOCKET_ONLY.contains(code))
            .collect(Collectors.toMap(ProblemCode::code, code -> Integer.toString(code.status())));

    assertThat(statuses).isEqualTo(expected);
    assertThat(codes.getJsonArray("enum").stream().map(Object::toString))
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
  }

  @Test
  void names_that_transient_events_cannot_have_are_those_of_the_contract() {
    var taken = contract.schema("EventName").getJsonObject("not").getJsonArray("enum");

    assertThat(taken)
        .isNotEmpty()
        .allMatch(name -> !io.belfry.server.realtime.TransientEvents.isUsable(name.toString()));
  }

  @Test
  void the_contract_refuses_what_is_not_in_it() {
    assertThatThrownBy(() -> contract.takes("sendNotification", "{\"to\":\"ann\"}"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> contract.gives("live", answer("{\"status\":\"well\"}", "application/json")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void backends_are_answered_by_the_contract() {
    String one = "{\"to\":\"ann\",\"title\":\"One\",\"url\":\"/x\",\"actor\":{\"id\":\"ben\"}}";
    contract.takes("sendNotification", one);
    ApiClient.Answer sent = backend.post(NOTIFICATIONS, one);
    contract.gives("sendNotification", sent);
    String id = sent.json().path("id").asText();
    String list = "{\"to\":[\"ann\",\"ben\"],\"title\":\"Two\",\"data\":{\"a\":1}}";
    contract.takes("sendNotification", list);
    contract.gives("sendNotification", backend.post(NOTIFICATIONS, list));
    String batch = "{\"notifications\":[" + one + ",{\"to\":5},7]}";
    contract.takes("sendBatch", batch);
    contract.gives("sendBatch", backend.post(NOTIFICATIONS + "/batch", batch));
    String compat = "{\"userId\":\"ann\",\"title\":\"Three\"}";
    contract.takes("sendNotificationCompat", compat);
    contract.gives("sendNotificationCompat", backend.post("/api/send-notification", compat));
    String many = "[{\"userId\":\"ann\",\"notification\":{\"title\":\"Four\"}},{}]";
    contract.takes("sendNotificationCompat", many);
    contract.gives("sendNotificationCompat", backend.post("/api/send-notification", many));
    contract.gives("getNotification", backend.get(NOTIFICATIONS + "/" + id));
    contract.gives("getUserInbox", backend.get("/api/v1/users/ann/inbox?limit=1"));
    contract.gives("getUserInbox", backend.get("/api/v1/users/nobody/inbox"));
    contract.gives("recallNotification", backend.delete(NOTIFICATIONS + "/" + id));
    String event = "{\"to\":{\"all\":true},\"event\":\"release\"}";
    contract.takes("emitEvent", event);
    contract.gives("emitEvent", backend.post("/api/v1/events", event));
    contract.gives("relayMessage", backend.post("/message/bid/ann", "{}"));
    String all = "{\"to\":{\"all\":true,\"where\":{\"a\":[1,\"b\"],\"c\":true}},\"title\":\"All\"}";
    contract.takes("sendNotification", all);
    ApiClient.Answer broadcast = backend.post(NOTIFICATIONS, all);
    contract.gives("sendNotification", broadcast);
    String path = "/api/v1/broadcasts/" + broadcast.json().path("id").asText();
    contract.gives("getBroadcast", backend.get(path));
    contract.gives("listBroadcasts", backend.get("/api/v1/broadcasts?limit=1"));
    contract.takes("editBroadcast", "{\"title\":\"Edited\",\"actor\":null}");
    contract.gives("editBroadcast", backend.patch(path, "{\"title\":\"Edited\",\"actor\":null}"));
    contract.gives("recallBroadcast", backend.delete(path));
    contract.gives("editBroadcast", backend.patch(path, "{\"title\":\"Late\"}"));

    assertThat(contract.seen())
        .contains(
            "sendNotification 201",
            "sendNotification 202",
            "sendBatch 200",
            "sendNotificationCompat 200",
            "getNotification 200",
            "getUserInbox 200",
            "recallNotification 204",
            "emitEvent 200",
            "relayMessage 404",
            "getBroadcast 200",
            "listBroadcasts 200",
            "editBroadcast 200",
            "recallBroadcast 204",
            "editBroadcast 409");
  }

  @Test
  void users_are_answered_by_the_contract() {
    String id = backend.send("ann", "For ann").path("id").asText();
    String mine = "/api/v1/me/notifications/" + id;
    contract.gives("getMyInbox", ann.get("/api/v1/me/inbox?limit=1"));
    contract.gives("getMyNotification", ann.get(mine));
    String asking =
        "{\"to\":\"ann\",\"title\":\"?\",\"actions\":[{\"id\":\"yes\",\"label\":\"Yes\","
            + "\"style\":\"primary\",\"url\":\"/x\"},{\"id\":\"no\",\"label\":\"No\"}],"
            + "\"actionGroup\":\"g\"}";
    contract.takes("sendNotification", asking);
    ApiClient.Answer asked = backend.post(NOTIFICATIONS, asking);
    contract.gives("sendNotification", asked);
    String act = "/api/v1/me/notifications/" + asked.json().path("id").asText() + "/actions/";
    contract.gives("act", ann.post(act + "maybe", ""));
    contract.gives("act", ann.post(act + "yes", ""));
    contract.gives("act", ann.post(act + "no", ""));
    contract.gives("stream", backend.get("/api/v1/stream?since=x"));
    for (String change : List.of("read", "unread", "archive")) {
      String operation =
          switch (change) {
            case "read" -> "markRead";
            case "unread" -> "markUnread";
            default -> change;
          };
      contract.gives(operation, ann.post(mine + "/" + change, ""));
    }
    contract.gives("getNotification", backend.get(NOTIFICATIONS + "/" + id));
    contract.gives("getMyInbox", ann.get("/api/v1/me/inbox?archived=true"));
    contract.gives("unarchive", ann.post(mine + "/unarchive", ""));
    for (String body : List.of("{\"until\":\"2027-01-01T00:00:00.000Z\"}", "{\"for\":60}")) {
      contract.takes("snooze", body);
      contract.gives("snooze", ann.post(mine + "/snooze", "{\"for\":60}"));
    }
    contract.gives("getNotification", backend.get(NOTIFICATIONS + "/" + id));
    contract.gives("getMyInbox", ann.get("/api/v1/me/inbox?snoozed=true"));
    contract.gives("snooze", ann.post(mine + "/snooze", "{\"for\":0}"));
    contract.gives("snooze", ann.post(mine + "/snooze", "{"));
    contract.gives("snooze", ann.post(mine + "/snooze", "<a/>", "Content-Type", "text/xml"));
    contract.gives("unsnooze", ann.post(mine + "/unsnooze", ""));
    contract.gives("markSeen", ann.post("/api/v1/me/inbox/seen", ""));
    contract.gives("markAllRead", ann.post("/api/v1/me/inbox/read", ""));
    contract.gives("getNotification", backend.get(NOTIFICATIONS + "/" + id));
    contract.gives("deleteMyNotification", ann.delete(mine));

    assertThat(contract.seen())
        .contains(
            "getMyInbox 200",
            "getMyNotification 200",
            "act 200",
            "act 404",
            "act 409",
            "stream 422",
            "markRead 200",
            "markUnread 200",
            "archive 200",
            "unarchive 200",
            "snooze 200",
            "snooze 400",
            "snooze 415",
            "snooze 422",
            "unsnooze 200",
            "markSeen 200",
            "markAllRead 200",
            "deleteMyNotification 200");
  }

  @Test
  void operators_are_answered_by_the_contract() {
    contract.gives("live", nobody.get("/health/live"));
    contract.gives("ready", nobody.get("/health/ready"));
    contract.gives("metrics", nobody.get("/metrics"));
    contract.gives("openapi", nobody.get("/openapi.yaml"));
  }

  @Test
  void every_operation_that_needs_a_caller_refuses_nobody_by_the_contract() {
    for (String operation : contract.operations()) {
      String[] parts = operation.split(" ", 3);
      if (contract.statuses(parts[2]).contains("401")) {
        String path =
            parts[1].replaceAll("\\{(event|user|topic|action)\\}", "ann").replace("{id}", UNKNOWN);
        contract.gives(parts[2], nobody.call(parts[0], path, BodyPublishers.ofString("{}")));
        assertThat(contract.seen()).contains(parts[2] + " 401");
      }
    }
  }

  @Test
  void every_operation_on_a_notification_misses_an_unknown_one_by_the_contract() {
    for (String operation : contract.operations()) {
      String[] parts = operation.split(" ", 3);
      if (parts[1].contains("notifications/{id}")) {
        ApiClient caller = parts[1].contains("/me/") ? ann : backend;
        String path = parts[1].replace("{id}", UNKNOWN).replace("{action}", "yes");
        String body = parts[2].equals("snooze") ? "{\"for\":60}" : "";
        contract.gives(parts[2], caller.call(parts[0], path, BodyPublishers.ofString(body)));
        assertThat(contract.seen()).contains(parts[2] + " 404");
      }
    }
  }

  @Test
  void every_operation_with_a_body_refuses_bad_ones_by_the_contract() {
    String large = "{\"title\":\"" + "x".repeat(1_100_000) + "\"}";
    List<String> paths =
        List.of(
            "sendNotification " + NOTIFICATIONS,
            "sendBatch " + NOTIFICATIONS + "/batch",
            "cancelScheduled " + NOTIFICATIONS + "/cancel",
            "sendNotificationCompat /api/send-notification",
            "emitEvent /api/v1/events",
            "relayMessage /message/bid/ann");
    for (String each : paths) {
      String id = each.split(" ", 2)[0];
      String path = each.split(" ", 2)[1];
      contract.gives(id, backend.post(path, "{"));
      contract.gives(id, backend.post(path, "[[]]"));
      contract.gives(id, backend.post(path, large));
      contract.gives(id, backend.post(path, "<a/>", "Content-Type", "text/xml"));
      assertThat(contract.seen()).contains(id + " 400", id + " 413", id + " 415");
    }
    contract.gives("getUserInbox", backend.get("/api/v1/users/ann/inbox?limit=0"));
    contract.gives("getMyInbox", ann.get("/api/v1/me/inbox?limit=0"));

    assertThat(contract.seen())
        .contains(
            "sendNotification 422",
            "sendBatch 422",
            "emitEvent 422",
            "relayMessage 422",
            "getUserInbox 422",
            "getMyInbox 422");
  }

  private static ApiClient.Answer answer(String text, String type) {
    return new ApiClient.Answer(
        200,
        type,
        text,
        JsonNodeFactory.instance.nullNode(),
        nobody.get("/health/live").response());
  }
}
