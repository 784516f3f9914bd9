-- A key is reserved before the request is carried out, and answered with its effect. Held, or
-- answered: never both, never neither.

CREATE TABLE idempotency_reserved (
    merchant       TEXT    NOT NULL REFERENCES merchant (id),
    key            TEXT    NOT NULL,
    request_digest BLOB    NOT NULL,
    holder         BLOB,
    reserved_at    INTEGER NOT NULL,
    status         INTEGER,
    body           BLOB,
    answered_at    INTEGER,
    PRIMARY KEY (merchant, key),
    CHECK ((holder IS NULL) = (answered_at IS NOT NULL)),
    CHECK ((status IS NULL) = (answered_at IS NULL)),
    CHECK ((body IS NULL) = (answered_at IS NULL))
) STRICT;

INSERT INTO idempotency_reserved (merchant, key, request_digest, reserved_at, status, body, answered_at)
SELECT merchant, key, request_digest, answered_at, status, body, answered_at FROM idempotency;

DROP TABLE idempotency;

ALTER TABLE idempotency_reserved RENAME TO idempotency;

CREATE INDEX idempotency_by_age ON idempotency (reserved_at);
