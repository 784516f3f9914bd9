-- Who signs in to the dashboard, what they may do for whom, and what they did.

CREATE TABLE person (
    id          TEXT    NOT NULL PRIMARY KEY,
    -- What they sign in with, in small letters.
    email       TEXT    NOT NULL UNIQUE,
    locale      TEXT    CHECK (locale IN ('en-CA', 'fr-CA')),
    -- Argon2id, with its parameters and salt. Whoever has none has passkeys.
    password    TEXT,
    password_at INTEGER,
    -- What passkeys know them by: random, and nobody's name.
    handle      BLOB    NOT NULL UNIQUE CHECK (length(handle) = 64),
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE membership (
    person     TEXT    NOT NULL REFERENCES person (id),
    merchant   TEXT    NOT NULL REFERENCES merchant (id),
    role       TEXT    NOT NULL CHECK (role IN ('owner', 'staff', 'read_only')),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (person, merchant)
) STRICT;

CREATE INDEX membership_of_merchant ON membership (merchant, created_at, person);

-- One browser that somebody signed in with. What it shows is kept as a digest.
CREATE TABLE sign_in (
    id         TEXT    NOT NULL PRIMARY KEY,
    person     TEXT    NOT NULL REFERENCES person (id),
    digest     BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
    way        TEXT    NOT NULL CHECK (way IN ('password', 'passkey', 'recovery_code', 'link')),
    -- What the browser calls itself, in short.
    browser    TEXT    NOT NULL,
    -- What it looks at.
    merchant   TEXT    REFERENCES merchant (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_of_person ON sign_in (person, created_at, id);
CREATE INDEX sign_in_by_end ON sign_in (ends_at);

CREATE TABLE passkey (
    id         TEXT    NOT NULL PRIMARY KEY,
    person     TEXT    NOT NULL REFERENCES person (id),
    -- By which the browser names it.
    credential BLOB    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    transports INTEGER NOT NULL,
    -- Its public key and what stays; its counter and what changes.
    fixed      BLOB    NOT NULL,
    moving     BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

CREATE INDEX passkey_of_person ON passkey (person, created_at, id);

-- Each opens once, and then it is gone.
CREATE TABLE recovery_code (
    person     TEXT    NOT NULL REFERENCES person (id),
    digest     BLOB    NOT NULL CHECK (length(digest) = 32),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (person, digest)
) STRICT;

-- Addresses that are handed over, and open once. An invitation to join a merchant, or a way
-- back for somebody who is locked out.
CREATE TABLE entry_link (
    id         TEXT    NOT NULL PRIMARY KEY,
    digest     BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
    kind       TEXT    NOT NULL CHECK (kind IN ('invitation', 'recovery', 'demonstration')),
    email      TEXT    NOT NULL,
    merchant   TEXT    REFERENCES merchant (id),
    role       TEXT    CHECK (role IN ('owner', 'staff', 'read_only')),
    created_at INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    CHECK ((kind = 'invitation') = (role IS NOT NULL)),
    CHECK ((role IS NULL) = (merchant IS NULL))
) STRICT;

CREATE INDEX entry_link_of_merchant ON entry_link (merchant, created_at, id);
CREATE INDEX entry_link_of_email ON entry_link (email);
CREATE INDEX entry_link_by_end ON entry_link (ends_at);

-- A passkey's making or use between its two halves.
CREATE TABLE ceremony (
    challenge BLOB    NOT NULL PRIMARY KEY CHECK (length(challenge) = 32),
    person    TEXT    REFERENCES person (id),
    state     BLOB    NOT NULL,
    ends_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX ceremony_by_end ON ceremony (ends_at);

-- Who did what. Nothing of any customer is in it.
CREATE TABLE audit (
    id       TEXT    NOT NULL PRIMARY KEY,
    merchant TEXT    NOT NULL REFERENCES merchant (id),
    at       INTEGER NOT NULL,
    -- A person's e-mail address, an API key's name, the operator, or the installation itself.
    who_kind TEXT    NOT NULL CHECK (who_kind IN ('person', 'key', 'operator', 'system')),
    who      TEXT    NOT NULL,
    action   TEXT    NOT NULL,
    mode     TEXT    CHECK (mode IN ('test', 'live')),
    -- What it was done to: an id, or an e-mail address of one of the merchant's people.
    subject  TEXT
) STRICT;

CREATE INDEX audit_of_merchant ON audit (merchant, at, id);
