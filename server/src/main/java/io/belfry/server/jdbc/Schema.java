package io.belfry.server.jdbc;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/// The schema of a database against what this program knows.
final class Schema {
  private final Flyway flyway;

  private Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  static Schema of(Flyway flyway) {
    return new Schema(flyway);
  }

  /// Brings it up to date, or looks whether it is.
  ///
  /// @throws DatabaseException when it is newer than this program knows, or older and not to be
  ///   migrated
  void prepare(boolean migrate) {
    MigrationInfo[] all = flyway.info().all();
    Arrays.stream(all)
        .filter(each -> isNewer(each.getState()))
        .findFirst()
        .ifPresent(
            newer -> {
              throw new DatabaseException(
                  "the database has schema version %s, which is newer than this program knows:"
                          .formatted(newer.getVersion())
                      + " start a newer Belfry");
            });
    if (migrate) {
      flyway.migrate();
    } else if (flyway.info().pending().length > 0) {
      throw new DatabaseException(
          "the database has an older schema than this program needs: start once with"
              + " 'database.migrate' (BELFRY_DATABASE_MIGRATE) true");
    }
  }

  private static boolean isNewer(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }
}
