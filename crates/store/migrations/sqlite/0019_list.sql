-- Lists by amount and by the beginning of a reference.

CREATE INDEX checkout_by_amount ON checkout (merchant, mode, amount, created_at, id);
