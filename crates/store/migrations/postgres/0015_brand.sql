-- How a merchant's pages look, for test keys and for live ones each. What the merchant was made
-- with holds until then.

CREATE TABLE brand (
    merchant   TEXT    NOT NULL REFERENCES merchant (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    look       TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL,
    PRIMARY KEY (merchant, mode)
);

-- The picture beside it: always a PNG of our own making.
CREATE TABLE logo (
    merchant   TEXT    NOT NULL REFERENCES merchant (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    digest     BYTEA   NOT NULL CHECK (length(digest) = 32),
    -- How large it is shown, in CSS pixels.
    width      BIGINT  NOT NULL,
    height     BIGINT  NOT NULL,
    png        BYTEA   NOT NULL,
    changed_at BIGINT  NOT NULL,
    PRIMARY KEY (merchant, mode)
);
