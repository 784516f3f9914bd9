use std::{fmt, time::Duration};

use payment::{CheckoutId, DeliveryId, EndpointId, EventId, NotificationKind, Timestamp};

use super::altered;
use crate::{
    Store, StoreError,
    database::{Connection, Engine},
    writer::Write,
};

/// How many deliveries to one endpoint are under way at once. A claim counts what it can see:
/// servers that claim in the same instant do not see each other's, so it holds for each.
const LANE: i64 = 32;

/// How many, where nothing has arrived for too long: enough to notice that it does again.
const FAILING_LANE: i64 = 1;

/// How many to all of one merchant's endpoints: a quarter of what one server has under way, so
/// that endpoints of one merchant that answer nobody keep nobody else waiting.
const MERCHANT: i64 = 256;

/// A delivery that a sender has taken on until its lease ends.
#[derive(Clone, PartialEq, Eq)]
pub struct ClaimedDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// To which endpoint.
    pub endpoint: EndpointId,
    /// Where that is.
    pub url: String,
    /// What is delivered, by the id of the event that it tells of. It is the same for every
    /// try and every replay.
    pub notification: EventId,
    /// Of which checkout.
    pub checkout: CheckoutId,
    /// What it tells.
    pub kind: NotificationKind,
    /// JSON, exactly as it is to be sent.
    pub body: Vec<u8>,
    /// How often it was tried before. A lease that ran out counts as none.
    pub tries: u32,
    pub(super) lease: i64,
}

/// Without the body, which holds the customer, and the address, which may hold a secret.
impl fmt::Debug for ClaimedDelivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClaimedDelivery")
            .field("id", &self.id)
            .field("endpoint", &self.endpoint)
            .field("notification", &self.notification)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    endpoint: String,
    url: String,
    notification: String,
    checkout: String,
    kind: String,
    seq: i64,
    body: Vec<u8>,
    told: Option<Vec<u8>>,
    tries: i64,
    lease: i64,
}

impl Store {
    /// Takes on deliveries that are due at `now`, for as long as `lease`: from every lane the
    /// longest overdue, and no more than one endpoint can take at once. Of one checkout's
    /// notifications to one endpoint it is always the first that waits.
    ///
    /// What is not settled by the end of its lease is given to the next who claims. What does
    /// not say what was written with its event is given to nobody: it becomes a dead letter.
    pub async fn claim_deliveries(
        &self,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<ClaimedDelivery>, StoreError> {
        self.write(ClaimDue {
            now,
            until: now.plus(lease),
            limit,
        })
        .await
    }

    /// When the next delivery that can be claimed is due, or the next lease of one ends. `None`
    /// when nothing waits. What has to wait for another delivery of its checkout does not
    /// count; nor does what is due at `now` and has to wait for a place, since only a delivery
    /// that is settled makes room.
    pub async fn next_delivery_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let mut waiting: Option<i64> = sqlx::query_scalar(
            "SELECT d.next_at FROM delivery d
             WHERE d.state = 'waiting' AND d.leased = 0
               AND EXISTS (SELECT 1 FROM endpoint e
                           WHERE e.id = d.endpoint AND e.disabled_at IS NULL)
               AND NOT EXISTS (SELECT 1 FROM delivery b
                               WHERE b.state = 'waiting' AND b.endpoint = d.endpoint
                                 AND b.checkout = d.checkout AND b.seq < d.seq)
             ORDER BY d.next_at LIMIT 1",
        )
        .fetch_optional(self.readers())
        .await?;
        if waiting.is_some_and(|due| due <= now.as_micros()) {
            waiting = sqlx::query_scalar(SOONEST_WITH_A_PLACE)
                .bind(LANE)
                .bind(FAILING_LANE)
                .bind(MERCHANT)
                .fetch_one(self.readers())
                .await?;
        }
        let leased: Option<i64> =
            sqlx::query_scalar("SELECT MIN(next_at) FROM delivery WHERE leased = 1")
                .fetch_one(self.readers())
                .await?;
        let next = waiting.into_iter().chain(leased).min();
        Ok(next.map(Timestamp::from_micros))
    }
}

/// Gives back what a sender that died had taken on.
macro_rules! give_back {
    ($lock:literal) => {
        concat!(
            "UPDATE delivery SET leased = 0 WHERE id IN (
                 SELECT id FROM delivery WHERE leased = 1 AND next_at <= $1 ",
            $lock,
            ")"
        )
    };
}

/// The lanes in which something waits, and how many places each has free: `lane_places`.
///
/// They are found by hopping from one endpoint to the next on the index of what waits, so that
/// a lane with a hundred thousand rows costs as much as one with a few.
macro_rules! lanes {
    () => {
        "WITH RECURSIVE hop(endpoint) AS (
             SELECT MIN(endpoint) FROM delivery WHERE state = 'waiting' AND leased = 0
             UNION ALL
             SELECT (SELECT MIN(d.endpoint) FROM delivery d
                     WHERE d.state = 'waiting' AND d.leased = 0 AND d.endpoint > hop.endpoint)
             FROM hop WHERE hop.endpoint IS NOT NULL
         ), taken AS (
             SELECT endpoint, COUNT(*) AS places FROM delivery WHERE leased = 1 GROUP BY endpoint
         ), theirs AS (
             SELECT e.merchant, SUM(taken.places) AS places
             FROM taken CROSS JOIN endpoint e WHERE e.id = taken.endpoint GROUP BY e.merchant
         ), lane_places AS (
             SELECT e.id AS endpoint, e.merchant, $3 - COALESCE(theirs.places, 0) AS left_over,
                    CASE WHEN e.failing_since IS NULL THEN $1 ELSE $2 END
                        - COALESCE(taken.places, 0) AS free
             FROM hop JOIN endpoint e ON e.id = hop.endpoint
             LEFT JOIN taken ON taken.endpoint = e.id
             LEFT JOIN theirs ON theirs.merchant = e.merchant
             WHERE e.disabled_at IS NULL
         )"
    };
}

