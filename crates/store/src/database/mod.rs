//! The one place that knows which database engines there are.
//!
//! The SQL of this crate is one text for both, through sqlx's `Any` driver. Where a text
//! cannot serve both, [`Engine`] chooses.

mod fault;
mod lent;
mod limit;
pub(crate) mod postgres;
mod readers;
pub(crate) mod room;
pub(crate) mod sqlite;
mod statement;

use std::time::Duration;

pub(crate) use fault::{Fault, cause, is_orphan};
pub(crate) use lent::Connections;
pub use limit::TimeLimits;
pub(crate) use limit::{silence, within};
pub(crate) use readers::Readers;
pub(crate) use statement::Statement;

pub(crate) type Database = sqlx::Any;
pub(crate) type Connection = sqlx::AnyConnection;
pub(crate) type Pool = sqlx::AnyPool;
pub(crate) type PoolOptions = sqlx::pool::PoolOptions<sqlx::Any>;

/// How long to wait for another process that is writing, such as an administration command,
/// for a connection that is free, and for a server to answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// The database underneath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// The engine that a connection leads to.
    pub(crate) fn of(connection: &Connection) -> Self {
        if connection.backend_name() == <sqlx::Postgres as sqlx::Database>::NAME {
            Self::Postgres
        } else {
            Self::Sqlite
        }
    }
}
