-- What is to be sent later, or was to be: what it became is known for a while.
CREATE TABLE scheduled (
  n            bigint   NOT NULL,           -- its id, as that of a notification
  salt         bigint   NOT NULL,
  user_id      text COLLATE "C" NOT NULL,   -- '' for a broadcast
  topic        text COLLATE "C" NOT NULL,   -- of a broadcast, '' for everybody
  audience     text     NOT NULL,           -- of a broadcast: who of them, a JSON object; '' otherwise
  send_at      bigint   NOT NULL,           -- times in epoch milliseconds, 0 for never
  cancel_key   text COLLATE "C" NOT NULL,   -- '' for none
  priority     smallint NOT NULL,           -- 0 low, 1 normal, 2 high, 3 urgent
  content      text,                        -- a JSON object as it stands; NULL once it does not wait any more
  expires_at   bigint   NOT NULL,
  type         text     NOT NULL,
  group_key    text COLLATE "C" NOT NULL,
  action_group text COLLATE "C" NOT NULL,
  state        smallint NOT NULL DEFAULT 0, -- 0 waits, 1 sent, 2 cancelled, 3 expired before it was sent, 4 not to be shown
  ended_at     bigint   NOT NULL DEFAULT 0, -- when that was
  became_n     bigint   NOT NULL DEFAULT 0, -- the id of the notification or broadcast that it was sent as
  became_salt  bigint   NOT NULL DEFAULT 0,
  PRIMARY KEY (n, salt)
);

CREATE INDEX scheduled_due ON scheduled (send_at, n, salt) WHERE state = 0;
CREATE INDEX scheduled_user ON scheduled (user_id, state, send_at, n, salt);
CREATE INDEX scheduled_cancel ON scheduled (cancel_key, send_at) WHERE cancel_key <> '' AND state = 0;
CREATE INDEX scheduled_age ON scheduled (ended_at) WHERE state <> 0;
