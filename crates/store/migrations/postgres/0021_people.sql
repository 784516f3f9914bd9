-- Who signs in to the dashboard, what they may do for whom, and what they did.

CREATE TABLE person (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    -- What they sign in with, in small letters.
    email       TEXT COLLATE "C" NOT NULL UNIQUE,
    locale      TEXT    CHECK (locale IN ('en-CA', 'fr-CA')),
    -- Argon2id, with its parameters and salt. Whoever has none has passkeys.
    password    TEXT,
    password_at BIGINT ,
    -- What passkeys know them by: random, and nobody's name.
    handle      BYTEA   NOT NULL UNIQUE CHECK (octet_length(handle) = 64),
    created_at  BIGINT  NOT NULL
);

CREATE TABLE membership (
    person     TEXT COLLATE "C" NOT NULL REFERENCES person (id),
    merchant   TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    role       TEXT    NOT NULL CHECK (role IN ('owner', 'staff', 'read_only')),
    created_at BIGINT  NOT NULL,
    PRIMARY KEY (person, merchant)
);

CREATE INDEX membership_of_merchant ON membership (merchant, created_at, person);

-- One browser that somebody signed in with. What it shows is kept as a digest.
CREATE TABLE sign_in (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person     TEXT COLLATE "C" NOT NULL REFERENCES person (id),
    digest     BYTEA   NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    way        TEXT    NOT NULL CHECK (way IN ('password', 'passkey', 'recovery_code', 'link')),
    -- What the browser calls itself, in short.
    browser    TEXT    NOT NULL,
    -- What it looks at.
    merchant   TEXT COLLATE "C" REFERENCES merchant (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    created_at BIGINT  NOT NULL,
    seen_at    BIGINT  NOT NULL,
    ends_at    BIGINT  NOT NULL
);

CREATE INDEX sign_in_of_person ON sign_in (person, created_at, id);
CREATE INDEX sign_in_by_end ON sign_in (ends_at);

CREATE TABLE passkey (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person     TEXT COLLATE "C" NOT NULL REFERENCES person (id),
    -- By which the browser names it.
    credential BYTEA   NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    transports BIGINT  NOT NULL,
    -- Its public key and what stays; its counter and what changes.
    fixed      BYTEA   NOT NULL,
    moving     BYTEA   NOT NULL,
    created_at BIGINT  NOT NULL,
    used_at    BIGINT 
);

CREATE INDEX passkey_of_person ON passkey (person, created_at, id);

-- Each opens once, and then it is gone.
CREATE TABLE recovery_code (
    person     TEXT COLLATE "C" NOT NULL REFERENCES person (id),
    digest     BYTEA   NOT NULL CHECK (octet_length(digest) = 32),
    created_at BIGINT  NOT NULL,
    PRIMARY KEY (person, digest)
);

-- Addresses that are handed over, and open once. An invitation to join a merchant, or a way
-- back for somebody who is locked out.
CREATE TABLE entry_link (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    digest     BYTEA   NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    kind       TEXT    NOT NULL CHECK (kind IN ('invitation', 'recovery', 'demonstration')),
    email      TEXT COLLATE "C" NOT NULL,
    merchant   TEXT COLLATE "C" REFERENCES merchant (id),
    role       TEXT    CHECK (role IN ('owner', 'staff', 'read_only')),
    created_at BIGINT  NOT NULL,
    ends_at    BIGINT  NOT NULL,
    CHECK ((kind = 'invitation') = (role IS NOT NULL)),
    CHECK ((role IS NULL) = (merchant IS NULL))
);

CREATE INDEX entry_link_of_merchant ON entry_link (merchant, created_at, id);
CREATE INDEX entry_link_of_email ON entry_link (email);
CREATE INDEX entry_link_by_end ON entry_link (ends_at);

-- A passkey's making or use between its two halves.
CREATE TABLE ceremony (
    challenge BYTEA   NOT NULL PRIMARY KEY CHECK (octet_length(challenge) = 32),
    person    TEXT COLLATE "C" REFERENCES person (id),
    state     BYTEA   NOT NULL,
    ends_at   BIGINT  NOT NULL
);

CREATE INDEX ceremony_by_end ON ceremony (ends_at);

-- Who did what. Nothing of any customer is in it.
CREATE TABLE audit (
    id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    merchant TEXT COLLATE "C" NOT NULL REFERENCES merchant (id),
    at       BIGINT  NOT NULL,
    -- A person's e-mail address, an API key's name, the operator, or the installation itself.
    who_kind TEXT    NOT NULL CHECK (who_kind IN ('person', 'key', 'operator', 'system')),
    who      TEXT    NOT NULL,
    action   TEXT    NOT NULL,
    mode     TEXT    CHECK (mode IN ('test', 'live')),
    -- What it was done to: an id, or an e-mail address of one of the merchant's people.
    subject  TEXT
);

CREATE INDEX audit_of_merchant ON audit (merchant, at, id);
