package io.belfry.server.api;

import io.belfry.server.inbox.Command;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP face: every operation of `openapi.yaml`, under the id that it has there.
public final class HttpApi {
  private static final Logger log = LoggerFactory.getLogger(HttpApi.class);
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final List<Operation> operations;
  private final Router router;

  public HttpApi(Vertx vertx, ApiParts parts, ApiOptions options) {
    this.operations = operations(parts, options);
    this.router = Router.router(vertx);
    router.route().failureHandler(HttpApi::brokenOff);
    var origins = new Origins(options.allowedOrigins());
    router.route("/api/*").handler(origins::handle);
    var bodies = BodyHandler.create(false).setBodyLimit(options.maxBodyBytes());
    for (Operation operation : operations) {
      Route route = router.route(operation.method(), operation.routePath());
      if (WITH_BODY.contains(operation.method())) {
        route.handler(bodies);
      }
      route.handler(operation.handler()::accept);
    }
    refuseOtherMethods();
    new Pages(options.demoConfig(), origins).mount(router);
    problems();
  }

  /// Answers `request`.
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }

  /// What is served, for whoever compares it with the contract.
  List<Operation> operations() {
    return operations;
  }

  private static List<Operation> operations(ApiParts parts, ApiOptions options) {
    var callers = new Callers(parts.keys(), parts.tokens(), options.dev());
    var reader = new SendReader(options.limits(), parts.clock());
    var broadcasts =
        new BroadcastOperations(
            parts.broadcasts(), parts.waiting(), callers, reader, parts.sideCalls());
    var send = new SendOperations(parts.lanes(), callers, reader, broadcasts);
    var scheduled = new ScheduledOperations(parts, callers);
    var inbox = new InboxOperations(parts, callers, scheduled);
    var stream = new StreamOperations(parts.acts(), callers, options.streamHeartbeat());
    var events = new EventOperations(parts.events(), callers);
    var presence = new PresenceOperations(parts.presence(), callers);
    var takingIn = new TakingIn(parts.broadcasts(), parts.inboxes(), parts.sideCalls());
    var topics = new TopicOperations(parts.topics(), takingIn, parts.sideCalls(), callers);
    var users =
        new UserOperations(
            parts.users(), parts.topics(), parts.inboxes(), takingIn, parts.sideCalls(), callers);
    var preferences =
        new PreferenceOperations(
            parts.lanes(), parts.inboxes(), parts.rules(), parts.clock(), callers);
    var explain = new ExplainOperations(parts.inboxes(), parts.rules(), parts.clock(), callers);
    var health = new HealthOperations(parts.health(), parts.metrics());
    return List.of(
        post("/api/v1/notifications", "sendNotification", send::send),
        post("/api/v1/notifications/batch", "sendBatch", send::batch),
        post("/api/v1/notifications/cancel", "cancelScheduled", scheduled::cancel),
        get("/api/v1/scheduled", "listScheduled", scheduled::list),
        get("/api/v1/notifications/{id}", "getNotification", inbox::status),
        delete("/api/v1/notifications/{id}", "recallNotification", inbox::recall),
        get("/api/v1/broadcasts", "listBroadcasts", broadcasts::list),
        get("/api/v1/broadcasts/{id}", "getBroadcast", broadcasts::status),
        patch("/api/v1/broadcasts/{id}", "editBroadcast", broadcasts::edit),
        delete("/api/v1/broadcasts/{id}", "recallBroadcast", broadcasts::recall),
        get("/api/v1/stream", "stream", stream::listen),
        post("/api/v1/events", "emitEvent", events::emit),
        put("/api/v1/users/{id}", "putUser", users::put),
        get("/api/v1/users/{id}", "getUser", users::find),
        delete("/api/v1/users/{id}", "deleteUser", users::forget),
        get("/api/v1/users/{id}/preferences", "getUserPreferences", preferences::ofUser),
        patch("/api/v1/users/{id}/preferences", "patchUserPreferences", preferences::changeOfUser),
        get("/api/v1/users/{id}/topics", "getUserTopics", users::topics),
        get("/api/v1/topics/{topic}", "getTopic", topics::find),
        delete("/api/v1/topics/{topic}", "clearTopic", topics::clear),
        get("/api/v1/topics/{topic}/subscribers", "getSubscribers", topics::subscribers),
        post("/api/v1/topics/{topic}/subscribe", "subscribe", topics::subscribe),
        post("/api/v1/topics/{topic}/unsubscribe", "unsubscribe", topics::unsubscribe),
        get("/api/v1/users/{id}/inbox", "getUserInbox", inbox::ofUser),
        get("/api/v1/users/{id}/presence", "getUserPresence", presence::ofUser),
        get("/api/v1/me/inbox", "getMyInbox", inbox::mine),
        post("/api/v1/me/inbox/read", "markAllRead", inbox.changeAll(Command.MarkAllRead::new)),
        post("/api/v1/me/inbox/seen", "markSeen", inbox.changeAll(Command.MarkAllSeen::new)),
        get("/api/v1/me/preferences", "getMyPreferences", preferences::mine),
        patch("/api/v1/me/preferences", "patchMyPreferences", preferences::changeMine),
        get("/api/v1/explain", "explain", explain::explain),
        get("/api/v1/me/notifications/{id}", "getMyNotification", inbox::myNotification),
        delete(
            "/api/v1/me/notifications/{id}",
            "deleteMyNotification",
            inbox.change(Command.Delete::new)),
        post(
            "/api/v1/me/notifications/{id}/read",
            "markRead",
            inbox.change((user, id) -> new Command.MarkRead(user, id, true))),
        post(
            "/api/v1/me/notifications/{id}/unread",
            "markUnread",
            inbox.change((user, id) -> new Command.MarkRead(user, id, false))),
        post(
            "/api/v1/me/notifications/{id}/archive",
            "archive",
            inbox.change((user, id) -> new Command.Archive(user, id, true))),
        post(
            "/api/v1/me/notifications/{id}/unarchive",
            "unarchive",
            inbox.change((user, id) -> new Command.Archive(user, id, false))),
        post("/api/v1/me/notifications/{id}/snooze", "snooze", inbox::snooze),
        post(
            "/api/v1/me/notifications/{id}/unsnooze",
            "unsnooze",
            inbox.change((user, id) -> new Command.Snooze(user, id, 0))),
        post("/api/v1/me/notifications/{id}/actions/{action}", "act", inbox::act),
        post("/api/send-notification", "sendNotificationCompat", send::compat),
        post("/message/{event}/{user}", "relayMessage", events::relay),
        get("/health/live", "live", health::live),
        get("/health/ready", "ready", health::ready),
        get("/metrics", "metrics", health::metrics));
  }

  private void refuseOtherMethods() {
    Map<String, String> allowed = new LinkedHashMap<>();
    for (Operation operation : operations) {
      allowed.merge(
          operation.routePath(),
          operation.method().name(),
          (present, added) -> present + ", " + added);
    }
    allowed.forEach(
        (path, methods) ->
            router
                .route(path)
                .handler(
                    call -> {
                      call.response().putHeader(HttpHeaders.ALLOW, methods);
                      Replies.problem(call, ProblemCode.METHOD_NOT_ALLOWED);
                    }));
  }

  /// Forgets a call whose caller is gone; any other failure is answered.
  private static void brokenOff(RoutingContext call) {
    if (call.response().closed()) {
      log.atDebug().setCause(call.failure()).log("A call broke off");
    } else {
      call.next();
    }
  }

  /// Answers what the router itself refuses.
  private void problems() {
    Map<Integer, ProblemCode> codes =
        Map.of(
            400, ProblemCode.INVALID_REQUEST,
            404, ProblemCode.NOT_FOUND,
            405, ProblemCode.METHOD_NOT_ALLOWED,
            413, ProblemCode.PAYLOAD_TOO_LARGE,
            500, ProblemCode.INTERNAL);
    codes.forEach(
        (status, code) -> router.errorHandler(status, call -> refuse(call, status, code)));
  }

  private static void refuse(RoutingContext call, int status, ProblemCode code) {
    if (status == 500 && !call.request().isEnded()) {
      log.atDebug().setCause(call.failure()).log("A request could not be read to its end");
      Replies.problem(call, ProblemCode.INVALID_REQUEST);
      return;
    }
    if (status == 500) {
      log.atError().setCause(call.failure()).log("A call failed");
    }
    Replies.problem(call, Problem.of(code));
  }

  private static Operation get(String path, String id, Consumer<RoutingContext> handler) {
    return new Operation(HttpMethod.GET, path, id, handler);
  }

  private static Operation post(String path, String id, Consumer<RoutingContext> handler) {
    return new Operation(HttpMethod.POST, path, id, handler);
  }

  private static Operation patch(String path, String id, Consumer<RoutingContext> handler) {
    return new Operation(HttpMethod.PATCH, path, id, handler);
  }

  private static Operation put(String path, String id, Consumer<RoutingContext> handler) {
    return new Operation(HttpMethod.PUT, path, id, handler);
  }

  private static Operation delete(String path, String id, Consumer<RoutingContext> handler) {
    return new Operation(HttpMethod.DELETE, path, id, handler);
  }

  /// One operation of the contract; `path` as OpenAPI writes it.
  record Operation(HttpMethod method, String path, String id, Consumer<RoutingContext> handler) {
    private String routePath() {
      return path.replace('{', ':').replace("}", "");
    }
  }
}
