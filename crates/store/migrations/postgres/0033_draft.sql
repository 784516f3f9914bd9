-- What was typed into a page's form that led nowhere yet, for the page that answers it. It is sealed
-- with a key that stands in that page's address alone, and forgotten within two hours.

CREATE TABLE draft (
    -- The digest of the key.
    digest   BYTEA   NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    checkout TEXT    NOT NULL REFERENCES checkout (id),
    sealed   BYTEA   NOT NULL,
    kept_at  BIGINT  NOT NULL
);

CREATE INDEX draft_of_checkout ON draft (checkout, kept_at);
CREATE INDEX draft_by_age ON draft (kept_at);
