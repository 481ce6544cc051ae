-- One row: which log this is. A replica of another epoch starts anew.
CREATE TABLE log (
  one   boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch text    NOT NULL
);

-- One row per inbox: its head. Whoever changes an inbox locks this row first. Its numbers are no part of any
-- index, and pages keep room, so that a change is a new version on the same page (HOT).
CREATE TABLE inbox (
  user_id     text COLLATE "C" PRIMARY KEY,
  seq         bigint  NOT NULL DEFAULT 0,  -- of the last change
  floor       bigint  NOT NULL DEFAULT 0,  -- what was before is forgotten
  unread      integer NOT NULL DEFAULT 0,
  unseen      integer NOT NULL DEFAULT 0,
  size        integer NOT NULL DEFAULT 0,  -- notifications that are there
  tombstones  integer NOT NULL DEFAULT 0,
  oldest      bigint  NOT NULL DEFAULT 0,  -- retention has taken what was created by changes below
  evicted     integer NOT NULL DEFAULT 0,  -- rows below, which are still there for replicas
  mark_oldest bigint  NOT NULL DEFAULT 0,  -- oldest and seq when such rows were last forgotten
  mark_seq    bigint  NOT NULL DEFAULT 0,
  last_order  bigint  NOT NULL DEFAULT 0   -- n of the newest notification: nodes' clocks differ, an inbox's ids do not go back
) PARTITION BY HASH (user_id);

-- One row per notification, not one per change.
CREATE TABLE notification (
  user_id     text COLLATE "C" NOT NULL,
  created_seq bigint   NOT NULL,           -- the inbox's number of its creation
  n           bigint   NOT NULL,           -- first 60 bits of the UUIDv7: epoch milliseconds, counter
  salt        bigint   NOT NULL,           -- its 62 random bits
  seq         bigint   NOT NULL,           -- of the last change
  priority    smallint NOT NULL,           -- 0 low, 1 normal, 2 high, 3 urgent
  read_at     bigint   NOT NULL DEFAULT 0, -- times in epoch milliseconds, 0 for never
  seen_at     bigint   NOT NULL DEFAULT 0,
  archived_at bigint   NOT NULL DEFAULT 0,
  deleted_at  bigint   NOT NULL DEFAULT 0, -- a tombstone when not 0
  content     text,                        -- a JSON object; NULL in a tombstone
  PRIMARY KEY (user_id, created_seq)
) PARTITION BY HASH (user_id);

CREATE INDEX notification_id ON notification (n);

-- Only what changed after its creation: a send writes nothing here.
CREATE INDEX notification_changed ON notification (user_id, seq) WHERE seq > created_seq;

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE inbox_%s PARTITION OF inbox FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 60)',
      part, part);
    EXECUTE format(
      'CREATE TABLE notification_%s PARTITION OF notification FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 90)',
      part, part);
  END LOOP;
END
$$;

CREATE TABLE idempotency (
  scope      text COLLATE "C" NOT NULL,
  key        text COLLATE "C" NOT NULL,
  item       integer NOT NULL,
  body_hash  text    NOT NULL,
  n          bigint  NOT NULL,
  salt       bigint  NOT NULL,
  answer     text    NOT NULL,
  created_at bigint  NOT NULL,
  PRIMARY KEY (scope, key, item)
);

CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE api_key (
  id         text   PRIMARY KEY,
  name       text   NOT NULL,
  hash       text   NOT NULL UNIQUE,       -- SHA-256 of the key, hexadecimal
  created_at bigint NOT NULL,
  revoked_at bigint NOT NULL               -- 0 while it is valid
);

-- When users were last connected, in epoch milliseconds.
CREATE TABLE last_seen (
  user_id text COLLATE "C" PRIMARY KEY,
  at      bigint NOT NULL
) WITH (fillfactor = 80);

-- What all nodes share and nobody configured, such as the secret of user tokens.
CREATE TABLE secret (
  name  text PRIMARY KEY,
  value text NOT NULL
);
