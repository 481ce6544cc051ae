package io.belfry.server.api;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.realtime.Presence;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;

/// The call that says where a user is connected.
final class PresenceOperations {
  private final Presence presence;
  private final Callers callers;

  PresenceOperations(Presence presence, Callers callers) {
    this.presence = presence;
    this.callers = callers;
  }

  /// `GET /api/v1/users/{id}/presence`.
  void ofUser(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            UserId.parse(Bodies.path(call, "id"))
                .ifPresentOrElse(
                    user ->
                        Continue.with(
                            call,
                            Future.fromCompletionStage(presence.of(user)),
                            report -> Replies.json(call, 200, json(user, report))),
                    () -> Replies.problem(call, ProblemCode.NOT_FOUND)));
  }

  /// `{userId, online, sockets, devices: [{name, sockets, connectedAt}], lastSeenAt?, complete}`.
  private static JsonBytes json(UserId user, Presence.Report report) {
    var json = new StringBuilder(256);
    json.append("{\"userId\":").append(Replies.quote(user.value()));
    json.append(",\"online\":").append(report.sockets() > 0);
    json.append(",\"sockets\":").append(report.sockets());
    json.append(
        report.devices().stream()
            .map(PresenceOperations::json)
            .collect(Collectors.joining(",", ",\"devices\":[", "]")));
    report
        .lastSeenMs()
        .ifPresent(at -> json.append(",\"lastSeenAt\":\"").append(Rfc3339.text(at)).append('"'));
    return JsonBytes.of(json.append(",\"complete\":").append(report.complete()) + "}");
  }

  private static String json(Presence.Device device) {
    return "{\"name\":%s,\"sockets\":%d,\"connectedAt\":\"%s\"}"
        .formatted(Replies.quote(device.name()), device.sockets(), Rfc3339.text(device.sinceMs()));
  }
}
