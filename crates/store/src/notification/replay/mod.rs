//! What was to be told already, and is delivered again.

mod one;
mod range;

use payment::{DeliveryId, EndpointId, Timestamp};

pub(crate) use self::range::forget;
pub use self::range::{ReplayRange, ReplayScope};
use super::{
    Kinds,
    record::{self, Line, Occasion},
};
use crate::{StoreError, Version, database::Connection};

/// What became of the wish to deliver something again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replayed {
    /// It is delivered again, by this delivery. The one before stays as it is.
    Again(DeliveryId),
    /// It had yet to arrive, and is tried now.
    Hastened(DeliveryId),
    /// Its endpoint is disabled, and is sent nothing.
    EndpointDisabled,
}

/// What an endpoint listens to.
enum Listening {
    Missing,
    Disabled,
    To(Kinds),
}

async fn listening(db: &mut Connection, endpoint: &EndpointId) -> Result<Listening, StoreError> {
    let row: Option<(String, Option<i64>)> = sqlx::query_as(
        "SELECT kinds, disabled_at FROM endpoint WHERE id = $1 AND deleted_at IS NULL",
    )
    .bind(endpoint.as_str())
    .fetch_optional(db)
    .await?;
    match row {
        None => Ok(Listening::Missing),
        Some((_, Some(_))) => Ok(Listening::Disabled),
        Some((kinds, None)) => Kinds::from_sql(&kinds)
            .map(Listening::To)
            .ok_or(StoreError::corrupt("endpoint", "kinds")),
    }
}

/// A notification's place in its line, as it is read.
#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    checkout: String,
    seq: i64,
    kind: String,
}

impl Row {
    fn line(&self) -> Result<Line, StoreError> {
        let corrupt = |column| StoreError::corrupt("notification", column);
        Ok(Line {
            notification: self.id.parse().map_err(|_| corrupt("id"))?,
            checkout: self.checkout.parse().map_err(|_| corrupt("checkout"))?,
            seq: Version::from_sql(self.seq).ok_or_else(|| corrupt("seq"))?,
            kind: self.kind.parse().map_err(|_| corrupt("kind"))?,
        })
    }
}

/// Has a notification delivered now. One that waits already is not made to wait twice. `None`
/// where it was forgotten in between.
async fn again(
    db: &mut Connection,
    endpoint: &EndpointId,
    line: &Line,
    now: Timestamp,
) -> Result<Option<Replayed>, StoreError> {
    // Whoever else wants it again at the same moment waits here, and sees what this one did.
    let number: Option<i64> = sqlx::query_scalar(
        "UPDATE notification SET replays = replays + 1 WHERE id = $1 RETURNING replays",
    )
    .bind(line.notification.as_str())
    .fetch_optional(&mut *db)
    .await?;
    let Some(number) = number else {
        return Ok(None);
    };
    if let Some(id) = hasten(db, endpoint, line, now).await? {
        return Ok(Some(Replayed::Hastened(id)));
    }
    let id = record::insert(db, endpoint, line, Occasion::Replay(number), now).await?;
    Ok(Some(Replayed::Again(id)))
}

/// Has what waits be tried now, and what stands before it in its line, or it would have to
/// wait for that. `None` where it does not wait, or no longer.
async fn hasten(
    db: &mut Connection,
    endpoint: &EndpointId,
    line: &Line,
    now: Timestamp,
) -> Result<Option<DeliveryId>, StoreError> {
    let id: Option<String> = sqlx::query_scalar(
        "SELECT id FROM delivery
         WHERE endpoint = $1 AND checkout = $2 AND state = 'waiting' AND seq = $3",
    )
    .bind(endpoint.as_str())
    .bind(line.checkout.as_str())
    .bind(line.seq.as_sql())
    .fetch_optional(&mut *db)
    .await?;
    let Some(id) = id else {
        return Ok(None);
    };
    sqlx::query(
        "UPDATE delivery SET next_at = $4
         WHERE endpoint = $1 AND checkout = $2 AND state = 'waiting' AND leased = 0
           AND seq <= $3 AND next_at > $4",
    )
    .bind(endpoint.as_str())
    .bind(line.checkout.as_str())
    .bind(line.seq.as_sql())
    .bind(now.as_micros())
    .execute(db)
    .await?;
    id.parse()
        .map(Some)
        .map_err(|_| StoreError::corrupt("delivery", "id"))
}
