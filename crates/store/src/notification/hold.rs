use payment::Timestamp;

use super::ClaimedDelivery;
use crate::{Store, StoreError, database::Connection, writer::Write};

impl Store {
    /// Lets go of deliveries that were claimed and cannot be sent yet: they are due again at
    /// that moment, with what stands behind them in their line, and this was no try. What was no
    /// longer this sender's is passed over.
    pub async fn hold_deliveries(
        &self,
        held: Vec<ClaimedDelivery>,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(Hold { held, until }).await
    }
}

struct Hold {
    held: Vec<ClaimedDelivery>,
    until: Timestamp,
}

impl Write for Hold {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        for delivery in &self.held {
            let seq: Option<i64> = sqlx::query_scalar(
                "UPDATE delivery SET leased = 0, next_at = $3
                 WHERE id = $1 AND lease = $2 AND leased = 1 RETURNING seq",
            )
            .bind(delivery.id.as_str())
            .bind(delivery.lease)
            .bind(self.until.as_micros())
            .fetch_optional(&mut *db)
            .await?;
            let Some(seq) = seq else { continue };
            sqlx::query(
                "UPDATE delivery SET next_at = $4
                 WHERE state = 'waiting' AND leased = 0 AND endpoint = $1 AND checkout = $2
                   AND seq > $3 AND next_at < $4",
            )
            .bind(delivery.endpoint.as_str())
            .bind(delivery.checkout.as_str())
            .bind(seq)
            .bind(self.until.as_micros())
            .execute(&mut *db)
            .await?;
        }
        Ok(())
    }
}
