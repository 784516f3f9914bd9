//! PostgreSQL: how a server is connected to.

use sqlx::{ConnectOptions as _, Executor as _, any::AnyConnectOptions};

use super::{Connection, PATIENCE, Pool, PoolOptions};
use crate::url::PostgresUrl;

/// How many transactions one process of ours writes at the same time.
const WRITERS: u32 = 8;

/// How many reads one process of ours has under way.
const READERS: u32 = 8;

/// A connection of its own.
pub(crate) async fn connect(url: &PostgresUrl) -> Result<Connection, sqlx::Error> {
    match tokio::time::timeout(PATIENCE, options(url)?.connect()).await {
        Ok(connected) => connected,
        Err(_) => Err(sqlx::Error::PoolTimedOut),
    }
}

/// No write waits for ever: not for a row that somebody holds, nor in the way of others when
/// this process is stopped in the middle of one.
const WRITER: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'";

/// The connections that write. A transaction begins with a statement of its own, which
/// tells whether the connection still stands; no other test is needed.
pub(crate) fn writers(url: &PostgresUrl) -> Result<Pool, sqlx::Error> {
    Ok(PoolOptions::new()
        .max_connections(WRITERS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(sqlx::raw_sql(WRITER)).await?;
                Ok(())
            })
        })
        .connect_lazy_with(options(url)?))
}

/// The connections that read. Each is asked whether it still stands before it is used: a read
/// is not run again.
pub(crate) fn readers(url: &PostgresUrl) -> Result<Pool, sqlx::Error> {
    Ok(PoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options(url)?))
}

fn options(url: &PostgresUrl) -> Result<AnyConnectOptions, sqlx::Error> {
    sqlx::any::install_default_drivers();
    url.expose().parse()
}
