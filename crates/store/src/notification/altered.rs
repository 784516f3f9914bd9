//! What was touched since it was written is told to nobody.

use payment::Timestamp;

use super::{ClaimedDelivery, TryOutcome};
use crate::{Digest, StoreError, database::Connection};

/// Whether a body is the one that was written with its event. Of events that were written
/// before this was proved, there is no digest to say so.
pub(super) fn is_as_written(body: &[u8], told: Option<&[u8]>) -> bool {
    told.is_none_or(|told| told == Digest::of(body).as_sql())
}

/// Makes a dead letter of what was claimed and must not be sent, and names it.
pub(super) async fn bury(
    db: &mut Connection,
    delivery: &ClaimedDelivery,
    seq: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    tracing::error!(
        delivery_id = %delivery.id,
        checkout_id = %delivery.checkout,
        event = seq,
        "a notification does not say what was written with its event; it is not sent"
    );
    let number: i64 = sqlx::query_scalar(
        "UPDATE delivery SET state = 'dead', leased = 0, ended_at = $2, tries = tries + 1
         WHERE id = $1 RETURNING tries",
    )
    .bind(delivery.id.as_str())
    .bind(now.as_micros())
    .fetch_one(&mut *db)
    .await?;
    sqlx::query(
        "INSERT INTO delivery_try (delivery, number, at, outcome, took, answer)
         VALUES ($1, $2, $3, $4, 0, $5)",
    )
    .bind(delivery.id.as_str())
    .bind(number)
    .bind(now.as_micros())
    .bind(TryOutcome::Altered.as_str())
    .bind([].as_slice())
    .execute(db)
    .await?;
    Ok(())
}
