package io.belfry.server.copy.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What differs between two results that should be the same. Both are read once, side by side.
///
/// Not safe for several threads.
final class Comparison {
  private static final int TOLD = 10;

  private final List<String> told = new ArrayList<>();
  private long count;

  /// Whether one row on the target's side that the source does not have is a difference.
  enum Extra {
    DIFFERS,
    MAY_BE
  }

  /// Compares two results with the same columns, whose first one is a key in whose order (of its
  /// bytes) both are.
  ///
  /// @param what a row is
  /// @param compared hears how many rows of the source have been compared
  void compare(String what, ResultSet source, ResultSet target, Extra extra, LongConsumer compared)
      throws SQLException {
    String expected = next(source);
    String found = next(target);
    long done = 0;
    while (expected != null || found != null) {
      int order = order(expected, found);
      if (order == 0) {
        compareRow("%s '%s'".formatted(what, expected), source, target);
      } else if (order < 0) {
        differ("%s '%s' is missing in PostgreSQL".formatted(what, expected));
      } else if (extra == Extra.DIFFERS) {
        differ("%s '%s' is in PostgreSQL alone".formatted(what, found));
      }
      if (order <= 0) {
        compared.accept(++done);
        expected = next(source);
      }
      if (order >= 0) {
        found = next(target);
      }
    }
  }

  /// Notes that the target took another number of rows than it was given.
  void counted(String what, long given, long taken) {
    if (given != taken) {
      differ("%s: PostgreSQL took %d of %d rows".formatted(what, taken, given));
    }
  }

  boolean isSame() {
    return count == 0;
  }

  CopyResult.Different result() {
    return new CopyResult.Different(told, count);
  }

  private void compareRow(String name, ResultSet source, ResultSet target) throws SQLException {
    int columns = source.getMetaData().getColumnCount();
    for (int i = 2; i <= columns; i++) {
      String expected = source.getString(i);
      String found = target.getString(i);
      if (!Objects.equals(expected, found)) {
        String column = source.getMetaData().getColumnLabel(i);
        differ("%s: %s is %s in SQLite, %s in PostgreSQL".formatted(name, column, expected, found));
      }
    }
  }

  private void differ(String difference) {
    count++;
    if (told.size() < TOLD) {
      told.add(difference);
    }
  }

  private static @Nullable String next(ResultSet rows) throws SQLException {
    return rows.next() ? rows.getString(1) : null;
  }

  /// The order of two keys; what ended comes last.
  private static int order(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? 1 : -1;
    }
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
