-- What was answered by a button for all who share it: the first answer, one row for each group of cards.
CREATE TABLE action_group (
  key     TEXT    NOT NULL PRIMARY KEY,
  action  TEXT    NOT NULL,
  user_id TEXT    NOT NULL,              -- who answered; '' once they are forgotten
  at      INTEGER NOT NULL,              -- epoch milliseconds
  closed  INTEGER NOT NULL DEFAULT 0     -- 1 when every card says so
) STRICT, WITHOUT ROWID;

CREATE INDEX action_group_open ON action_group (at, key) WHERE closed = 0;
CREATE INDEX action_group_age ON action_group (at);
CREATE INDEX action_group_user ON action_group (user_id);

-- Every answer once, for backends that listen: a list, of which each of them knows how far it has heard it.
CREATE TABLE act (
  number  INTEGER PRIMARY KEY,           -- in the order in which they became durable
  user_id TEXT    NOT NULL,
  at      INTEGER NOT NULL,              -- epoch milliseconds
  event   TEXT    NOT NULL               -- a JSON object
) STRICT;

CREATE INDEX act_age ON act (at);
CREATE INDEX act_user ON act (user_id);

ALTER TABLE log ADD COLUMN acts INTEGER NOT NULL DEFAULT 0; -- the number of the last one

-- The cards of a group in an order of their own, to be walked through page by page.
DROP INDEX notification_action_group;
CREATE INDEX notification_action_group ON notification (action_group, n, salt)
  WHERE action_group <> '' AND deleted_at = 0;
