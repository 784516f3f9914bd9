use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sqlx::Connection as _;
use tokio::sync::mpsc;

use super::{Refusal, Stats, Write, stats::Counters};
use crate::{
    StoreError,
    change::Feed,
    database::{Connection, Pool},
};

/// How often a write is run, all in all, before its caller hears of the trouble.
const RUNS: u32 = 12;

/// Writers that each have a transaction of their own.
#[derive(Clone, Debug)]
pub(crate) struct Many {
    pool: Pool,
    feed: Feed,
    counters: Arc<Counters>,
    /// Gone once the store was closed. Each write under way holds a clone.
    open: Arc<Mutex<Option<mpsc::Sender<Infallible>>>>,
    ended: Arc<tokio::sync::Mutex<mpsc::Receiver<Infallible>>>,
}

/// What came of one run.
enum Run<W: Write> {
    Ended(Result<W::Output, W::Error>),
    /// Nothing was written, and another run may do better.
    Undone(W::Error),
}

impl Many {
    pub(super) fn new(pool: Pool, feed: Feed) -> Self {
        let (open, ended) = mpsc::channel(1);
        Self {
            pool,
            feed,
            counters: Arc::default(),
            open: Arc::new(Mutex::new(Some(open))),
            ended: Arc::new(tokio::sync::Mutex::new(ended)),
        }
    }

    /// In a task of its own, which goes on when the caller does not wait for it.
    pub(super) async fn write<W: Write>(&self, write: W) -> Result<W::Output, W::Error> {
        let under_way = self.under_way().ok_or(StoreError::Closed)?;
        let writer = self.clone();
        let written = tokio::spawn(async move {
            let answer = writer.run(&write).await;
            drop(under_way);
            answer
        });
        written.await.map_err(|_| StoreError::Closed)?
    }

    pub(super) async fn close(&self) {
        drop(
            self.open
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        if let Some(never) = self.ended.lock().await.recv().await {
            match never {}
        }
        self.pool.close().await;
    }

    pub(super) fn is_closed(&self) -> bool {
        self.under_way().is_none()
    }

    pub(super) fn stats(&self) -> Stats {
        self.counters.read()
    }

    fn under_way(&self) -> Option<mpsc::Sender<Infallible>> {
        self.open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn run<W: Write>(&self, write: &W) -> Result<W::Output, W::Error> {
        let mut pause = Duration::from_millis(1);
        for _ in 1..RUNS {
            match self.run_once(write).await {
                Run::Ended(answer) => return answer,
                Run::Undone(_) => {
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(Duration::from_millis(100));
                }
            }
        }
        match self.run_once(write).await {
            Run::Ended(answer) => answer,
            Run::Undone(error) => {
                self.counters.failed();
                Err(error)
            }
        }
    }

    async fn run_once<W: Write>(&self, write: &W) -> Run<W> {
        let mut connection = match self.pool.acquire().await {
            Ok(connection) => connection,
            Err(error) => return undone(StoreError::from(error).into()),
        };
        let run = self.transact(&mut connection, write).await;
        if let Run::Ended(Err(error)) | Run::Undone(error) = &run
            && let Some(StoreError::ReadOnly | StoreError::Unreachable(_)) = error.fault()
        {
            // It may lead to a server that was replaced: the next one finds the new one.
            connection.close_on_drop();
        }
        run
    }

    async fn transact<W: Write>(&self, connection: &mut Connection, write: &W) -> Run<W> {
        let mut transaction = match connection.begin().await {
            Ok(transaction) => transaction,
            Err(error) => return undone(StoreError::from(error).into()),
        };
        let output = match write.write(&mut transaction).await {
            Ok(output) => output,
            Err(refusal) => {
                // Whether it ends well or with its connection: nothing of it is kept.
                drop(transaction.rollback().await);
                if refusal.fault().is_none() {
                    self.counters.refused();
                }
                return undone(refusal);
            }
        };
        match transaction.commit().await.map_err(StoreError::from) {
            Ok(()) => {
                self.counters.committed(1, 0);
                self.feed.tell(write.news(&output));
                Run::Ended(Ok(output))
            }
            // The server says so itself, so it is certain that nothing was written.
            Err(StoreError::Contended) => Run::Undone(StoreError::Contended.into()),
            // It may be written or not. A second run could write it twice.
            Err(error) => {
                self.counters.failed();
                tracing::error!(
                    %error,
                    cause = std::error::Error::source(&error).map(tracing::field::display),
                    "it is not known whether a transaction was committed"
                );
                Run::Ended(Err(error.into()))
            }
        }
    }
}

/// Before a commit was asked for, nothing is written. Where another transaction was in the
/// way, or the connection is gone, another run is worth it.
fn undone<W: Write>(error: W::Error) -> Run<W> {
    match error.fault() {
        Some(StoreError::Contended | StoreError::Unreachable(_)) => Run::Undone(error),
        Some(
            StoreError::Closed
            | StoreError::Busy
            | StoreError::DiskFull
            | StoreError::ReadOnly
            | StoreError::Damaged(_)
            | StoreError::CorruptEvent { .. }
            | StoreError::CorruptRow { .. }
            | StoreError::Database(_),
        )
        | None => Run::Ended(Err(error)),
    }
}
