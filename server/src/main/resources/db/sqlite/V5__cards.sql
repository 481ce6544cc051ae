-- What was decided about a notification when it was sent: for each channel whether it speaks and why, 6 bits each;
-- 0 for just what its priority says.
ALTER TABLE notification ADD COLUMN decision INTEGER NOT NULL DEFAULT 0;

-- When it comes back to the inbox, in epoch milliseconds, 0 while it is there.
ALTER TABLE notification ADD COLUMN snoozed_until INTEGER NOT NULL DEFAULT 0;

-- The key of the card that it is, and of the answer that it shares with other inboxes; '' for none.
ALTER TABLE notification ADD COLUMN group_key TEXT NOT NULL DEFAULT '';
ALTER TABLE notification ADD COLUMN action_group TEXT NOT NULL DEFAULT '';

CREATE INDEX notification_snoozed ON notification (snoozed_until) WHERE snoozed_until <> 0 AND deleted_at = 0;
CREATE INDEX notification_group ON notification (key >> 32, group_key) WHERE group_key <> '' AND deleted_at = 0;
CREATE INDEX notification_action_group ON notification (action_group) WHERE action_group <> '' AND deleted_at = 0;

-- What users chose, see docs/preferences.md; a JSON object.
ALTER TABLE users ADD COLUMN preferences TEXT NOT NULL DEFAULT '{}';
