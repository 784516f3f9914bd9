-- What deliveries are signed with, and a merchant's own webhook secret, sealed: nothing in them
-- can be read without the key that the server's environment holds. Where there is no such key they
-- are kept as they were.

ALTER TABLE endpoint_secret ADD COLUMN sealed BLOB
    CHECK (sealed IS NULL OR (length(hmac_key) = 0 AND length(seed) = 0));

ALTER TABLE merchant ADD COLUMN webhook_sealed BLOB
    CHECK (webhook_sealed IS NULL OR webhook_secret IS NULL);

-- Answers that showed such a secret and are kept for whoever repeats the request: from now on
-- they are sealed with the caller's own key. Those from before are emptied rather than deleted, so
-- that a repeat is refused and does nothing twice.

UPDATE idempotency SET body = X''
WHERE instr(body, CAST('"object":"webhook_endpoint"' AS BLOB)) > 0
  AND instr(body, CAST('"secret":"whsec_' AS BLOB)) > 0;
