package io.belfry.server.jdbc;

/// Where the databases differ in what is asked of both.
public enum SqlDialect {
  SQLITE("SELECT value FROM json_each(?)"),
  POSTGRESQL("SELECT value COLLATE \"C\" AS value FROM jsonb_array_elements_text(?::jsonb)");

  private final String texts;

  SqlDialect(String texts) {
    this.texts = texts;
  }

  /// A query whose column `value` has the texts of the JSON array that is its parameter.
  public String texts() {
    return texts;
  }
}
