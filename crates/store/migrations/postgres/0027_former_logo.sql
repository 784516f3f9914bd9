-- Logos that another took the place of: pages that are open, or kept by somebody's browser, still
-- ask for them.

CREATE TABLE former_logo (
    merchant TEXT NOT NULL REFERENCES merchant (id),
    mode     TEXT NOT NULL CHECK (mode IN ('test', 'live')),
    digest   BYTEA NOT NULL CHECK (length(digest) = 32),
    png      BYTEA NOT NULL,
    -- When it was last the logo.
    left_at  BIGINT NOT NULL,
    PRIMARY KEY (merchant, mode, digest)
);

CREATE INDEX former_logo_by_age ON former_logo (left_at);
