package io.belfry.server.api;

import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.QueryReader;
import io.belfry.server.problem.Checked;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The query parameters of a page of an inbox; those of which one of a list will do have commas
/// between.
final class PageParameters {
  private static final Set<String> LISTS = Set.of("type", "priority");

  private PageParameters() {}

  static Checked<PageQuery> parse(MultiMap parameters) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : parameters.entries()) {
      List<String> list = values.computeIfAbsent(each.getKey(), name -> new ArrayList<>());
      if (LISTS.contains(each.getKey())) {
        list.addAll(List.of(each.getValue().split(",", -1)));
      } else {
        list.add(each.getValue());
      }
    }
    var reader = new QueryReader();
    values.forEach(reader::read);
    return reader.errors().isEmpty()
        ? new Checked.Valid<>(reader.query())
        : new Checked.Invalid<>(reader.errors());
  }
}
