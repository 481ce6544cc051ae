-- What was sent to many at once, one row each, and what was done to it afterwards: a list, of which each inbox
-- knows how far it has taken it in.
CREATE TABLE broadcast (
  number      bigint PRIMARY KEY,          -- in the order in which they became durable
  target      bigint   NOT NULL DEFAULT 0, -- of a change or a recall: the number of what it is about; 0 otherwise
  n           bigint   NOT NULL,           -- its id, as that of a notification; of a change 0
  salt        bigint   NOT NULL,
  topic       text COLLATE "C" NOT NULL,   -- '' for everybody
  audience    text     NOT NULL,           -- who of them, a JSON object
  priority    smallint NOT NULL,           -- 0 low, 1 normal, 2 high, 3 urgent
  content     text,                        -- a JSON object as it stands; NULL when it was recalled, and of a change
  created_at  bigint   NOT NULL,           -- times in epoch milliseconds, 0 for never
  expires_at  bigint   NOT NULL DEFAULT 0,
  changed_at  bigint   NOT NULL DEFAULT 0,
  recalled_at bigint   NOT NULL DEFAULT 0
);

CREATE INDEX broadcast_topic ON broadcast (topic, number) WHERE target = 0;
CREATE INDEX broadcast_change ON broadcast (number) WHERE target <> 0;
CREATE INDEX broadcast_id ON broadcast (n) WHERE target = 0;
CREATE INDEX broadcast_age ON broadcast (created_at);
CREATE INDEX broadcast_recalled ON broadcast (number) WHERE recalled_at <> 0;
CREATE INDEX broadcast_expiry ON broadcast (expires_at) WHERE expires_at <> 0 AND recalled_at = 0;

ALTER TABLE log ADD COLUMN broadcasts bigint NOT NULL DEFAULT 0; -- the number of the last one

CREATE TABLE subscription (
  topic   text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  since   bigint NOT NULL,                 -- the number of the last broadcast that was before it
  PRIMARY KEY (topic, user_id)
);

CREATE INDEX subscription_user ON subscription (user_id, topic);

-- Users who are known, whether or not they have an inbox.
CREATE TABLE users (
  user_id    text COLLATE "C" PRIMARY KEY,
  heard      bigint NOT NULL,              -- the number of the last broadcast before they were known
  attributes text   NOT NULL DEFAULT '{}'  -- a JSON object of texts, numbers and booleans
);

-- Who was connected before there were broadcasts is known.
INSERT INTO users (user_id, heard) SELECT user_id, 0 FROM last_seen;

ALTER TABLE inbox ADD COLUMN heard bigint NOT NULL DEFAULT 0; -- the number of the last broadcast that it has taken in
ALTER TABLE notification ADD COLUMN broadcast bigint NOT NULL DEFAULT 0; -- the number of the one it is a copy of

CREATE INDEX notification_broadcast ON notification (broadcast, user_id) WHERE broadcast <> 0 AND deleted_at = 0;
