use std::{io, time::Duration};

/// How long a server may take before nobody waits for it any longer. A file has none of
/// these: it is read and written by this process, and what it waits for is waited for in
/// here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimits {
    /// To begin a transaction, and to undo one.
    pub turn: Duration,
    /// For all that one write says before its commit, or for one read. Longer than a server
    /// waits for a row that somebody holds.
    pub statements: Duration,
    /// To commit. Whoever gives up here does not know what came of it, so it is long.
    pub commit: Duration,
    /// For a sign of life on a connection that stands, and twice that on a new one.
    pub look: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self {
            turn: Duration::from_secs(3),
            statements: Duration::from_secs(10),
            commit: Duration::from_secs(10),
            look: Duration::from_secs(1),
        }
    }
}

/// Waits no longer than that. What was waited for is in the middle of something then: its
/// connection is of no more use.
pub(crate) async fn within<T>(
    limit: Duration,
    work: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    tokio::time::timeout(limit, work)
        .await
        .unwrap_or_else(|_| Err(silence()))
}

/// Nobody answered in time.
pub(crate) fn silence() -> sqlx::Error {
    sqlx::Error::Io(io::ErrorKind::TimedOut.into())
}
