-- Notifications about sessions that are known: kept first, and taken in by a worker. While one
-- waits, `checkout` says which log will take it in.

ALTER TABLE webhook ADD COLUMN waiting BIGINT NOT NULL DEFAULT 0;

CREATE INDEX webhook_waiting ON webhook (checkout, received_at) WHERE waiting = 1;
