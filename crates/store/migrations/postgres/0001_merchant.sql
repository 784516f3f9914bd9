-- Who is paid, and the keys that act for them.
--
-- Identifiers are in the order of their bytes everywhere, whatever language the database
-- was made for.

CREATE TABLE merchant (
    id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name           TEXT   NOT NULL,
    brand          TEXT   NOT NULL,
    webhook_secret TEXT,
    created_at     BIGINT NOT NULL
);

CREATE TABLE api_key (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    merchant   TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    digest     BYTEA  NOT NULL UNIQUE,
    hint       TEXT   NOT NULL,
    mode       TEXT   NOT NULL CHECK (mode IN ('test', 'live')),
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE INDEX api_key_of_merchant ON api_key (merchant, created_at, id);
