-- Endpoints that go, replays that end, and figures that cost little.

-- How often it was delivered again. It never falls, whatever is forgotten.
ALTER TABLE notification ADD COLUMN replays BIGINT NOT NULL DEFAULT 0;

-- Since when its owner is rid of it. What is left of it goes bit by bit.
ALTER TABLE endpoint ADD COLUMN deleted_at BIGINT;

CREATE INDEX endpoint_deleted ON endpoint (id) WHERE deleted_at IS NOT NULL;

-- How far the replay of a range has come that was asked for under an idempotency key.
CREATE TABLE replay (
    name       BYTEA NOT NULL PRIMARY KEY,
    -- The last notification that was looked at: nothing up to it is looked at again.
    reached_at BIGINT,
    reached_id TEXT COLLATE "C",
    count      BIGINT NOT NULL DEFAULT 0,
    ended      BIGINT NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    begun_at   BIGINT NOT NULL,
    CHECK ((reached_at IS NULL) = (reached_id IS NULL))
);

CREATE INDEX replay_by_age ON replay (begun_at);

-- What is counted whenever somebody looks.
CREATE INDEX delivery_dead ON delivery (endpoint) WHERE state = 'dead';
CREATE INDEX delivery_try_altered ON delivery_try (delivery) WHERE outcome = 'altered';
CREATE INDEX endpoint_failing ON endpoint (id) WHERE failing_since IS NOT NULL AND disabled_at IS NULL;

-- Ids are in the order of their bytes, as everywhere else.
ALTER TABLE endpoint
    ALTER COLUMN id TYPE TEXT COLLATE "C",
    ALTER COLUMN merchant TYPE TEXT COLLATE "C";
ALTER TABLE endpoint_secret
    ALTER COLUMN endpoint TYPE TEXT COLLATE "C";
ALTER TABLE notification
    ALTER COLUMN id TYPE TEXT COLLATE "C",
    ALTER COLUMN merchant TYPE TEXT COLLATE "C",
    ALTER COLUMN checkout TYPE TEXT COLLATE "C";
ALTER TABLE delivery
    ALTER COLUMN id TYPE TEXT COLLATE "C",
    ALTER COLUMN endpoint TYPE TEXT COLLATE "C",
    ALTER COLUMN notification TYPE TEXT COLLATE "C",
    ALTER COLUMN checkout TYPE TEXT COLLATE "C";
ALTER TABLE delivery_try
    ALTER COLUMN delivery TYPE TEXT COLLATE "C";
