-- Answers that are given again to whoever asks again.

CREATE TABLE idempotency (
    merchant       TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    key            TEXT COLLATE "C" NOT NULL,
    request_digest BYTEA  NOT NULL,
    status         BIGINT NOT NULL,
    body           BYTEA  NOT NULL,
    answered_at    BIGINT NOT NULL,
    PRIMARY KEY (merchant, key)
);

CREATE INDEX idempotency_by_age ON idempotency (answered_at);
