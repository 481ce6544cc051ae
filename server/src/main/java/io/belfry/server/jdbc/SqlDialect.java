package io.belfry.server.jdbc;

/// Where the databases differ in what is asked of both.
public enum SqlDialect {
  SQLITE("SELECT value FROM json_each(?)", "IN (%s)", ""),

  /// Rows that are deleted are locked in their order before, so that nodes do not wait for each
  /// other in a circle. `IN` would be a join, `ANY` is a search of the index.
  POSTGRESQL(
      "SELECT value COLLATE \"C\" AS value FROM jsonb_array_elements_text(CAST(? AS jsonb))",
      "= ANY (ARRAY (%s))",
      " FOR UPDATE");

  private final String texts;
  private final String among;
  private final String lock;

  SqlDialect(String texts, String among, String lock) {
    this.texts = texts;
    this.among = among;
    this.lock = lock;
  }

  /// A query whose column `value` has the texts of its parameter, a JSON array, see [Query#array].
  public String texts() {
    return texts;
  }

  /// The condition that what stands before it is among what `query` finds.
  public String among(String query) {
    return among.formatted(query);
  }

  /// The end of a query whose rows will be deleted.
  public String lock() {
    return lock;
  }
}
