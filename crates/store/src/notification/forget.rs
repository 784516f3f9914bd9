use payment::Timestamp;

use super::kept_after;
use crate::{Store, StoreError, database::Connection, writer::Write};

/// How many rows one transaction throws away, so that nobody waits long for it.
const PAGE: i64 = 500;

/// How many deliveries and endpoints stand in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryFigures {
    /// Deliveries that have yet to arrive.
    pub waiting: u64,
    /// Deliveries that were given up and are still kept.
    pub dead: u64,
    /// Endpoints where nothing has arrived for too long.
    pub failing_endpoints: u64,
}

impl Store {
    /// Forgets deliveries that ended before that moment, and the notifications and secrets
    /// that nothing needs any more; and gives up what waits for an endpoint that was disabled.
    /// Says how many deliveries were forgotten. Dead letters are to be kept for 90 days.
    pub async fn forget_deliveries(
        &self,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut count = 0;
        loop {
            let Swept {
                deliveries,
                is_done,
            } = self.write(Sweep { before, now }).await?;
            count += deliveries;
            if is_done {
                return Ok(count);
            }
        }
    }

    /// How deliveries stand.
    pub async fn delivery_figures(&self) -> Result<DeliveryFigures, StoreError> {
        let count = async |statement: &'static str| -> Result<u64, StoreError> {
            let count: i64 = sqlx::query_scalar(statement)
                .fetch_one(self.readers())
                .await?;
            Ok(u64::try_from(count).unwrap_or_default())
        };
        Ok(DeliveryFigures {
            waiting: count("SELECT COUNT(*) FROM delivery WHERE state = 'waiting'").await?,
            dead: count("SELECT COUNT(*) FROM delivery WHERE state = 'dead'").await?,
            failing_endpoints: count(
                "SELECT COUNT(*) FROM endpoint
                 WHERE failing_since IS NOT NULL AND disabled_at IS NULL",
            )
            .await?,
        })
    }
}

struct Sweep {
    before: Timestamp,
    now: Timestamp,
}

struct Swept {
    deliveries: u64,
    is_done: bool,
}

impl Write for Sweep {
    type Output = Swept;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Swept, StoreError> {
        let (before, now) = (self.before.as_micros(), self.now.as_micros());
        sqlx::query(
            "DELETE FROM delivery_try WHERE delivery IN (
                 SELECT id FROM delivery WHERE ended_at < $1 ORDER BY ended_at, id LIMIT $2)",
        )
        .bind(before)
        .bind(PAGE)
        .execute(&mut *db)
        .await?;
        let deliveries = sqlx::query(
            "DELETE FROM delivery WHERE id IN (
                 SELECT id FROM delivery WHERE ended_at < $1 ORDER BY ended_at, id LIMIT $2)",
        )
        .bind(before)
        .bind(PAGE)
        .execute(&mut *db)
        .await?
        .rows_affected();
        let notifications = sqlx::query(
            "DELETE FROM notification WHERE id IN (
                 SELECT n.id FROM notification n
                 WHERE n.created_at < $1
                   AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.notification = n.id)
                 ORDER BY n.created_at LIMIT $2)",
        )
        .bind(before)
        .bind(PAGE)
        .execute(&mut *db)
        .await?
        .rows_affected();
        if notifications > 0 {
            kept_after(&mut *db, before).await?;
        }
        let given_up = sqlx::query(
            "UPDATE delivery SET state = 'dead', leased = 0, ended_at = $1 WHERE id IN (
                 SELECT d.id FROM endpoint e JOIN delivery d ON d.endpoint = e.id
                 WHERE e.disabled_at IS NOT NULL AND d.state = 'waiting'
                   AND (d.leased = 0 OR d.next_at <= $1) LIMIT $2)",
        )
        .bind(now)
        .bind(PAGE)
        .execute(&mut *db)
        .await?
        .rows_affected();
        sqlx::query("DELETE FROM endpoint_secret WHERE expires_at <= $1")
            .bind(now)
            .execute(db)
            .await?;
        Ok(Swept {
            deliveries,
            is_done: deliveries == 0 && notifications == 0 && given_up == 0,
        })
    }
}
