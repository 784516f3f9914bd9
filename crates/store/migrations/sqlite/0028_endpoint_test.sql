-- Test events: what was sent to an endpoint to see what it answers. Nothing happened.

CREATE TABLE endpoint_test (
    -- The `webhook-id` that it was sent with.
    id       TEXT    NOT NULL PRIMARY KEY,
    endpoint TEXT    NOT NULL REFERENCES endpoint (id),
    -- What it gave an example of.
    kind     TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    outcome  TEXT    NOT NULL,
    -- The HTTP status, where there was an answer.
    status   INTEGER,
    -- Milliseconds.
    took     INTEGER NOT NULL,
    -- The beginning of the answer's body.
    answer   BLOB    NOT NULL
) STRICT;

CREATE INDEX endpoint_test_by_age ON endpoint_test (endpoint, at, id);
