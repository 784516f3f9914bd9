-- Who is paid, and the keys that act for them.

CREATE TABLE merchant (
    id             TEXT    NOT NULL PRIMARY KEY,
    name           TEXT    NOT NULL,
    brand          TEXT    NOT NULL,
    webhook_secret TEXT,
    created_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE api_key (
    id         TEXT    NOT NULL PRIMARY KEY,
    merchant   TEXT    NOT NULL REFERENCES merchant (id),
    digest     BLOB    NOT NULL UNIQUE,
    hint       TEXT    NOT NULL,
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE INDEX api_key_of_merchant ON api_key (merchant, created_at, id);
