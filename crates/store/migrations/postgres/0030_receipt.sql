-- What receipts are signed with. One key signs; those before it keep their public half, by which
-- the codes that they signed are checked for ever.

CREATE TABLE receipt_key (
    -- What a code calls it by: eight hexadecimal digits of the digest of its public half.
    id         TEXT PRIMARY KEY,
    public     BYTEA NOT NULL CHECK (length(public) = 32),
    -- The secret half, sealed where there is a key to seal with; gone once it signs no more.
    seed       BYTEA,
    sealed     BYTEA,
    -- 1 for the one that signs. No two have the same, so there is one at most.
    signs      BIGINT UNIQUE CHECK (signs = 1),
    created_at BIGINT NOT NULL,
    retired_at BIGINT,
    CHECK ((signs IS NULL) = (retired_at IS NOT NULL)),
    CHECK ((signs IS NULL) = (seed IS NULL AND sealed IS NULL)),
    CHECK (seed IS NULL OR sealed IS NULL)
);
