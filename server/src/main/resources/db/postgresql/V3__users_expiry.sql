-- Who users are: a JSON object of name, email, locale, timeZone and avatar, each of which may be left out.
ALTER TABLE users ADD COLUMN profile text NOT NULL DEFAULT '{}';

-- How far the inboxes had come that are gone with their users: one that is begun goes on behind, so that no replica
-- takes it for the one that it knew.
ALTER TABLE log ADD COLUMN forgotten bigint NOT NULL DEFAULT 0;

-- When a notification goes from its inbox by itself, in epoch milliseconds, 0 for never.
ALTER TABLE notification ADD COLUMN expires_at bigint NOT NULL DEFAULT 0;

CREATE INDEX notification_expiry ON notification (expires_at) WHERE expires_at <> 0 AND deleted_at = 0;
