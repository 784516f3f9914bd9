-- Every event's hash covers the event and the hash before it; a checkout's head is the last.

ALTER TABLE checkout ADD COLUMN head BYTEA NOT NULL CHECK (length(head) = 32);
ALTER TABLE event ADD COLUMN hash BYTEA NOT NULL CHECK (length(hash) = 32);

-- The sessions of a checkout are compared with its log.
CREATE INDEX session_of_checkout ON session (checkout);
