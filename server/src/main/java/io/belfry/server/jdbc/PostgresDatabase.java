package io.belfry.server.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.belfry.server.problem.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/// A PostgreSQL database (14 or later) and a pool of connections to it.
///
/// Safe for several threads.
public final class PostgresDatabase implements AutoCloseable {
  /// What the connections of servers are called in PostgreSQL's list of activity.
  static final String APPLICATION = "belfry";

  /// All that is asked here is found by an index, whose partition is known when it is looked up
  /// there. The planner, who guesses how many users there are in an array, would rather read all of
  /// a table once; and would plan anew for each array.
  private static final String ALWAYS_BY_INDEX =
      "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
          + " SET jit = off; SET plan_cache_mode = force_generic_plan";

  /// Connections (08); logins that are refused for now (28, 3D, 55000); no more connections (53);
  /// shut down, cancelled, too slow (57, 55P03, 25P03, 25P04); a standby, after a failover (25006).
  private static final Pattern MAY_PASS =
      Pattern.compile("(08|28|3D|53|57).*|55000|55P03|25P03|25P04|25006");

  private final HikariDataSource pool;

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /// How a database is reached.
  ///
  /// @param url `jdbc:postgresql://host:port/database?…`
  /// @param user where the URL does not name one
  /// @param password where the URL does not have one
  /// @param connections in the pool at the most
  /// @param migrate whether to bring its schema up to date
  public record Options(
      String url,
      Optional<String> user,
      Optional<String> password,
      int connections,
      boolean migrate) {}

  /// Connects, and brings the schema up to date, or looks whether it is.
  ///
  /// @throws DatabaseException when that cannot be done, the schema is newer than this program
  ///   knows, or a store is being copied into it; nothing was changed then
  public static PostgresDatabase open(Options options) {
    // Until the pool has a connection that keeps others out.
    try (Connection _ = PostgresSetup.makeReady(options)) {
      return new PostgresDatabase(new HikariDataSource(config(options)));
    } catch (HikariPool.PoolInitializationException | SQLException failure) {
      throw failed(failure);
    }
  }

  /// Connects outside of any pool for one long piece of work that fills the database, and brings
  /// the schema up to date, or looks whether it is. The connection has no auto-commit, and nothing
  /// limits how long it works. Until it commits, or is closed, nobody else [opens][#open] the
  /// database.
  ///
  /// @throws DatabaseException when that cannot be done, or somebody else has it open or fills it
  public static Connection filling(Options options) {
    return PostgresSetup.filling(options);
  }

  /// A connection without auto-commit, to be closed soon; what was not committed by then is undone.
  ///
  /// @throws SQLException when there is none within a second
  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /// Small work outside of the log.
  public SideWork sideWork() {
    return new Pooled();
  }

  /// What an operator is told of `failure`, which keeps a server from starting.
  public static DatabaseException failed(Throwable failure) {
    return PostgresSetup.failed(failure);
  }

  /// What a client is told of `failure`.
  public static ProblemCode code(SQLException failure) {
    String state = state(failure);
    if (state.equals("53100")) {
      return ProblemCode.STORAGE_FULL;
    }
    // Nothing from the pool in time; otherwise classes and states of which each may pass.
    boolean unavailable =
        state.isEmpty() || MAY_PASS.matcher(state).matches() || isWorthAnotherTry(failure);
    return unavailable ? ProblemCode.UNAVAILABLE : ProblemCode.INTERNAL;
  }

  /// Whether the same transaction may go well now: another one was in its way (deadlock,
  /// serialization, the same new key).
  public static boolean isWorthAnotherTry(SQLException failure) {
    String state = state(failure);
    return state.equals("40P01") || state.equals("40001") || state.equals("23505");
  }

  @Override
  public void close() {
    pool.close();
  }

  private static String state(SQLException failure) {
    return Optional.ofNullable(failure.getSQLState()).orElse("");
  }

  private static HikariConfig config(Options options) {
    var config = new HikariConfig();
    config.setPoolName("belfry");
    config.setJdbcUrl(options.url());
    options.user().ifPresent(config::setUsername);
    options.password().ifPresent(config::setPassword);
    config.setDataSourceProperties(properties());
    config.setAutoCommit(false);
    config.setConnectionInitSql(ALWAYS_BY_INDEX + "; " + PostgresSetup.OPEN);
    // Commits that: no rollback of what comes next takes the settings with it.
    config.setIsolateInternalQueries(true);
    config.setMaximumPoolSize(options.connections());
    config.setMinimumIdle(Math.min(2, options.connections()));
    config.setConnectionTimeout(1_000);
    config.setValidationTimeout(500);
    config.setInitializationFailTimeout(5_000);
    config.setKeepaliveTime(30_000);
    return config;
  }

  /// Each may be set otherwise in the URL.
  private static Properties properties() {
    var properties = new Properties();
    properties.setProperty("ApplicationName", APPLICATION);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "2");
    return properties;
  }

  private final class Pooled implements SideWork {
    @Override
    public <R> R read(Work<R> work) {
      return write(work);
    }

    @Override
    public <R> R write(Work<R> work) {
      try (Connection connection = connection()) {
        R result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException failure) {
        throw new DatabaseException(
            code(failure), "the database failed: " + failure.getMessage(), failure);
      }
    }

    @Override
    public SqlDialect dialect() {
      return SqlDialect.POSTGRESQL;
    }

    /// The pool stays.
    @Override
    public void close() {}
  }
}
