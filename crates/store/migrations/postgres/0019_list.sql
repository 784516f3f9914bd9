-- Lists by amount and by the beginning of a reference.

-- In the order of characters, as on SQLite: an index in a language's order finds no beginnings.
ALTER TABLE checkout ALTER COLUMN reference TYPE TEXT COLLATE "C";
CREATE INDEX checkout_by_amount ON checkout (merchant, mode, amount, created_at, id);
