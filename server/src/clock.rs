//! Where time comes in. The edges and the workers ask; everything behind them is told.

use std::time::{SystemTime, UNIX_EPOCH};

use payment::Timestamp;

/// The moment it is.
pub(crate) fn now() -> Timestamp {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
}

/// A moment as the API writes it: RFC 3339, UTC, whole seconds.
pub(crate) fn rfc3339(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.as_micros()).map_or_else(
        |_| String::from("9999-12-30T22:00:00Z"),
        |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}
