-- One row: which log this is. A replica of another epoch starts anew.
CREATE TABLE log (
  epoch TEXT NOT NULL
) STRICT;

CREATE TABLE inbox (
  n           INTEGER PRIMARY KEY,
  user_id     TEXT    NOT NULL UNIQUE,
  seq         INTEGER NOT NULL,          -- number of the last change
  floor       INTEGER NOT NULL,          -- deltas start here at the earliest: what was before is forgotten
  unread      INTEGER NOT NULL,
  unseen      INTEGER NOT NULL,
  size        INTEGER NOT NULL,          -- notifications that are there
  tombstones  INTEGER NOT NULL,          -- rows of deleted ones, at or above oldest
  oldest      INTEGER NOT NULL,          -- created_seq below which retention has taken everything
  evicted     INTEGER NOT NULL,          -- rows below oldest, which are still there for replicas
  mark_oldest INTEGER NOT NULL,          -- oldest and seq when such rows were last forgotten
  mark_seq    INTEGER NOT NULL
) STRICT;

-- One row per notification, not one per change. The key keeps an inbox together, in order of creation.
CREATE TABLE notification (
  key         INTEGER PRIMARY KEY,       -- inbox << 32 | created_seq, the inbox's number of its creation
  n           INTEGER NOT NULL,          -- first 60 bits of the UUIDv7: epoch milliseconds, counter
  salt        INTEGER NOT NULL,          -- its 62 random bits
  seq         INTEGER NOT NULL,          -- of the last change
  priority    INTEGER NOT NULL,          -- 0 low, 1 normal, 2 high, 3 urgent
  read_at     INTEGER NOT NULL DEFAULT 0, -- times in epoch milliseconds, 0 for never
  seen_at     INTEGER NOT NULL DEFAULT 0,
  archived_at INTEGER NOT NULL DEFAULT 0,
  deleted_at  INTEGER NOT NULL DEFAULT 0, -- a tombstone when not 0
  content     TEXT                       -- a JSON object; NULL in a tombstone
) STRICT;

CREATE UNIQUE INDEX notification_id ON notification (n);

-- Only what changed after its creation: a send writes nothing here.
CREATE INDEX notification_changed ON notification (key >> 32, seq)
  WHERE seq <> (key & 4294967295);

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
