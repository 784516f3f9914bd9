//! From when on notifications are there: older ones were forgotten, or never written.

use payment::Timestamp;

use crate::database::Connection;

/// The setting that says it: microseconds, with as many digits for every moment.
const NAME: &str = "notifications_since";

/// The moment from which on there is a notification of every event that is to have one.
pub(crate) async fn kept_since(db: &mut Connection) -> Result<Timestamp, sqlx::Error> {
    let since: Option<String> = sqlx::query_scalar("SELECT value FROM setting WHERE name = $1")
        .bind(NAME)
        .fetch_optional(db)
        .await?;
    let micros = since.and_then(|since| since.parse().ok());
    Ok(Timestamp::from_micros(micros.unwrap_or(i64::MIN)))
}

/// Moves that moment to `since`; a later one stays.
pub(crate) async fn kept_after(db: &mut Connection, since: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO setting (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value
         WHERE setting.value < excluded.value",
    )
    .bind(NAME)
    .bind(format!("{:020}", since.max(0)))
    .execute(db)
    .await?;
    Ok(())
}
