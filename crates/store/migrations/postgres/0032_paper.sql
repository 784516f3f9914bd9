-- Letters that were given up or refused can be sent again, and keys of receipts be revoked.

-- When somebody last had it sent again: its tries and its age count from then.
ALTER TABLE letter ADD COLUMN renewed_at BIGINT;

DROP INDEX letter_dead;
CREATE INDEX letter_failed ON letter (ended_at, id) WHERE state IN ('dead', 'refused');

-- Since when nothing is proved by it, whenever it was signed.
ALTER TABLE receipt_key ADD COLUMN revoked_at BIGINT;
