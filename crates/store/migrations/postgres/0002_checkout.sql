-- The log, the row that is kept of each checkout beside it, and the way from a session
-- to its attempt.

CREATE TABLE checkout (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    merchant     TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    mode         TEXT   NOT NULL CHECK (mode IN ('test', 'live')),
    token        TEXT   NOT NULL,
    token_digest BYTEA  NOT NULL UNIQUE,
    version      BIGINT NOT NULL CHECK (version >= 1),
    status       TEXT   NOT NULL,
    reference    TEXT,
    amount       BIGINT,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);

CREATE INDEX checkout_by_age ON checkout (merchant, mode, created_at, id);
CREATE INDEX checkout_by_reference ON checkout (merchant, mode, reference, created_at, id);
CREATE INDEX checkout_by_status ON checkout (merchant, mode, status, created_at, id);

CREATE TABLE event (
    checkout TEXT COLLATE "C" NOT NULL REFERENCES checkout (id),
    seq      BIGINT NOT NULL CHECK (seq >= 1),
    at       BIGINT NOT NULL,
    evidence TEXT   NOT NULL,
    type     TEXT   NOT NULL,
    format   BIGINT NOT NULL,
    body     TEXT   NOT NULL,
    PRIMARY KEY (checkout, seq)
);

CREATE TABLE session (
    digest   BYTEA NOT NULL PRIMARY KEY,
    checkout TEXT COLLATE "C" NOT NULL REFERENCES checkout (id),
    attempt  TEXT COLLATE "C" NOT NULL
);
