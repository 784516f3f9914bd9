-- A merchant's own account at the provider, one for each mode, sealed: nothing in it can be read
-- without the key that the server's environment holds.

CREATE TABLE account (
    merchant TEXT NOT NULL REFERENCES merchant (id),
    mode     TEXT   NOT NULL CHECK (mode IN ('test', 'live')),
    sealed   BLOB  NOT NULL,
    set_at   INTEGER NOT NULL,
    PRIMARY KEY (merchant, mode)
) STRICT;
