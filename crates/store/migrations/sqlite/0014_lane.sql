-- What is under way, lane by lane: without the order of lanes, counting them read every
-- delivery that there ever was.
DROP INDEX delivery_leased;
CREATE INDEX delivery_under_way ON delivery (endpoint, next_at) WHERE leased = 1;
