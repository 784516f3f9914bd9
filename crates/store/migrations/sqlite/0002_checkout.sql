-- The log, the row that is kept of each checkout beside it, and the way from a session
-- to its attempt.

CREATE TABLE checkout (
    id           TEXT    NOT NULL PRIMARY KEY,
    merchant     TEXT    NOT NULL REFERENCES merchant (id),
    mode         TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    token        TEXT    NOT NULL,
    token_digest BLOB    NOT NULL UNIQUE,
    version      INTEGER NOT NULL CHECK (version >= 1),
    status       TEXT    NOT NULL,
    reference    TEXT,
    amount       INTEGER,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX checkout_by_age ON checkout (merchant, mode, created_at, id);
CREATE INDEX checkout_by_reference ON checkout (merchant, mode, reference, created_at, id);
CREATE INDEX checkout_by_status ON checkout (merchant, mode, status, created_at, id);

CREATE TABLE event (
    checkout TEXT    NOT NULL REFERENCES checkout (id),
    seq      INTEGER NOT NULL CHECK (seq >= 1),
    at       INTEGER NOT NULL,
    evidence TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    format   INTEGER NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (checkout, seq)
) STRICT;

CREATE TABLE session (
    digest   BLOB NOT NULL PRIMARY KEY,
    checkout TEXT NOT NULL REFERENCES checkout (id),
    attempt  TEXT NOT NULL
) STRICT;
