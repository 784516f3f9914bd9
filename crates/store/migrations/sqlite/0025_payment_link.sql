-- Standing offers, and which checkout came by which.

CREATE TABLE payment_link (
    id           TEXT    NOT NULL PRIMARY KEY,
    merchant     TEXT    NOT NULL REFERENCES merchant (id),
    mode         TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    token        TEXT    NOT NULL,
    token_digest BLOB    NOT NULL UNIQUE,
    -- What the forms on its page are told apart by.
    secret       BLOB    NOT NULL,
    offer        TEXT    NOT NULL,
    switch       TEXT    NOT NULL CHECK (switch IN ('on', 'off')),
    expires_at   INTEGER,
    max_uses     INTEGER CHECK (max_uses >= 1),
    -- Counts its changes.
    revision     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX payment_link_by_age ON payment_link (merchant, mode, created_at, id);

ALTER TABLE checkout ADD COLUMN payment_link TEXT;

-- Only those that came by a link: the others pay nothing for it.
CREATE INDEX checkout_by_payment_link ON checkout (payment_link, created_at, id)
    WHERE payment_link IS NOT NULL;
-- How often a link is used.
CREATE INDEX checkout_by_payment_link_use ON checkout (payment_link, status)
    WHERE payment_link IS NOT NULL;
