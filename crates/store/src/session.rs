//! The way from a provider's session to its attempt. A session id is a capability, so only
//! its digest is kept here.

use payment::{AttemptId, CheckoutId, SessionId};

use crate::{
    Digest, StoreError,
    database::{Connection, Readers},
};

/// Whether the session was not known, or was this attempt's already.
pub(crate) async fn insert(
    db: &mut Connection,
    session: &SessionId,
    checkout: &CheckoutId,
    attempt: &AttemptId,
) -> Result<bool, sqlx::Error> {
    let digest = Digest::of(session.as_str());
    sqlx::query(
        "INSERT INTO session (digest, checkout, attempt) VALUES ($1, $2, $3)
         ON CONFLICT (digest) DO NOTHING",
    )
    .bind(digest.as_sql())
    .bind(checkout.as_str())
    .bind(attempt.as_str())
    .execute(&mut *db)
    .await?;
    let ours: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM session WHERE digest = $1 AND checkout = $2 AND attempt = $3",
    )
    .bind(digest.as_sql())
    .bind(checkout.as_str())
    .bind(attempt.as_str())
    .fetch_one(&mut *db)
    .await?;
    Ok(ours == 1)
}

pub(crate) async fn find(
    readers: &Readers,
    session: &SessionId,
) -> Result<Option<(CheckoutId, AttemptId)>, StoreError> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT checkout, attempt FROM session WHERE digest = $1")
            .bind(Digest::of(session.as_str()).as_sql())
            .fetch_optional(readers)
            .await?;
    row.map(|(checkout, attempt)| {
        Ok((
            checkout
                .parse()
                .map_err(|_| StoreError::corrupt("session", "checkout"))?,
            attempt
                .parse()
                .map_err(|_| StoreError::corrupt("session", "attempt"))?,
        ))
    })
    .transpose()
}
