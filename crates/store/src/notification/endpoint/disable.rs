use payment::{EndpointId, Timestamp};

use super::super::DisabledReason;
use crate::database::Connection;

/// Disables an endpoint: from now on it is sent nothing. What is under way ends by itself, and
/// what waits for it is [given up](super::GiveUp) after this, however much it is. Answers
/// whether it was enabled.
pub(in super::super) async fn disable(
    db: &mut Connection,
    id: &EndpointId,
    reason: DisabledReason,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let disabled = sqlx::query(
        "UPDATE endpoint SET disabled_at = $2, disabled_reason = $3
         WHERE id = $1 AND disabled_at IS NULL",
    )
    .bind(id.as_str())
    .bind(now.as_micros())
    .bind(reason.as_str())
    .execute(db)
    .await?;
    Ok(disabled.rows_affected() == 1)
}

/// Enables an endpoint, after what waited for it was given up.
pub(super) async fn enable(
    db: &mut Connection,
    id: &EndpointId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let enabled = sqlx::query(
        "UPDATE endpoint SET disabled_at = NULL, disabled_reason = NULL, failures = 0,
             failed_at = NULL, failing_since = NULL
         WHERE id = $1 AND disabled_at IS NOT NULL",
    )
    .bind(id.as_str())
    .execute(&mut *db)
    .await?;
    if enabled.rows_affected() == 1 {
        // What came meanwhile, of those who had seen it enabled: next to nothing.
        sqlx::query(
            "UPDATE delivery SET state = 'dead', ended_at = $2
             WHERE endpoint = $1 AND state = 'waiting' AND leased = 0",
        )
        .bind(id.as_str())
        .bind(now.as_micros())
        .execute(db)
        .await?;
    }
    Ok(())
}
