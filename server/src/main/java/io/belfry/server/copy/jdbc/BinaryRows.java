package io.belfry.server.copy.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/// Rows on their way into a table of PostgreSQL, in the binary format of its COPY (PostgreSQL
/// manual, "COPY", section "Binary Format").
///
/// Not safe for several threads.
final class BinaryRows implements AutoCloseable {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int LONGEST_NUMBER = Integer.BYTES + Long.BYTES;
  private static final int NULL = -1;

  /// The driver hears that a statement has failed no sooner than at its end: each takes so many.
  private static final int ROWS_OF_ONE = 100_000;

  private final CopyManager manager;
  private final String sql;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private CopyIn copy;
  private int rows;
  private long taken;

  /// Begins to fill a table by `sql`, as several statements of the same transaction.
  BinaryRows(CopyManager manager, String sql) throws SQLException {
    this.manager = manager;
    this.sql = sql;
    this.copy = begun();
  }

  /// Adds the current row of `from`, whose columns are `columns`.
  void add(ResultSet from, List<Table.Column> columns) throws SQLException {
    if (rows == ROWS_OF_ONE) {
      end();
      copy = begun();
    }
    rows++;
    room(Short.BYTES).putShort((short) columns.size());
    for (int i = 0; i < columns.size(); i++) {
      switch (columns.get(i).kind()) {
        case TEXT -> add(from, i + 1);
        case BIGINT -> room(LONGEST_NUMBER).putInt(Long.BYTES).putLong(from.getLong(i + 1));
        case INT -> room(LONGEST_NUMBER).putInt(Integer.BYTES).putInt(from.getInt(i + 1));
        case SMALLINT -> room(LONGEST_NUMBER).putInt(Short.BYTES).putShort(from.getShort(i + 1));
      }
    }
  }

  /// Ends, and says how many rows the table has taken.
  long end() throws SQLException {
    room(Short.BYTES).putShort((short) -1);
    flush();
    taken += copy.endCopy();
    return taken;
  }

  /// Gives up what was not ended.
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private CopyIn begun() throws SQLException {
    rows = 0;
    buffer.put(SIGNATURE).putInt(0).putInt(0);
    return manager.copyIn(sql);
  }

  /// Adds a text as the bytes of UTF-8 that SQLite has.
  private void add(ResultSet from, int column) throws SQLException {
    byte[] text = from.getBytes(column);
    if (text == null) {
      room(Integer.BYTES).putInt(NULL);
      return;
    }
    room(Integer.BYTES).putInt(text.length);
    if (text.length > buffer.capacity()) {
      flush();
      copy.writeToCopy(text, 0, text.length);
    } else {
      room(text.length).put(text);
    }
  }

  private ByteBuffer room(int bytes) throws SQLException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
