use payment::{EndpointId, Timestamp};

use crate::{StoreError, database::Connection};

/// How many tries in a row must fail before it is no longer chance.
const TOO_MANY: i64 = 5;

/// Something about an endpoint that somebody should know. Told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointNews {
    /// Nothing has arrived there for too long.
    Failing(EndpointId),
    /// What is sent there arrives again.
    Healed(EndpointId),
    /// It answered that it is gone for good, and was disabled.
    Gone(EndpointId),
}

/// Something arrived.
pub(super) async fn note_success(
    db: &mut Connection,
    endpoint: &EndpointId,
) -> Result<Option<EndpointNews>, StoreError> {
    let healed = sqlx::query(
        "UPDATE endpoint SET failures = 0, failed_at = NULL, failing_since = NULL
         WHERE id = $1 AND failing_since IS NOT NULL",
    )
    .bind(endpoint.as_str())
    .execute(&mut *db)
    .await?;
    if healed.rows_affected() == 1 {
        return Ok(Some(EndpointNews::Healed(endpoint.clone())));
    }
    sqlx::query(
        "UPDATE endpoint SET failures = 0, failed_at = NULL WHERE id = $1 AND failures > 0",
    )
    .bind(endpoint.as_str())
    .execute(db)
    .await?;
    Ok(None)
}

/// So many tries in a row failed, the first of them at that moment.
pub(super) async fn note_failures(
    db: &mut Connection,
    endpoint: &EndpointId,
    count: u32,
    first_at: Timestamp,
) -> Result<Option<EndpointNews>, StoreError> {
    sqlx::query(
        "UPDATE endpoint SET failures = failures + $2, failed_at = COALESCE(failed_at, $3)
         WHERE id = $1",
    )
    .bind(endpoint.as_str())
    .bind(i64::from(count))
    .bind(first_at.as_micros())
    .execute(&mut *db)
    .await?;
    let failing = sqlx::query(
        "UPDATE endpoint SET failing_since = failed_at
         WHERE id = $1 AND failing_since IS NULL AND failures >= $2",
    )
    .bind(endpoint.as_str())
    .bind(TOO_MANY)
    .execute(db)
    .await?;
    Ok((failing.rows_affected() == 1).then(|| EndpointNews::Failing(endpoint.clone())))
}
