package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.user.UserId;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// Arrays of what a list of things has in one column, for `unnest`.
final class Columns<T> {
  private final List<T> rows;

  private Columns(List<T> rows) {
    this.rows = rows;
  }

  static <T> Columns<T> of(List<T> rows) {
    return new Columns<>(rows);
  }

  /// The values of users, as text.
  static String[] users(List<UserId> users) {
    return of(users).texts(UserId::value);
  }

  String[] texts(Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  long[] longs(ToLongFunction<T> value) {
    return rows.stream().mapToLong(value).toArray();
  }

  int[] ints(ToIntFunction<T> value) {
    return rows.stream().mapToInt(value).toArray();
  }
}
