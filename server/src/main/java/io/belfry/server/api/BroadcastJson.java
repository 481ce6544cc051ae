package io.belfry.server.api;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.inbox.Broadcast;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.realtime.Waiting;
import io.belfry.server.user.Audience;
import io.belfry.server.user.Topic;
import java.util.List;
import java.util.stream.Collectors;

/// Broadcasts as callers see them.
final class BroadcastJson {
  private BroadcastJson() {}

  /// `{id, createdAt, to, notification?, expiresAt?, editedAt?, recalledAt?}`; without
  /// `notification` once it was recalled.
  static JsonBytes of(Broadcast broadcast) {
    return JsonBytes.of(members(broadcast) + "}");
  }

  /// The same, and `delivery: {made, read, waiting, complete}`.
  static JsonBytes of(Broadcast broadcast, BroadcastStore.Tally tally, Waiting.Report waiting) {
    return JsonBytes.of(
        "%s,\"delivery\":{\"made\":%d,\"read\":%d,\"waiting\":%d,\"complete\":%b}}"
            .formatted(
                members(broadcast),
                tally.made(),
                tally.read(),
                waiting.users(),
                waiting.complete()));
  }

  /// `{broadcasts: […], nextCursor}` of `found`, which has one more than `limit` where there are
  /// more.
  static JsonBytes page(List<Broadcast> found, int limit) {
    boolean more = found.size() > limit;
    List<Broadcast> shown = more ? found.subList(0, limit) : found;
    String next = more ? "\"" + shown.getLast().number() + "\"" : "null";
    return JsonBytes.of(
        shown.stream()
            .map(broadcast -> of(broadcast).toString())
            .collect(
                Collectors.joining(",", "{\"broadcasts\":[", "],\"nextCursor\":" + next + "}")));
  }

  private static String members(Broadcast broadcast) {
    var json = new StringBuilder(512);
    json.append("{\"id\":\"").append(broadcast.id()).append('"');
    time(json, "createdAt", broadcast.id().timestamp());
    json.append(",\"to\":").append(to(broadcast.audience()));
    broadcast
        .content()
        .ifPresent(content -> json.append(",\"notification\":").append(content.json()));
    time(json, "expiresAt", broadcast.expiresMs());
    time(json, "editedAt", broadcast.changedMs());
    if (!broadcast.hasExpired()) {
      time(json, "recalledAt", broadcast.recalledMs());
    }
    return json.toString();
  }

  /// `{topic | all, except?, where?}`.
  static String to(Audience audience) {
    String whom =
        audience
            .topic()
            .map(Topic::name)
            .map(name -> "\"topic\":" + Replies.quote(name))
            .orElse("\"all\":true");
    String rest = audience.rest();
    return "{" + whom + (rest.equals("{}") ? "}" : "," + rest.substring(1));
  }

  private static void time(StringBuilder json, String name, long epochMs) {
    if (epochMs != 0) {
      json.append(",\"").append(name).append("\":\"").append(Rfc3339.text(epochMs)).append('"');
    }
  }
}
