-- How a merchant's pages look, for test keys and for live ones each. What the merchant was made
-- with holds until then.

CREATE TABLE brand (
    merchant   TEXT    NOT NULL REFERENCES merchant (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    look       TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (merchant, mode)
) STRICT;

-- The picture beside it: always a PNG of our own making.
CREATE TABLE logo (
    merchant   TEXT    NOT NULL REFERENCES merchant (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    digest     BLOB    NOT NULL CHECK (length(digest) = 32),
    -- How large it is shown, in CSS pixels.
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    png        BLOB    NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (merchant, mode)
) STRICT;
