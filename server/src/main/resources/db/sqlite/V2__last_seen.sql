-- When users were last connected, in epoch milliseconds.
CREATE TABLE last_seen (
  user_id TEXT    NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
