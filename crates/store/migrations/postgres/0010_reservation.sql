-- A key is reserved before the request is carried out, and answered with its effect. Held, or
-- answered: never both, never neither.

ALTER TABLE idempotency
    ADD COLUMN holder BYTEA,
    ADD COLUMN reserved_at BIGINT;

UPDATE idempotency SET reserved_at = answered_at;

DROP INDEX idempotency_by_age;

ALTER TABLE idempotency
    ALTER COLUMN reserved_at SET NOT NULL,
    ALTER COLUMN status DROP NOT NULL,
    ALTER COLUMN body DROP NOT NULL,
    ALTER COLUMN answered_at DROP NOT NULL,
    ADD CHECK ((holder IS NULL) = (answered_at IS NOT NULL)),
    ADD CHECK ((status IS NULL) = (answered_at IS NULL)),
    ADD CHECK ((body IS NULL) = (answered_at IS NULL));

CREATE INDEX idempotency_by_age ON idempotency (reserved_at);
