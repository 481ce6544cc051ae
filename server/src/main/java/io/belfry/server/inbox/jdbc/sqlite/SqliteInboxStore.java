package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.Move;
import io.belfry.server.inbox.jdbc.Transaction;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.jdbc.Transactions;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.problem.ProblemCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The inbox log in a SQLite file, the one writer of which is this.
///
/// What is only sent goes to a journal first, and to the tables a little later, many sends at once;
/// everything else goes to the tables, together with what its inboxes were sent before. Readers see
/// both, see [Unwritten].
public final class SqliteInboxStore implements InboxStore {
  private static final Logger log = LoggerFactory.getLogger(SqliteInboxStore.class);
  private static final int SWEEP_LIMIT = 500;

  private final Connection connection;
  private final LogFiles files;
  private final Transactions transactions;
  private final Checkpointer checkpointer;
  private SqliteTables tables;
  private final WriteBehind writeBehind = new WriteBehind();
  private final Unwritten unwritten;
  private final NotificationIds ids;
  private final LogOptions options;
  private final String epoch;
  private boolean tablesInDoubt;

  /// @param unwritten what the store shares with its readers
  /// @param lastBroadcast what it shares with who writes broadcasts
  /// @throws DatabaseException when the database cannot be used
  public SqliteInboxStore(
      SqliteDatabase database,
      Checkpointer checkpointer,
      Unwritten unwritten,
      LastBroadcast lastBroadcast,
      LogOptions options,
      RandomGenerator random) {
    this.checkpointer = checkpointer;
    this.unwritten = unwritten;
    this.options = options;
    try {
      this.connection = database.writer();
      this.transactions = Transactions.writing(connection);
      this.epoch = transactions.run(() -> LogRow.findOrBegin(connection));
      lastBroadcast.reached(LogRow.lastBroadcast(connection));
      this.tables = SqliteTables.over(connection, lastBroadcast, options.retention().count());
      this.files =
          new LogFiles(
              database.writeAheadLog(), new SendJournal(database.sibling(".sends"), epoch));
      Replay.of(files, tables, transactions);
      this.ids = new NotificationIds(random, LogRow.lastOrder(connection));
    } catch (SQLException | IOException failure) {
      throw new DatabaseException("cannot open the inbox log: " + failure.getMessage(), failure);
    }
  }

  /// A reader of the log in `database`, for one thread.
  ///
  /// @param unwritten what the store that writes it says
  /// @param lastBroadcast what is said by who writes broadcasts
  /// @throws DatabaseException when the database cannot be used
  public static InboxReader reader(
      SqliteDatabase database, Unwritten unwritten, LastBroadcast lastBroadcast) {
    try {
      return new SqliteInboxReader(database.reader(), unwritten, lastBroadcast);
    } catch (SQLException failure) {
      throw new DatabaseException("cannot read the inbox log: " + failure.getMessage(), failure);
    }
  }

  @Override
  public Applied apply(List<Command> commands, long nowMs) {
    tables.heads().trim();
    tables.broadcasts().look();
    Optional<Applied> sent =
        isForJournal(commands, nowMs) ? send(commands, nowMs) : Optional.empty();
    return sent.orElseGet(
        () -> inTables(nowMs, each -> new Applied(applyAll(each, commands), each.finish(epoch))));
  }

  @Override
  public void flush() {
    files.force();
  }

  @Override
  public Swept sweep(long nowMs) {
    return inTables(nowMs, this::sweep);
  }

  private <R> R inTables(long nowMs, TableWork<R> work) {
    try {
      return transact(nowMs, work);
    } finally {
      files.tablesChanged();
    }
  }

  private Swept sweep(Transaction transaction) throws SQLException {
    int swept = transaction.sweep(SWEEP_LIMIT);
    return new Swept(transaction.finish(epoch), swept >= SWEEP_LIMIT);
  }

  @Override
  public void tidy() {
    try {
      checkpointer.finish(connection);
    } catch (SQLException failure) {
      throw new StoreException(SqliteDatabase.code(failure), failure);
    }
    write(writeBehind.due());
    if (writeBehind.isDrained()) {
      files.drained();
    }
  }

  @Override
  public boolean rest() {
    List<Head> heads = writeBehind.next();
    write(heads);
    return !heads.isEmpty();
  }

  @Override
  public void close() {
    boolean written = writeAll();
    try {
      tables.close();
      transactions.close();
      if (written) {
        files.end();
      } else {
        files.close();
      }
      connection.close();
    } catch (SQLException | IOException failure) {
      throw new DatabaseException("cannot close the inbox log: " + failure.getMessage(), failure);
    }
  }

  /// Whether everything is in the tables now. If not, the journal still has it at the next start.
  private boolean writeAll() {
    try {
      boolean more = true;
      while (more) {
        more = rest();
      }
      return true;
    } catch (StoreException failure) {
      log.atError().setCause(failure).log("Sends stay in the journal until the next start");
      return false;
    }
  }

