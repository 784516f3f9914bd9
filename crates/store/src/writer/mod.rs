//! The one writer: it takes what is waiting, runs each write inside a savepoint of one
//! transaction, commits once, and only then answers.

mod clerk;
mod job;
mod stats;

use std::{convert::Infallible, future::Future, path::PathBuf, sync::Arc};

use tokio::sync::mpsc;

pub use self::stats::Stats;
use self::{
    clerk::Clerk,
    job::{Job, Pending},
    stats::Counters,
};
use crate::{
    StoreError,
    change::{Feed, News},
    database::Connection,
};

/// The most writes that share one commit.
const GROUP: usize = 100;

/// How many writes may wait before callers have to.
const QUEUE: usize = 1_024;

/// What it takes to start a transaction that writes: the turn to write is taken at once,
/// so that it cannot be lost to another process in the middle.
pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";

/// Something to write.
pub(crate) trait Write: Send + Sync + 'static {
    type Output: Send + 'static;
    type Error: From<StoreError> + Send + 'static;

    /// Writes. An error undoes all of it, and nothing else.
    fn write(
        &self,
        db: &mut Connection,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;

    /// What to tell the world once it is on disk.
    fn news(&self, _output: &Self::Output) -> News {
        News::default()
    }
}

/// The way to the writer. It ends when the last of these is gone, or when it is closed.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Message>,
    counters: Arc<Counters>,
}

enum Message {
    Write(Box<dyn Job>),
    /// Dropped when it is done.
    Close(mpsc::Sender<Infallible>),
}

impl Writer {
    /// Starts the writer on a connection that is open and up to date.
    pub(crate) fn start(path: PathBuf, connection: Connection, feed: Feed) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let counters = Arc::new(Counters::default());
        let clerk = Clerk {
            path,
            connection: Some(connection),
            feed,
            counters: Arc::clone(&counters),
        };
        tokio::spawn(clerk.run(waiting));
        Self { queue, counters }
    }

    /// Writes, and returns once it is on disk. Whoever stops waiting does not stop the
    /// write.
    pub(crate) async fn write<W: Write>(&self, write: W) -> Result<W::Output, W::Error> {
        let (job, answered) = Pending::new(write);
        self.queue
            .send(Message::Write(Box::new(job)))
            .await
            .map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// Finishes what is waiting, and ends.
    pub(crate) async fn close(&self) {
        let (done, closed) = mpsc::channel(1);
        if self.queue.send(Message::Close(done)).await.is_ok() {
            wait_until_dropped(closed).await;
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.queue.is_closed()
    }

    pub(crate) fn stats(&self) -> Stats {
        self.counters.read()
    }
}

async fn wait_until_dropped(mut signal: mpsc::Receiver<Infallible>) {
    if let Some(never) = signal.recv().await {
        match never {}
    }
}
