use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sqlx::Connection as _;
use tokio::{sync::mpsc, time::Instant};

use super::{Refusal, Stats, Write, stats::Counters};
use crate::{
    StoreError,
    change::Feed,
    database::{Connection, Connections, PATIENCE, TimeLimits, silence, within},
};

/// How often a write is run, all in all, before its caller hears of the trouble.
const RUNS: u32 = 12;

/// How many of the connections one part of the program may have, of those that many share.
pub(super) const LANES: usize = 4;

/// Writers that each have a transaction of their own.
#[derive(Clone, Debug)]
pub(crate) struct Many {
    connections: Connections,
    limits: TimeLimits,
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

/// What a run left behind of its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Sound,
    Broken,
}

impl Left {
    const fn of(end: &Result<(), sqlx::Error>) -> Self {
        match end {
            Ok(()) => Self::Sound,
            Err(_) => Self::Broken,
        }
    }
}

impl Many {
    pub(super) fn new(connections: Connections, limits: TimeLimits, feed: Feed) -> Self {
        let (open, ended) = mpsc::channel(1);
        Self {
            connections,
            limits,
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
        self.connections.close().await;
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
        let began = Instant::now();
        let mut pause = Duration::from_millis(1);
        let mut runs = 1;
        loop {
            let error = match self.run_once(write).await {
                Run::Ended(answer) => return answer,
                Run::Undone(error) => error,
            };
            let is_lost = matches!(error.fault(), Some(StoreError::Unreachable(_)));
            if runs == RUNS || (is_lost && began.elapsed() > PATIENCE) {
                self.counters.failed();
                return Err(error);
            }
            self.counters.rerun();
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_millis(100));
            runs += 1;
        }
    }

    async fn run_once<W: Write>(&self, write: &W) -> Run<W> {
        let health = self.connections.health();
        if let Err(away) = health.admit() {
            return Run::Ended(Err(away.into()));
        }
        let mut connection = match self.connections.lend().await {
            Ok(connection) => connection,
            Err(error) => return undone(StoreError::from(error).into()),
        };
        let (run, left) = self.transact(&mut connection, write).await;
        match left {
            Left::Sound => connection.give_back(),
            // Let go of, it is hung up.
            Left::Broken => health.doubt(),
        }
        run
    }

    async fn transact<W: Write>(&self, connection: &mut Connection, write: &W) -> (Run<W>, Left) {
        let limits = &self.limits;
        let mut transaction = match within(limits.turn, connection.begin()).await {
            Ok(transaction) => transaction,
            Err(error) => return (undone(StoreError::from(error).into()), Left::Broken),
        };
        let output = match self.say(write, &mut transaction).await {
            Ok(output) => output,
            Err(refusal) => {
                // Whether it is undone now or with its connection: nothing of it is kept.
                let left = match refusal.fault() {
                    // It may lead to a server that was replaced: the next one finds the new one.
                    Some(StoreError::Unreachable(_) | StoreError::ReadOnly) => Left::Broken,
                    Some(_) | None => Left::of(&within(limits.turn, transaction.rollback()).await),
                };
                if refusal.fault().is_none() {
                    self.counters.refused();
                }
                return (undone(refusal), left);
            }
        };
        match within(limits.commit, transaction.commit())
            .await
            .map_err(StoreError::from)
        {
            Ok(()) => {
                self.counters.committed(1, 0);
                self.feed.tell(write.news(&output));
                (Run::Ended(Ok(output)), Left::Sound)
            }
            // The server says so itself, so it is certain that nothing was written.
            Err(StoreError::Contended) => (Run::Undone(StoreError::Contended.into()), Left::Sound),
            // It may be written or not. A second run could write it twice.
            Err(error) => {
                self.counters.failed();
                tracing::error!(
                    %error,
                    cause = std::error::Error::source(&error).map(tracing::field::display),
                    "it is not known whether a transaction was committed"
                );
                (Run::Ended(Err(error.unsettled().into())), Left::Broken)
            }
        }
    }

    /// All that the write says before its commit.
    async fn say<W: Write>(&self, write: &W, db: &mut Connection) -> Result<W::Output, W::Error> {
        let said = tokio::time::timeout(self.limits.statements, write.write(db));
        tokio::select! {
            biased;
            absence = self.connections.health().away() => Err(StoreError::from(absence).into()),
            said = said => said.unwrap_or_else(|_| Err(StoreError::from(silence()).into())),
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
            | StoreError::Unsettled(_)
            | StoreError::Database(_),
        )
        | None => Run::Ended(Err(error)),
    }
}
