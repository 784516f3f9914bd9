-- Letters to customers: about what, and whether the mail server took them. Whom one is written to
-- stands in the checkout's log and nowhere else.

CREATE TABLE letter (
    -- It follows from the checkout, the kind, the attempt and the number.
    id         TEXT    NOT NULL PRIMARY KEY,
    checkout   TEXT    NOT NULL REFERENCES checkout (id),
    kind       TEXT    NOT NULL,
    -- The attempt that brought the money.
    attempt    TEXT    NOT NULL,
    -- 0 for the one that an event is worth; counted from 1 for those that were asked for.
    number     INTEGER NOT NULL DEFAULT 0,
    state      TEXT    NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'dead', 'dropped')),
    tries      INTEGER NOT NULL DEFAULT 0,
    -- While it waits: when it is tried next, or when the lease ends of whoever tries it.
    next_at    INTEGER NOT NULL,
    -- How often it was claimed.
    lease      INTEGER NOT NULL DEFAULT 0,
    -- What came of the last try.
    outcome    TEXT,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER,
    UNIQUE (checkout, kind, attempt, number),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
) STRICT;

CREATE INDEX letter_soonest ON letter (next_at, id) WHERE state = 'waiting';
CREATE INDEX letter_dead ON letter (id) WHERE state = 'dead';
