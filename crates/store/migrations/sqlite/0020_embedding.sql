-- Whose pages may show a merchant's checkouts in a frame of theirs.
CREATE TABLE embedding (
    merchant TEXT NOT NULL REFERENCES merchant (id),
    mode     TEXT NOT NULL CHECK (mode IN ('test', 'live')),
    -- Origins, as a JSON list of texts.
    origins  TEXT NOT NULL,
    PRIMARY KEY (merchant, mode)
) STRICT;
