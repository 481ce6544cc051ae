-- One row: which log this is. A replica of another epoch starts anew.
CREATE TABLE log (
  epoch TEXT NOT NULL
) STRICT;

CREATE TABLE inbox (
  n       INTEGER PRIMARY KEY,
  user_id TEXT    NOT NULL UNIQUE
) STRICT;

-- One row per notification, not one per change, and one row per inbox: its head, whose key is the inbox's
-- last. The key keeps an inbox together, in order of creation, so that a send finds the head on the page
-- that it writes to anyway.
CREATE TABLE notification (
  key         INTEGER PRIMARY KEY,       -- inbox << 32 | created_seq, the inbox's number of its creation
  n           INTEGER NOT NULL,          -- first 60 bits of the UUIDv7: epoch milliseconds, counter; of a head: -inbox
  salt        INTEGER NOT NULL,          -- its 62 random bits
  seq         INTEGER NOT NULL,          -- of the last change; of a head: the inbox's
  priority    INTEGER NOT NULL,          -- 0 low, 1 normal, 2 high, 3 urgent
  read_at     INTEGER NOT NULL DEFAULT 0, -- times in epoch milliseconds, 0 for never
  seen_at     INTEGER NOT NULL DEFAULT 0,
  archived_at INTEGER NOT NULL DEFAULT 0,
  deleted_at  INTEGER NOT NULL DEFAULT 0, -- a tombstone when not 0
  content     TEXT                       -- a JSON object; NULL in a tombstone; of a head: its numbers, as an array
) STRICT;

CREATE UNIQUE INDEX notification_id ON notification (n);

-- Only what changed after its creation: a send writes nothing here.
CREATE INDEX notification_changed ON notification (key >> 32, seq)
  WHERE seq > (key & 4294967295);

CREATE TABLE idempotency (
  scope      TEXT    NOT NULL,
  key        TEXT    NOT NULL,
  item       INTEGER NOT NULL,
  body_hash  TEXT    NOT NULL,
  n          INTEGER NOT NULL,
  salt       INTEGER NOT NULL,
  answer     TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (scope, key, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE api_key (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  hash       TEXT    NOT NULL UNIQUE,    -- SHA-256 of the key, hexadecimal
  created_at INTEGER NOT NULL,
  revoked_at INTEGER NOT NULL            -- 0 while it is valid
) STRICT, WITHOUT ROWID;
