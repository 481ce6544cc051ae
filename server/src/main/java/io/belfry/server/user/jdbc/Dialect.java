package io.belfry.server.user.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.server.user.UserId;
import java.util.Collection;

/// What the databases write differently. Users go into a statement as one text, a JSON array.
public enum Dialect {
  SQLITE("SELECT value AS id FROM json_each(?)", "IN (%s)", ""),

  /// Rows that are deleted are locked in their order before, so that nodes do not wait for each
  /// other in a circle. `IN` would be a join, `ANY` is a search of the index.
  POSTGRESQL(
      "SELECT value COLLATE \"C\" AS id FROM jsonb_array_elements_text(CAST(? AS jsonb))",
      "= ANY (ARRAY (%s))",
      " FOR UPDATE");

  private final String users;
  private final String among;
  private final String lock;

  Dialect(String users, String among, String lock) {
    this.users = users;
    this.among = among;
    this.lock = lock;
  }

  /// A query of the users in a parameter that [#array] wrote; its one column is `id`.
  String users() {
    return users;
  }

  /// The condition that what stands before it is among what `query` finds.
  String among(String query) {
    return among.formatted(query);
  }

  /// The end of a query whose rows will be deleted.
  String lock() {
    return lock;
  }

  /// The statement after which the users in its parameter, see [#array], are known. Always in their
  /// order.
  String know() {
    return "INSERT INTO users (user_id, heard) SELECT id, (SELECT broadcasts FROM log) FROM (%s) u"
            .formatted(users)
        + " ORDER BY id ON CONFLICT DO NOTHING";
  }

  /// The parameter that holds `users`.
  static String array(Collection<UserId> users) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(users.size());
    users.forEach(user -> array.add(user.value()));
    return array.toString();
  }
}
