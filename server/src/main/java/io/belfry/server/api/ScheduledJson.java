package io.belfry.server.api;

import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was scheduled, as callers see it.
final class ScheduledJson {
  private ScheduledJson() {}

  /// `{id, status, sendAt, cancelKey?, sentAt? | cancelledAt? | expiredAt?, notificationId? |
  /// broadcastId?, userId | to, notification?, expiresAt?}`; with `notification` while it waits,
  /// and `expiresAt` beside it where it is a broadcast.
  static JsonBytes of(Scheduled scheduled) {
    var json = new StringBuilder(512).append(members(scheduled));
    scheduled
        .user()
        .map(UserId::value)
        .ifPresent(user -> json.append(",\"userId\":").append(Replies.quote(user)));
    scheduled
        .audience()
        .ifPresent(audience -> json.append(",\"to\":").append(BroadcastJson.to(audience)));
    scheduled
        .content()
        .ifPresent(content -> json.append(",\"notification\":").append(content.json()));
    scheduled
        .content()
        .filter(content -> scheduled.audience().isPresent() && content.expiresMs() != 0)
        .map(content -> Rfc3339.text(content.expiresMs()))
        .ifPresent(at -> json.append(",\"expiresAt\":\"").append(at).append('"'));
    return JsonBytes.of(json.append('}').toString());
  }

  /// The same, with what became of the notification that it was sent as: see [NotificationStatus].
  static JsonBytes of(Scheduled scheduled, StoredNotification sent) {
    String status = NotificationStatus.of(sent).toString();
    return JsonBytes.of(members(scheduled) + "," + status.substring(1));
  }

  /// `{scheduled: […], nextCursor}` of `found`, which has one more than `limit` where there are
  /// more.
  static JsonBytes page(List<Scheduled> found, int limit) {
    boolean more = found.size() > limit;
    List<Scheduled> shown = more ? found.subList(0, limit) : found;
    String next = more ? "\"" + cursor(shown.getLast()) + "\"" : "null";
    return JsonBytes.of(
        shown.stream()
            .map(each -> of(each).toString())
            .collect(
                Collectors.joining(",", "{\"scheduled\":[", "],\"nextCursor\":" + next + "}")));
  }

  private static String cursor(Scheduled last) {
    return last.sendAtMs() + "_" + last.id();
  }

  /// The place that the cursor `text` names, or nothing when it is none.
  static Optional<ScheduledStore.Place> place(String text) {
    String[] parts = text.split("_", 2);
    if (parts.length < 2 || !parts[0].matches("[1-9][0-9]{0,15}")) {
      return Optional.empty();
    }
    return NotificationId.parse(parts[1])
        .map(id -> new ScheduledStore.Place(Long.parseLong(parts[0]), id));
  }

  private static String members(Scheduled scheduled) {
    String status =
        switch (scheduled.state()) {
          case WAITING -> "scheduled";
          case SENT -> "sent";
          case CANCELLED -> "cancelled";
          case EXPIRED -> "expired";
          case SUPPRESSED -> "suppressed";
        };
    var json = new StringBuilder(256);
    json.append("{\"id\":\"").append(scheduled.id());
    json.append("\",\"status\":\"").append(status);
    json.append("\",\"sendAt\":\"").append(Rfc3339.text(scheduled.sendAtMs())).append('"');
    if (!scheduled.cancelKey().isEmpty()) {
      json.append(",\"cancelKey\":").append(Replies.quote(scheduled.cancelKey()));
    }
    if (scheduled.endedMs() != 0) {
      json.append(",\"").append(status).append("At\":\"");
      json.append(Rfc3339.text(scheduled.endedMs())).append('"');
    }
    String what = scheduled.user().isPresent() ? "notificationId" : "broadcastId";
    scheduled
        .became()
        .ifPresent(id -> json.append(",\"").append(what).append("\":\"").append(id).append('"'));
    return json.toString();
  }
}
