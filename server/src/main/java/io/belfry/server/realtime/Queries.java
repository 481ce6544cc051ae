package io.belfry.server.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.inbox.PageQuery;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The query of `getNotifications`.
final class Queries {
  private static final Set<String> FIELDS = Set.of("limit", "cursor", "unread", "archived");

  private Queries() {}

  /// The query that `said` is, or nothing when a field is unknown or of the wrong kind.
  static Optional<PageQuery> parse(JsonNode said) {
    JsonNode limit = said.path("limit");
    JsonNode cursor = said.path("cursor");
    int count = limit.isMissingNode() ? PageQuery.DEFAULT_LIMIT : limit.asInt(0);
    boolean valid =
        said.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()))
            && (limit.isMissingNode() || limit.isInt())
            && count >= 1
            && count <= PageQuery.MAX_LIMIT
            && isFlag(said.path("unread"))
            && isFlag(said.path("archived"));
    OptionalLong before =
        cursor.isTextual() ? PageQuery.parseCursor(cursor.textValue()) : OptionalLong.empty();
    boolean cursorValid = cursor.isMissingNode() || cursor.isNull() || before.isPresent();
    if (!valid || !cursorValid) {
      return Optional.empty();
    }
    PageQuery.Archived archived =
        said.path("archived").asBoolean() ? PageQuery.Archived.ONLY : PageQuery.Archived.EXCLUDED;
    return Optional.of(new PageQuery(count, before, said.path("unread").asBoolean(), archived));
  }

  private static boolean isFlag(JsonNode node) {
    return node.isMissingNode() || node.isBoolean();
  }
}
