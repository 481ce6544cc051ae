package io.belfry.server.inbox.jdbc.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Which log this is.
final class LogRow {
  private static final String EPOCH = "SELECT epoch FROM log";

  private LogRow() {}

  /// The log's epoch; a new one where there is none.
  static String findOrBegin(RoundTrip trip) throws SQLException {
    List<String> found = new ArrayList<>(1);
    trip.query(EPOCH, row -> found.add(row.getString(1)));
    trip.run();
    if (found.isEmpty()) {
      trip.update(
          "INSERT INTO log (epoch) VALUES (?) ON CONFLICT DO NOTHING",
          UUID.randomUUID().toString());
      trip.query(EPOCH, row -> found.add(row.getString(1)));
      trip.run();
    }
    return found.getFirst();
  }
}
