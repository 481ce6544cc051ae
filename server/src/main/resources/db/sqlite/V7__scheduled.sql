-- What is to be sent later, or was to be: what it became is known for a while.
CREATE TABLE scheduled (
  n            INTEGER NOT NULL,           -- its id, as that of a notification
  salt         INTEGER NOT NULL,
  user_id      TEXT    NOT NULL,           -- '' for a broadcast
  topic        TEXT    NOT NULL,           -- of a broadcast, '' for everybody
  audience     TEXT    NOT NULL,           -- of a broadcast: who of them, a JSON object; '' otherwise
  send_at      INTEGER NOT NULL,           -- times in epoch milliseconds, 0 for never
  cancel_key   TEXT    NOT NULL,           -- '' for none
  priority     INTEGER NOT NULL,           -- 0 low, 1 normal, 2 high, 3 urgent
  content      TEXT,                       -- a JSON object as it stands; NULL once it does not wait any more
  expires_at   INTEGER NOT NULL,
  type         TEXT    NOT NULL,
  group_key    TEXT    NOT NULL,
  action_group TEXT    NOT NULL,
  state        INTEGER NOT NULL DEFAULT 0, -- 0 waits, 1 sent, 2 cancelled, 3 expired before it was sent, 4 not to be shown
  ended_at     INTEGER NOT NULL DEFAULT 0, -- when that was
  became_n     INTEGER NOT NULL DEFAULT 0, -- the id of the notification or broadcast that it was sent as
  became_salt  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (n, salt)
) STRICT;

CREATE INDEX scheduled_due ON scheduled (send_at, n, salt) WHERE state = 0;
CREATE INDEX scheduled_user ON scheduled (user_id, state, send_at, n, salt);
CREATE INDEX scheduled_cancel ON scheduled (cancel_key, send_at) WHERE cancel_key <> '' AND state = 0;
CREATE INDEX scheduled_age ON scheduled (ended_at) WHERE state <> 0;
