package io.belfry.server.api;

import io.belfry.server.inbox.PageQuery;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The query parameters of a page of an inbox: `limit`, `cursor`, `unread`, `archived`.
final class PageParameters {
  private static final Set<String> KNOWN = Set.of("limit", "cursor", "unread", "archived");

  private PageParameters() {}

  static Parsed<PageQuery> parse(MultiMap parameters) {
    var query = new QueryParameters(parameters, KNOWN);
    int limit = query.limit();
    OptionalLong before =
        query.cursor(PageParameters::place).map(OptionalLong::of).orElse(OptionalLong.empty());
    boolean unread = query.flag("unread");
    PageQuery.Archived archived =
        query.flag("archived") ? PageQuery.Archived.ONLY : PageQuery.Archived.EXCLUDED;
    return query.parsed(() -> new PageQuery(limit, before, unread, archived));
  }

  private static Optional<Long> place(String cursor) {
    OptionalLong place = PageQuery.parseCursor(cursor);
    return place.isPresent() ? Optional.of(place.getAsLong()) : Optional.empty();
  }
}
