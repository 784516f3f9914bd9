-- A merchant's own account at the provider, one for each mode, sealed: nothing in it can be read
-- without the key that the server's environment holds.

CREATE TABLE account (
    merchant TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    mode     TEXT   NOT NULL CHECK (mode IN ('test', 'live')),
    sealed   BYTEA  NOT NULL,
    set_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant, mode)
);
