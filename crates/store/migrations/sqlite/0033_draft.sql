-- What was typed into a page's form that led nowhere yet, for the page that answers it. It is sealed
-- with a key that stands in that page's address alone, and forgotten within two hours.

CREATE TABLE draft (
    -- The digest of the key.
    digest   BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    checkout TEXT    NOT NULL REFERENCES checkout (id),
    sealed   BLOB    NOT NULL,
    kept_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX draft_of_checkout ON draft (checkout, kept_at);
CREATE INDEX draft_by_age ON draft (kept_at);