const SOONEST_WITH_A_PLACE: &str = concat!(
    lanes!(),
    "SELECT MIN((SELECT d.next_at FROM delivery d
                 WHERE d.state = 'waiting' AND d.leased = 0 AND d.endpoint = lane.endpoint
                   AND NOT EXISTS (SELECT 1 FROM delivery b
                                   WHERE b.state = 'waiting' AND b.endpoint = d.endpoint
                                     AND b.checkout = d.checkout AND b.seq < d.seq)
                 ORDER BY d.next_at LIMIT 1))
     FROM lane_places lane WHERE lane.free > 0 AND lane.left_over > 0"
);

/// Of each lane that is due and has places free, the few longest overdue are looked at.
macro_rules! claim {
    ($join:literal, $lock:literal, $on:literal) => {
        concat!(
            lanes!(),
            ", soonest AS (
                 SELECT lane.*, (SELECT MIN(d.next_at) FROM delivery d
                                 WHERE d.state = 'waiting' AND d.leased = 0
                                   AND d.endpoint = lane.endpoint) AS next_at
                 FROM lane_places lane WHERE lane.free > 0 AND lane.left_over > 0
             ), lane AS (
                 SELECT endpoint, free, merchant, left_over FROM soonest
                 WHERE next_at <= $4 ORDER BY next_at LIMIT $6
             ), due AS (
                 SELECT d.id, d.next_at, lane.free, lane.merchant, lane.left_over,
                        ROW_NUMBER() OVER (PARTITION BY lane.endpoint ORDER BY d.next_at, d.id) AS place
                 FROM lane ",
            $join,
            " SELECT x.id AS id, x.next_at AS next_at FROM delivery x
              WHERE x.state = 'waiting' AND x.leased = 0 AND x.endpoint = lane.endpoint
                AND x.next_at <= $4
                AND NOT EXISTS (SELECT 1 FROM delivery b
                                WHERE b.state = 'waiting' AND b.endpoint = x.endpoint
                                  AND b.checkout = x.checkout AND b.seq < x.seq)
              ORDER BY x.next_at LIMIT $1 ",
            $lock,
            $on,
            "), fit AS (
                 SELECT id, next_at, place, left_over,
                        ROW_NUMBER() OVER (PARTITION BY merchant ORDER BY place, next_at, id) AS of_all
                 FROM due WHERE place <= free
             )
             UPDATE delivery SET leased = 1, lease = lease + 1, next_at = $5
             WHERE id IN (SELECT id FROM fit WHERE of_all <= left_over
                          ORDER BY place, next_at LIMIT $6)
             RETURNING id, endpoint, notification, checkout, seq, kind, tries, lease,
                 (SELECT told FROM event
                  WHERE event.checkout = delivery.checkout AND event.seq = delivery.seq) AS told,
                 (SELECT url FROM endpoint WHERE endpoint.id = delivery.endpoint) AS url,
                 (SELECT body FROM notification WHERE notification.id = delivery.notification) AS body"
        )
    };
}

const ON_SQLITE: &str = claim!("JOIN delivery d ON d.id IN (SELECT id FROM (", "", "))");
const ON_POSTGRES: &str = claim!("CROSS JOIN LATERAL (", "FOR UPDATE SKIP LOCKED", ") d");

struct ClaimDue {
    now: Timestamp,
    until: Timestamp,
    limit: u32,
}

impl Write for ClaimDue {
    type Output = Vec<ClaimedDelivery>;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Vec<ClaimedDelivery>, StoreError> {
        let engine = Engine::of(db);
        sqlx::query(match engine {
            Engine::Sqlite => give_back!(""),
            Engine::Postgres => give_back!("FOR UPDATE SKIP LOCKED"),
        })
        .bind(self.now.as_micros())
        .execute(&mut *db)
        .await?;
        let rows: Vec<Row> = sqlx::query_as(match engine {
            Engine::Sqlite => ON_SQLITE,
            Engine::Postgres => ON_POSTGRES,
        })
        .bind(LANE)
        .bind(FAILING_LANE)
        .bind(MERCHANT)
        .bind(self.now.as_micros())
        .bind(self.until.as_micros())
        .bind(i64::from(self.limit))
        .fetch_all(&mut *db)
        .await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in rows {
            let (id, seq, told) = (row.id.clone(), row.seq, row.told.clone());
            let Some(delivery) = row.read() else {
                // It stays leased, so that it does not block the others just now.
                tracing::error!(delivery_id = id, "a delivery cannot be read");
                continue;
            };
            if altered::is_as_written(&delivery.body, told.as_deref()) {
                claimed.push(delivery);
            } else {
                altered::bury(db, &delivery, seq, self.now).await?;
            }
        }
        Ok(claimed)
    }
}

impl Row {
    fn read(self) -> Option<ClaimedDelivery> {
        Some(ClaimedDelivery {
            id: self.id.parse().ok()?,
            endpoint: self.endpoint.parse().ok()?,
            url: self.url,
            notification: self.notification.parse().ok()?,
            checkout: self.checkout.parse().ok()?,
            kind: self.kind.parse().ok()?,
            body: self.body,
            tries: u32::try_from(self.tries).ok()?,
            lease: self.lease,
        })
    }
}
