package io.belfry.server.api;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One page of a list of names that are in some order, such as users or topics.
///
/// @param limit how many at the most
/// @param after the last one of the page before
record NamePage<T>(int limit, Optional<T> after) {
  private static final Set<String> KNOWN = Set.of("limit", "cursor");

  /// Answers with the page that the query parameters `limit` and `cursor` ask for: `{field: […],
  /// nextCursor}`.
  ///
  /// @param named reads a name
  /// @param find finds at most [#wanted] names
  static <T> void answer(
      RoutingContext call,
      Function<String, Optional<T>> named,
      String field,
      Function<NamePage<T>, Future<List<T>>> find) {
    switch (parse(call.queryParams(), named)) {
      case Checked.Invalid<NamePage<T>> invalid ->
          Replies.problem(call, Problem.invalid(invalid.errors()));
      case Checked.Valid<NamePage<T>>(NamePage<T> page) ->
          Continue.with(
              call, find.apply(page), found -> Replies.json(call, 200, page.json(field, found)));
    }
  }

  private static <T> Checked<NamePage<T>> parse(
      MultiMap parameters, Function<String, Optional<T>> named) {
    var query = new QueryParameters(parameters, KNOWN);
    int limit = query.limit();
    Optional<T> after = query.cursor(cursor -> name(cursor).flatMap(named));
    return query.parsed(() -> new NamePage<>(limit, after));
  }

  /// How many to look for: one more than are shown tells whether there is a next page.
  int wanted() {
    return limit + 1;
  }

  private JsonBytes json(String field, List<T> found) {
    List<T> shown = found.subList(0, Math.min(limit, found.size()));
    String names =
        shown.stream()
            .map(each -> Replies.quote(each.toString()))
            .collect(Collectors.joining(",", "[", "]"));
    String next = found.size() > limit ? "\"" + cursor(shown.getLast().toString()) + "\"" : "null";
    return JsonBytes.of("{\"%s\":%s,\"nextCursor\":%s}".formatted(field, names, next));
  }

  /// Free of characters that would have to be escaped in an address.
  private static String cursor(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> name(String cursor) {
    try {
      String name = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return cursor(name).equals(cursor) ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
