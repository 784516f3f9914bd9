-- Work that must happen later. One row for each checkout and work.

CREATE TABLE task (
    id                INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    checkout          TEXT    NOT NULL REFERENCES checkout (id),
    work              TEXT    NOT NULL,
    due_at            INTEGER NOT NULL,
    tries             INTEGER NOT NULL DEFAULT 0,
    -- How often it was scheduled, and which of these the present lease covers.
    generation        INTEGER NOT NULL DEFAULT 1,
    leased_generation INTEGER,
    -- How often it was claimed, and until when the present claim holds.
    lease             INTEGER NOT NULL DEFAULT 0,
    leased_until      INTEGER,
    UNIQUE (checkout, work),
    CHECK ((leased_until IS NULL) = (leased_generation IS NULL))
) STRICT;

-- A leased row's next moment is the end of its lease.
CREATE INDEX task_by_next_moment ON task (COALESCE(leased_until, due_at), id);
