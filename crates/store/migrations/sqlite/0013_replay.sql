-- Endpoints that go, replays that end, and figures that cost little.

-- How often it was delivered again. It never falls, whatever is forgotten.
ALTER TABLE notification ADD COLUMN replays INTEGER NOT NULL DEFAULT 0;

-- Since when its owner is rid of it. What is left of it goes bit by bit.
ALTER TABLE endpoint ADD COLUMN deleted_at INTEGER;

CREATE INDEX endpoint_deleted ON endpoint (id) WHERE deleted_at IS NOT NULL;

-- How far the replay of a range has come that was asked for under an idempotency key.
CREATE TABLE replay (
    name       BLOB NOT NULL PRIMARY KEY,
    -- The last notification that was looked at: nothing up to it is looked at again.
    reached_at INTEGER,
    reached_id TEXT,
    count      INTEGER NOT NULL DEFAULT 0,
    ended      INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    begun_at   INTEGER NOT NULL,
    CHECK ((reached_at IS NULL) = (reached_id IS NULL))
) STRICT;

CREATE INDEX replay_by_age ON replay (begun_at);

-- What is counted whenever somebody looks.
CREATE INDEX delivery_dead ON delivery (endpoint) WHERE state = 'dead';
CREATE INDEX delivery_try_altered ON delivery_try (delivery) WHERE outcome = 'altered';
CREATE INDEX endpoint_failing ON endpoint (id) WHERE failing_since IS NOT NULL AND disabled_at IS NULL;
