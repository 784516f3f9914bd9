-- The hosts at which merchants' pages are reached.

CREATE TABLE domain (
    merchant   TEXT NOT NULL REFERENCES merchant (id),
    mode       TEXT NOT NULL CHECK (mode IN ('test', 'live')),
    host       TEXT NOT NULL,
    -- What the merchant shows at the host to prove that it is theirs.
    challenge  TEXT NOT NULL,
    proven_at  INTEGER,
    proven_by  TEXT CHECK (proven_by IN ('record', 'operator')),
    created_at INTEGER NOT NULL,
    -- When the record was looked for last, and what was found; since when it is known to be missing.
    looked_at     INTEGER,
    found         TEXT,
    missing_since INTEGER,
    -- How often in a row it was not found, and when it is looked for again.
    misses        INTEGER NOT NULL DEFAULT 0,
    next_look_at  INTEGER,
    -- Since when it is not theirs any more, where it was; since when their record is known to be
    -- there and that of whoever holds the host is not.
    lost_at         INTEGER,
    contested_since INTEGER,
    CHECK ((proven_at IS NULL) = (proven_by IS NULL)),
    CHECK ((looked_at IS NULL) = (found IS NULL)),
    PRIMARY KEY (merchant, mode)
) STRICT;

-- Many may claim a host; one has it.
CREATE UNIQUE INDEX domain_proven ON domain (host) WHERE proven_at IS NOT NULL;

CREATE INDEX domain_look ON domain (next_look_at) WHERE next_look_at IS NOT NULL;
