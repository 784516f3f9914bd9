//! PostgreSQL: how a server is connected to.

use std::time::Duration;

use sqlx::{ConnectOptions as _, Connection as _, Executor as _, any::AnyConnectOptions};

use super::{Connection, PATIENCE, Pool, PoolOptions, limit::within};
use crate::url::PostgresUrl;

/// How many transactions one process of ours writes at the same time.
const WRITERS: u32 = 8;

/// How many reads one process of ours has under way.
const READERS: u32 = 8;

/// A connection of its own.
pub(crate) async fn connect(url: &PostgresUrl) -> Result<Connection, sqlx::Error> {
    connect_within(PATIENCE, url).await
}

/// The same, if there is one so soon.
pub(crate) async fn connect_within(
    limit: Duration,
    url: &PostgresUrl,
) -> Result<Connection, sqlx::Error> {
    within(limit, options(url)?.connect()).await
}

/// No write waits for ever: not for a row that somebody holds, nor in the way of others when
/// this process is stopped in the middle of one.
const WRITER: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'";

/// A connection that was used this shortly ago is taken to stand.
const FRESH: Duration = Duration::from_millis(500);

/// The connections that write. Where one has rested it is asked whether it still stands;
/// else the statement that begins a transaction tells.
pub(crate) fn writers(url: &PostgresUrl, look: Duration) -> Result<Pool, sqlx::Error> {
    let pool = connections(WRITERS, FRESH, look).after_connect(|connection, _| {
        Box::pin(async move {
            connection.execute(sqlx::raw_sql(WRITER)).await?;
            Ok(())
        })
    });
    Ok(pool.connect_lazy_with(options(url)?))
}

/// The connections that read. Each is asked whether it still stands before it is used: a read
/// is not run again.
pub(crate) fn readers(url: &PostgresUrl, look: Duration) -> Result<Pool, sqlx::Error> {
    Ok(connections(READERS, Duration::ZERO, look).connect_lazy_with(options(url)?))
}

/// Those that have rested for longer than `fresh` have to show that they stand, within `look`.
/// The pool would ask by itself, and wait for the answer as long as for a free connection.
fn connections(most: u32, fresh: Duration, look: Duration) -> PoolOptions {
    PoolOptions::new()
        .max_connections(most)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(move |connection, meta| {
            Box::pin(async move {
                if meta.idle_for >= fresh {
                    within(look, connection.ping()).await?;
                }
                Ok(true)
            })
        })
}

fn options(url: &PostgresUrl) -> Result<AnyConnectOptions, sqlx::Error> {
    sqlx::any::install_default_drivers();
    url.expose().parse()
}
