//! How a write gets to disk.
//!
//! SQLite has one writer: it takes what is waiting, runs it inside one transaction, commits
//! once, and only then answers. PostgreSQL has many: each write is a transaction of its own.

mod clerk;
mod job;
mod many;
mod refusal;
mod stats;

use std::{future::Future, num::NonZeroUsize};

pub(crate) use self::refusal::Refusal;
pub use self::stats::Stats;
use self::{clerk::Desk, many::Many};
use crate::{
    change::{Feed, News},
    database::{Connection, Connections, TimeLimits},
    health::Health,
    open::Writing,
};

/// How a store is set up beyond its address. The default is what an installation wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// The most writes that share one commit, on SQLite. With 1 each has a commit of its own,
    /// as a measure of what sharing is worth.
    pub group: NonZeroUsize,
    /// How long a server may take.
    pub limits: TimeLimits,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            group: NonZeroUsize::new(128).expect("128 is not zero"),
            limits: TimeLimits::default(),
        }
    }
}

/// Something to write.
pub(crate) trait Write: Send + Sync + 'static {
    type Output: Send + 'static;
    type Error: Refusal;

    /// Writes. An error undoes all of it, and nothing else.
    ///
    /// It can be run again: what an earlier run did was undone then. A statement that
    /// failed must become an error of the whole, for PostgreSQL keeps nothing of a
    /// transaction in which one did.
    fn write(
        &self,
        db: &mut Connection,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;

    /// What to tell the world once it is on disk.
    fn news(&self, _output: &Self::Output) -> News {
        News::default()
    }
}

/// The way to the database for whoever writes.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    way: Way,
    health: Health,
}

#[derive(Clone, Debug)]
enum Way {
    /// SQLite.
    One(Desk),
    /// PostgreSQL.
    Many(Many),
}

impl Writer {
    /// Starts to write to a database that is up to date.
    pub(crate) fn start(writing: Writing, tuning: Tuning, feed: Feed, health: Health) -> Self {
        let way = match writing {
            Writing::Alone { path, connection } => {
                Way::One(Desk::open(path, connection, tuning.group, feed))
            }
            Writing::Together(pool) => {
                let connections = Connections::of(pool, health.clone());
                Way::Many(Many::new(connections, tuning.limits, feed))
            }
        };
        Self { way, health }
    }

    /// How many writes that take several things at once are worth having under way.
    pub(crate) const fn lanes(&self) -> usize {
        match &self.way {
            Way::One(_) => 1,
            Way::Many(_) => many::LANES,
        }
    }

    /// Writes, and returns once it is on disk. Whoever stops waiting does not stop the
    /// write.
    pub(crate) async fn write<W: Write>(&self, write: W) -> Result<W::Output, W::Error> {
        self.health.admit()?;
        let written = match &self.way {
            Way::One(desk) => desk.write(write).await,
            Way::Many(many) => many.write(write).await,
        };
        if let Err(refusal) = &written
            && let Some(fault) = refusal.fault()
        {
            self.health.notice(fault);
        }
        written
    }

    /// How the database is doing.
    pub(crate) const fn health(&self) -> &Health {
        &self.health
    }

    /// Finishes what is waiting, and ends.
    pub(crate) async fn close(&self) {
        match &self.way {
            Way::One(desk) => desk.close().await,
            Way::Many(many) => many.close().await,
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        match &self.way {
            Way::One(desk) => desk.is_closed(),
            Way::Many(many) => many.is_closed(),
        }
    }

    pub(crate) fn stats(&self) -> Stats {
        match &self.way {
            Way::One(desk) => desk.stats(),
            Way::Many(many) => many.stats(),
        }
    }
}
