package io.belfry.server.copy.jdbc;

import java.util.List;

/// Statements of SQLite that make rows of every kind, beside those of inboxes.
final class TestRows {
  static final List<String> OF_EVERY_KIND =
      List.of(
          "INSERT INTO api_key VALUES ('k1', 'shop', 'abc', 5, 0), ('k2', 'old', 'def', 6, 7)",
          "INSERT INTO last_seen VALUES ('ann', 12), ('nobody''s inbox', 13)",
          "UPDATE log SET broadcasts = 3, forgotten = 7, acts = 12",
          "INSERT INTO broadcast VALUES (1, 0, 5, 6, '', '{}', 1, '{\"title\":\"Ä\"}', 7, 8, 9, 0),"
              + " (2, 0, 5, 7, 'news', '{\"except\":[\"ann\"]}', 2, NULL, 7, 0, 0, 10),"
              + " (3, 2, 0, 0, '', '{}', 0, NULL, 10, 0, 0, 0)",
          "INSERT INTO action_group VALUES ('Maß', 'a', 'Ärger', 5, 1), ('a', 'b', '', 6, 0)",
          "INSERT INTO act VALUES (9, 'Ärger', 5, '{\"id\":1}'), (12, 'ben', 6, '{}')",
          "INSERT INTO subscription VALUES ('news', 'Ärger', 1), ('a', 'ben', 0)",
          "INSERT INTO users VALUES ('ann', 2, '{}', '{\"name\":\"Ännchen\"}',"
              + " '{\"channels\":{\"toast\":false}}'),"
              + " ('zoë', 0, '{\"plan\":\"pro\"}', '{}', '{}')",
          "INSERT INTO scheduled VALUES (7, 8, 'ann', '', '', 9, 'Ä', 2, '{\"title\":\"Ä\"}', 10,"
              + " 'info',"
              + " 'g', 'a', 0, 0, 0, 0), (7, 9, '', 'news', '{\"except\":[]}', 9, '', 1, NULL, 0,"
              + " 'info', '', '', 1, 11, 12, 13)",
          "UPDATE notification SET broadcast = 1 WHERE n > 0 AND key & 1");

  private TestRows() {}
}
