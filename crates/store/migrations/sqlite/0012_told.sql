-- What a merchant is told of an event is proved with the event: its digest is hashed along.

ALTER TABLE event ADD COLUMN told BLOB CHECK (length(told) = 32);
