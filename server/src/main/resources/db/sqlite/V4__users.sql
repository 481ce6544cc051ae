-- Who users are: a JSON object of name, email, locale, timeZone and avatar, each of which may be left out.
ALTER TABLE users ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';

-- How far the inboxes had come that are gone with their users: one that is begun goes on behind, so that no replica
-- takes it for the one that it knew.
ALTER TABLE log ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
