-- What the provider sent, as it came. The same body from the provider is one row.

CREATE TABLE webhook (
    merchant       TEXT    NOT NULL REFERENCES merchant (id),
    digest         BLOB    NOT NULL,
    session_digest BLOB,
    body           BLOB    NOT NULL,
    received_at    INTEGER NOT NULL,
    repeats        INTEGER NOT NULL DEFAULT 0,
    -- The checkout whose log took it in; NULL as long as none did.
    checkout       TEXT    REFERENCES checkout (id),
    PRIMARY KEY (merchant, digest)
) STRICT;

CREATE INDEX webhook_by_age ON webhook (merchant, received_at);
