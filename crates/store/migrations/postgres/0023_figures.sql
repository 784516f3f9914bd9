-- What lists show and are narrowed by beside the status, what is searched for, and figures.

-- The method of the attempt that paid, else of the last; NULL before the first.
ALTER TABLE checkout ADD COLUMN method TEXT;
-- How much was paid, in cents, and when that was known; NULL until then.
ALTER TABLE checkout ADD COLUMN paid BIGINT;
ALTER TABLE checkout ADD COLUMN paid_at BIGINT;
-- How many cases somebody has to look at.
ALTER TABLE checkout ADD COLUMN cases BIGINT NOT NULL DEFAULT 0;
-- Up to which version the figures know it.
ALTER TABLE checkout ADD COLUMN counted BIGINT NOT NULL DEFAULT 0;

-- The log writes an event's type first, and the attempt that it is about second.
UPDATE checkout SET
    paid_at = (SELECT at FROM event
               WHERE checkout = checkout.id AND type = 'checkout_paid'
               ORDER BY seq LIMIT 1),
    paid = (SELECT CAST(substring(ended.body from '"amount":([0-9]+)') AS BIGINT)
            FROM event ended JOIN event paid ON paid.checkout = ended.checkout
            WHERE ended.checkout = checkout.id AND ended.type = 'attempt_ended'
              AND paid.type = 'checkout_paid'
              AND ended.body LIKE '%"end":{"paid":{"amount":%'
              AND ended.body LIKE
                  '%' || replace(replace(paid.body, '{"type":"checkout_paid",', ''), '}', '') || '%'
            ORDER BY ended.seq LIMIT 1),
    cases = (SELECT COUNT(*) FROM event
             WHERE checkout = checkout.id AND type = 'case_opened'),
    method = COALESCE(
        (SELECT CASE WHEN started.body LIKE '%"method":"guaranteed_eft"%' THEN 'guaranteed_eft'
                     WHEN started.body LIKE '%"method":"e_transfer"%' THEN 'e_transfer'
                     WHEN started.body LIKE '%"method":"eft"%' THEN 'eft' END
         FROM event started JOIN event paid ON paid.checkout = started.checkout
         WHERE started.checkout = checkout.id AND started.type = 'attempt_started'
           AND paid.type = 'checkout_paid'
           AND started.body LIKE
               '%' || replace(replace(paid.body, '{"type":"checkout_paid",', ''), '}', '') || '%'
         ORDER BY started.seq LIMIT 1),
        (SELECT CASE WHEN body LIKE '%"method":"guaranteed_eft"%' THEN 'guaranteed_eft'
                     WHEN body LIKE '%"method":"e_transfer"%' THEN 'e_transfer'
                     WHEN body LIKE '%"method":"eft"%' THEN 'eft' END
         FROM event
         WHERE checkout = checkout.id AND type = 'attempt_started'
         ORDER BY seq DESC LIMIT 1))
-- Before its second event, there is nothing of this to tell.
WHERE version > 1;

CREATE INDEX checkout_by_method ON checkout (merchant, mode, method, created_at, id);
CREATE INDEX checkout_with_cases ON checkout (merchant, mode, created_at, id) WHERE cases > 0;
CREATE INDEX checkout_uncounted ON checkout (id) WHERE counted < version;

-- A range of amounts is looked for in the order of age, without going to a row for each that
-- does not fit.
DROP INDEX checkout_by_age;
CREATE INDEX checkout_by_age ON checkout (merchant, mode, created_at, id, amount);

CREATE INDEX session_of_attempt ON session (attempt);

-- What happened on a day, by kind and label. Nothing here is known from anywhere but the logs.
CREATE TABLE figure (
    merchant TEXT    NOT NULL REFERENCES merchant (id),
    mode     TEXT    NOT NULL CHECK (mode IN ('test', 'live')),
    -- Days since 1970-01-01.
    day BIGINT NOT NULL,
    kind     TEXT    NOT NULL,
    label    TEXT    NOT NULL,
    count BIGINT NOT NULL,
    cents BIGINT NOT NULL,
    PRIMARY KEY (merchant, mode, day, kind, label)
);