  /// Whether `commands` go to the journal, and not to the tables: nothing but sends, without a key
  /// for good and each by itself, to inboxes that there are and that have no broadcast to take in.
  private boolean isForJournal(List<Command> commands, long nowMs) {
    try {
      for (Command command : commands) {
        Head head = SendJournal.takes(command) ? tables.heads().find(command.user()) : null;
        if (head == null || !hasHeardAll(head, nowMs)) {
          return false;
        }
      }
    } catch (SQLException failure) {
      throw new StoreException(SqliteDatabase.code(failure), failure);
    }
    // A recovery may find what a failed transaction left in the write-ahead log, until another one
    // has succeeded: before that, nothing may build on its not being there.
    return !tablesInDoubt && hasRoomFor(SendJournal.bytes(commands));
  }

  /// Whether there is nothing that the inbox of `head` has to take in. That it has heard of what
  /// was not for it need not be written: whoever asks again finds the same.
  private boolean hasHeardAll(Head head, long nowMs) throws SQLException {
    long last = tables.broadcasts().last();
    if (head.heard < last) {
      if (!tables.broadcasts().pending(head, nowMs).isEmpty()) {
        return false;
      }
      head.heard = last;
    }
    return true;
  }

  /// Applies sends as one record of the journal; nothing, and nothing is done, where an inbox
  /// begins to hold something back: what is due for it has to be found in the tables.
  private Optional<Applied> send(List<Command> sends, long nowMs) {
    return undoneOnFailure(
        nowMs,
        transaction -> {
          List<Outcome> outcomes = applyAll(transaction, sends);
          if (transaction.moves().stream().anyMatch(Move::holdsOtherwise)) {
            tables.heads().undo(transaction.moves());
            return Optional.empty();
          }
          List<InboxChange> changes = transaction.finishSends(epoch);
          if (!transaction.moves().isEmpty()) {
            files.sends().append(transaction.moves());
            files.sendsAppended();
          }
          afterwards(
              () -> {
                writeBehind.add(transaction.moves());
                for (Move move : transaction.moves()) {
                  unwritten.publish(move.head);
                }
              });
          return Optional.of(new Applied(outcomes, changes));
        });
  }

  /// Does what follows when something is in the files already: where that fails, memory is not to
  /// be trusted any more.
  private void afterwards(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      files.fail(failure);
      throw failure;
    }
  }

  /// Whether the journal has room for `bytes`, in its other file if not in this one.
  private boolean hasRoomFor(long bytes) {
    if (bytes > SendJournal.RECORD_LIMIT) {
      return false;
    }
    if (files.sends().hasRoomFor(bytes)) {
      return true;
    }
    try {
      while (!writeBehind.isDrained()) {
        write(writeBehind.next());
      }
    } catch (StoreException failure) {
      log.atWarn().setCause(failure).log("The tables do not take in what the journal holds");
      return false;
    }
    files.swap();
    writeBehind.swap();
    return true;
  }

  /// Has the tables take in what is unwritten of `heads`, as one transaction.
  private void write(List<Head> heads) {
    if (heads.isEmpty()) {
      return;
    }
    boolean written = false;
    try {
      List<InboxChange> none =
          transact(
              0,
              transaction -> {
                heads.forEach(transaction::include);
                return transaction.finish(epoch);
              });
      written = none.isEmpty();
    } finally {
      if (!written) {
        writeBehind.putBack(heads);
      }
    }
  }

  private static List<Outcome> applyAll(Transaction transaction, List<Command> commands)
      throws SQLException {
    List<Outcome> outcomes = new ArrayList<>(commands.size());
    for (Command command : commands) {
      outcomes.add(transaction.apply(command));
    }
    return outcomes;
  }

  /// Does `work` in a transaction of the database.
  private <R> R transact(long nowMs, TableWork<R> work) {
    return undoneOnFailure(
        nowMs,
        transaction -> {
          tablesInDoubt = true;
          R result = transactions.run(() -> work.in(transaction));
          tablesInDoubt = false;
          afterwards(() -> transaction.moves().forEach(move -> unwritten.publish(move.head)));
          return result;
        });
  }

  /// Does `work`; when it fails, what it did in memory is undone.
  private <R> R undoneOnFailure(long nowMs, Work<R> work) {
    tables.scheduled().at(nowMs);
    var transaction = new Transaction(tables, ids, options, nowMs);
    try {
      return work.in(transaction);
    } catch (SQLException failure) {
      tables.heads().undo(transaction.moves());
      prepareAgain(failure);
      throw new StoreException(SqliteDatabase.code(failure), failure);
    } catch (IOException failure) {
      tables.heads().undo(transaction.moves());
      throw new StoreException(ProblemCode.UNAVAILABLE, failure);
    } catch (RuntimeException failure) {
      tables.heads().undo(transaction.moves());
      throw new StoreException(ProblemCode.INTERNAL, failure);
    } catch (Error failure) {
      tables.heads().undo(transaction.moves());
      throw failure;
    }
  }

  private void prepareAgain(SQLException failure) {
    try {
      tables = tables.again(connection);
    } catch (SQLException gone) {
      failure.addSuppressed(gone);
    }
  }

  /// What is done in one transaction.
  @FunctionalInterface
  private interface Work<R> {
    R in(Transaction transaction) throws SQLException, IOException;
  }

  /// What is done in one transaction of the database.
  @FunctionalInterface
  private interface TableWork<R> {
    R in(Transaction transaction) throws SQLException;
  }
}
