-- The hosts at which merchants' pages are reached.

CREATE TABLE domain (
    merchant   TEXT NOT NULL REFERENCES merchant (id),
    mode       TEXT NOT NULL CHECK (mode IN ('test', 'live')),
    host       TEXT NOT NULL,
    -- What the merchant shows at the host to prove that it is theirs.
    challenge  TEXT NOT NULL,
    proven_at  INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (merchant, mode)
) STRICT;

-- Many may claim a host; one has it.
CREATE UNIQUE INDEX domain_proven ON domain (host) WHERE proven_at IS NOT NULL;
