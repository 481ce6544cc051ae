-- What was decided about a notification when it was sent: for each channel whether it speaks and why, 6 bits each;
-- 0 for just what its priority says.
ALTER TABLE notification ADD COLUMN decision integer NOT NULL DEFAULT 0;

-- When it comes back to the inbox, in epoch milliseconds, 0 while it is there.
ALTER TABLE notification ADD COLUMN snoozed_until bigint NOT NULL DEFAULT 0;

-- The key of the card that it is, and of the answer that it shares with other inboxes; '' for none.
ALTER TABLE notification ADD COLUMN group_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE notification ADD COLUMN action_group text COLLATE "C" NOT NULL DEFAULT '';

CREATE INDEX notification_snoozed ON notification (snoozed_until) WHERE snoozed_until <> 0 AND deleted_at = 0;
CREATE INDEX notification_group ON notification (user_id, group_key) WHERE group_key <> '' AND deleted_at = 0;
CREATE INDEX notification_action_group ON notification (action_group) WHERE action_group <> '' AND deleted_at = 0;

-- What users chose, see docs/preferences.md; a JSON object.
ALTER TABLE users ADD COLUMN preferences text NOT NULL DEFAULT '{}';

-- What an inbox remembers of how its user was and is to be interrupted; and when they are to hear of what was held
-- back, in epoch milliseconds, 0 when nothing is.
ALTER TABLE inbox ADD COLUMN attention text NOT NULL DEFAULT '';
ALTER TABLE inbox ADD COLUMN recap_at bigint NOT NULL DEFAULT 0;

CREATE INDEX inbox_recap ON inbox (recap_at, user_id) WHERE recap_at <> 0;
