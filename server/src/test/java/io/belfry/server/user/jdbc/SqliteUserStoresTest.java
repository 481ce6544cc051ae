package io.belfry.server.user.jdbc;

import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteUserStoresTest extends UserStoresBehaviour {
  @TempDir private Path folder;

  @Override
  SideWork create() {
    return SqliteDatabase.open(folder.resolve("belfry.db")).sideWork();
  }
}
