-- What the provider said that its documentation does not have: one row for each word.

CREATE TABLE drift (
    kind     TEXT COLLATE "C" NOT NULL,
    word     TEXT COLLATE "C" NOT NULL,
    -- The shape of the first message that had it, without its values; NULL where there was none.
    sample   TEXT,
    first_at BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    times    BIGINT NOT NULL DEFAULT 1 CHECK (times >= 1),
    PRIMARY KEY (kind, word)
);
