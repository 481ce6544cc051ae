package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.jdbc.Transactions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the tables what the journal holds and they do not, after an end that nobody planned.
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  private Replay() {}

  /// Replays the journal of `files`, and begins it anew.
  static void of(LogFiles files, SqliteTables tables, Transactions transactions)
      throws SQLException, IOException {
    Set<Head> heads = new LinkedHashSet<>();
    for (SendJournal.Sends sends : files.sends().read()) {
      Head head = tables.heads().byNumber(sends.inbox());
      if (head != null && head.seq == sends.from()) {
        // The journal does not say what was heard, nor what is remembered beside.
        HeadState after = sends.after();
        head.become(after.with(after.lastOrder(), head.heard, head.attention));
        head.unwritten.addAll(sends.sent());
        heads.add(head);
      }
    }
    if (!heads.isEmpty()) {
      transactions.run(() -> write(heads, tables));
      log.atInfo().addKeyValue("inboxes", heads.size()).log("Sends were taken from the journal");
    }
    files.begin();
  }

  private static Set<Head> write(Set<Head> heads, SqliteTables tables) throws SQLException {
    tables.notifications().write(heads);
    for (Head head : heads) {
      tables.retention().recount(head);
    }
    tables.heads().store(heads);
    return heads;
  }
}
