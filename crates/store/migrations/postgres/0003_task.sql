-- Work that must happen later. One row for each checkout and work.

CREATE TABLE task (
    id                BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checkout          TEXT COLLATE "C" NOT NULL REFERENCES checkout (id),
    work              TEXT COLLATE "C" NOT NULL,
    due_at            BIGINT NOT NULL,
    tries             BIGINT NOT NULL DEFAULT 0,
    -- How often it was scheduled, and which of these the present lease covers.
    generation        BIGINT NOT NULL DEFAULT 1,
    leased_generation BIGINT,
    -- How often it was claimed, and until when the present claim holds.
    lease             BIGINT NOT NULL DEFAULT 0,
    leased_until      BIGINT,
    UNIQUE (checkout, work),
    CHECK ((leased_until IS NULL) = (leased_generation IS NULL))
);

-- A leased row's next moment is the end of its lease.
CREATE INDEX task_by_next_moment ON task (COALESCE(leased_until, due_at), id);
