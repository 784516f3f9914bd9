-- What deliveries are signed with, and a merchant's own webhook secret, sealed: nothing in them
-- can be read without the key that the server's environment holds. Where there is no such key they
-- are kept as they were.

ALTER TABLE endpoint_secret ADD COLUMN sealed BLOB
    CHECK (sealed IS NULL OR (length(hmac_key) = 0 AND length(seed) = 0));

ALTER TABLE merchant ADD COLUMN webhook_sealed BLOB
    CHECK (webhook_sealed IS NULL OR webhook_secret IS NULL);
