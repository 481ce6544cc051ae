package io.belfry.server.api;

import io.belfry.server.inbox.PageQuery;
import io.belfry.server.problem.FieldError;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// The query parameters of a page of an inbox: `limit`, `cursor`, `unread`, `archived`.
final class PageParameters {
  private static final Set<String> KNOWN = Set.of("limit", "cursor", "unread", "archived");

  private final MultiMap parameters;
  private final List<FieldError> errors = new ArrayList<>();

  private PageParameters(MultiMap parameters) {
    this.parameters = parameters;
  }

  static Parsed<PageQuery> parse(MultiMap parameters) {
    return new PageParameters(parameters).parse();
  }

  private Parsed<PageQuery> parse() {
    for (String name : parameters.names()) {
      if (!KNOWN.contains(name)) {
        errors.add(new FieldError(name, "is not a known parameter"));
      }
    }
    int limit = limit();
    OptionalLong before = cursor();
    boolean unread = flag("unread");
    PageQuery.Archived archived =
        flag("archived") ? PageQuery.Archived.ONLY : PageQuery.Archived.EXCLUDED;
    return errors.isEmpty()
        ? new Parsed.Valid<>(new PageQuery(limit, before, unread, archived))
        : new Parsed.Invalid<>(errors);
  }

  private int limit() {
    String text = parameters.get("limit");
    if (text == null) {
      return PageQuery.DEFAULT_LIMIT;
    }
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= PageQuery.MAX_LIMIT) {
        return limit;
      }
    }
    errors.add(new FieldError("limit", "must be 1 to " + PageQuery.MAX_LIMIT));
    return PageQuery.DEFAULT_LIMIT;
  }

  private OptionalLong cursor() {
    String text = parameters.get("cursor");
    if (text == null) {
      return OptionalLong.empty();
    }
    OptionalLong place = PageQuery.parseCursor(text);
    if (place.isEmpty()) {
      errors.add(new FieldError("cursor", "must be a nextCursor of an earlier page"));
    }
    return place;
  }

  private boolean flag(String name) {
    String text = parameters.get(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      errors.add(new FieldError(name, "must be true or false"));
    }
    return "true".equals(text);
  }
}
