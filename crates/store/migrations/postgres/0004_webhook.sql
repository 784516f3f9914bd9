-- What the provider sent, as it came. The same body from the provider is one row.

CREATE TABLE webhook (
    merchant       TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    digest         BYTEA  NOT NULL,
    session_digest BYTEA,
    body           BYTEA  NOT NULL,
    received_at    BIGINT NOT NULL,
    repeats        BIGINT NOT NULL DEFAULT 0,
    -- The checkout whose log took it in; NULL as long as none did.
    checkout       TEXT COLLATE "C" REFERENCES checkout (id),
    PRIMARY KEY (merchant, digest)
);

CREATE INDEX webhook_by_age ON webhook (merchant, received_at);
