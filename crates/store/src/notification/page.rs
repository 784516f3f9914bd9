//! Much at a time, and never everything: what one transaction throws away.

use payment::EndpointId;

use crate::{
    StoreError,
    database::{Connection, Statement},
};

/// How many rows one transaction throws away, so that nobody waits long for it.
pub(super) const PAGE: u64 = 500;

/// How many pages a caller waits for. The rest is left to whoever keeps the house.
pub(super) const AT_ONCE: u32 = 20;

/// The most that a statement is to look at.
pub(super) const fn limit() -> i64 {
    PAGE.cast_signed()
}

/// Throws deliveries away, with their tries. On PostgreSQL, they are locked.
pub(super) async fn delete_deliveries(
    db: &mut Connection,
    ids: &[String],
) -> Result<(), sqlx::Error> {
    if ids.is_empty() {
        return Ok(());
    }
    for text in [
        "DELETE FROM delivery_try WHERE delivery IN (",
        "DELETE FROM delivery WHERE id IN (",
    ] {
        let mut statement = Statement::new(text);
        statement.bind_all(ids.iter().map(String::as_str)).push(")");
        statement.execute(&mut *db).await?;
    }
    Ok(())
}

/// What was to follow is done at another time.
pub(super) fn left(endpoint: &EndpointId, error: &StoreError) {
    tracing::warn!(
        endpoint_id = %endpoint,
        error = error as &dyn std::error::Error,
        "what waited for an endpoint is thrown away later"
    );
}
