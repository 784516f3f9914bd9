-- Standing offers, and which checkout came by which.

CREATE TABLE payment_link (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    merchant     TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    mode         TEXT   NOT NULL CHECK (mode IN ('test', 'live')),
    token        TEXT   NOT NULL,
    token_digest BYTEA  NOT NULL UNIQUE,
    -- What the forms on its page are told apart by.
    secret       BYTEA  NOT NULL,
    offer        TEXT   NOT NULL,
    switch       TEXT   NOT NULL CHECK (switch IN ('on', 'off')),
    expires_at   BIGINT,
    max_uses     BIGINT CHECK (max_uses >= 1),
    -- Counts its changes.
    revision     BIGINT NOT NULL,
    created_at   BIGINT NOT NULL
);

CREATE INDEX payment_link_by_age ON payment_link (merchant, mode, created_at, id);

ALTER TABLE checkout ADD COLUMN payment_link TEXT COLLATE "C";

-- Only those that came by a link: the others pay nothing for it.
CREATE INDEX checkout_by_payment_link ON checkout (payment_link, created_at, id)
    WHERE payment_link IS NOT NULL;
-- How often a link is used.
CREATE INDEX checkout_by_payment_link_use ON checkout (payment_link, status)
    WHERE payment_link IS NOT NULL;
