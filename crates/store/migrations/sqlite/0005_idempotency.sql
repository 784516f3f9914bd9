-- Answers that are given again to whoever asks again.

CREATE TABLE idempotency (
    merchant       TEXT    NOT NULL REFERENCES merchant (id),
    key            TEXT    NOT NULL,
    request_digest BLOB    NOT NULL,
    status         INTEGER NOT NULL,
    body           BLOB    NOT NULL,
    answered_at    INTEGER NOT NULL,
    PRIMARY KEY (merchant, key)
) STRICT;

CREATE INDEX idempotency_by_age ON idempotency (answered_at);
