-- Every event's hash covers the event and the hash before it; a checkout's head is the last.
-- What was written before this step is given its hashes when the store is opened; from this
-- step on, no event comes in without one.

ALTER TABLE checkout ADD COLUMN head BLOB CHECK (length(head) = 32);
ALTER TABLE event ADD COLUMN hash BLOB CHECK (length(hash) = 32);

CREATE TRIGGER event_has_its_hash BEFORE INSERT ON event WHEN NEW.hash IS NULL
BEGIN
    SELECT RAISE(ABORT, 'an event comes with its hash');
END;

-- The sessions of a checkout are compared with its log.
CREATE INDEX session_of_checkout ON session (checkout);
