-- What a key may do, and when it was used last. Whoever had a key could do everything.

ALTER TABLE api_key ADD COLUMN scope TEXT NOT NULL DEFAULT 'admin'
    CHECK (scope IN ('read', 'write', 'admin'));
ALTER TABLE api_key ADD COLUMN used_at INTEGER;
