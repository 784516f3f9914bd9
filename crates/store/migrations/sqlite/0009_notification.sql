-- What merchants are told: where, of what, and whether it arrived.

CREATE TABLE endpoint (
    id              TEXT    NOT NULL PRIMARY KEY,
    merchant        TEXT    NOT NULL REFERENCES merchant (id),
    mode            TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    url             TEXT    NOT NULL,
    description     TEXT    NOT NULL,
    -- `*`, or the kinds with a comma before, between and after them.
    kinds           TEXT    NOT NULL,
    disabled_at     INTEGER,
    disabled_reason TEXT,
    -- Tries that failed in a row, when the first of them did, and since when that is too many.
    failures        INTEGER NOT NULL DEFAULT 0,
    failed_at       INTEGER,
    failing_since   INTEGER,
    created_at      INTEGER NOT NULL,
    CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
    CHECK ((failures = 0) = (failed_at IS NULL))
) STRICT;

CREATE INDEX endpoint_of_merchant ON endpoint (merchant, mode, created_at, id);

-- What deliveries are signed with. The one without an end is the newest; the ones before it
-- sign beside it until theirs.
CREATE TABLE endpoint_secret (
    endpoint   TEXT    NOT NULL REFERENCES endpoint (id),
    number     INTEGER NOT NULL,
    hmac_key   BLOB    NOT NULL,
    seed       BLOB    NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (endpoint, number)
) STRICT;

CREATE TABLE notification (
    -- The id of the event that it tells of.
    id         TEXT    NOT NULL PRIMARY KEY,
    merchant   TEXT    NOT NULL REFERENCES merchant (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    checkout   TEXT    NOT NULL REFERENCES checkout (id),
    seq        INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    body       BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (checkout, seq)
) STRICT;

CREATE INDEX notification_of_merchant ON notification (merchant, mode, created_at, id);
CREATE INDEX notification_by_age ON notification (created_at);

CREATE TABLE delivery (
    id           TEXT    NOT NULL PRIMARY KEY,
    endpoint     TEXT    NOT NULL REFERENCES endpoint (id),
    notification TEXT    NOT NULL REFERENCES notification (id),
    checkout     TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
    tries        INTEGER NOT NULL DEFAULT 0,
    -- While it waits: when it is tried next. While it is leased: when the lease ends.
    next_at      INTEGER NOT NULL,
    leased       INTEGER NOT NULL DEFAULT 0 CHECK (leased IN (0, 1)),
    -- How often it was claimed.
    lease        INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    ended_at     INTEGER,
    CHECK ((state = 'waiting') = (ended_at IS NULL)),
    CHECK (leased = 0 OR state = 'waiting')
) STRICT;

-- One notification waits for one endpoint once; and the way to what waits before it.
CREATE UNIQUE INDEX delivery_in_line ON delivery (endpoint, checkout, seq) WHERE state = 'waiting';
-- Each endpoint's lane, soonest first.
CREATE INDEX delivery_lane ON delivery (endpoint, next_at) WHERE state = 'waiting' AND leased = 0;
CREATE INDEX delivery_soonest ON delivery (next_at) WHERE state = 'waiting' AND leased = 0;
CREATE INDEX delivery_leased ON delivery (next_at, endpoint) WHERE leased = 1;
CREATE INDEX delivery_by_age ON delivery (endpoint, created_at, id);
CREATE INDEX delivery_by_state ON delivery (endpoint, state, created_at, id);
CREATE INDEX delivery_of_notification ON delivery (notification, endpoint);
CREATE INDEX delivery_ended ON delivery (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE delivery_try (
    delivery TEXT    NOT NULL REFERENCES delivery (id),
    number   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    outcome  TEXT    NOT NULL,
    -- The HTTP status, where there was an answer.
    status   INTEGER,
    -- Milliseconds.
    took     INTEGER NOT NULL,
    -- The beginning of the answer's body.
    answer   BLOB    NOT NULL,
    PRIMARY KEY (delivery, number)
) STRICT;
