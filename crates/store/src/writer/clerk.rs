use std::{convert::Infallible, num::NonZeroUsize, path::PathBuf, sync::Arc};

use sqlx::Connection as _;
use tokio::sync::mpsc;

use super::{
    Stats, Write,
    job::{Job, Pending, Verdict},
    stats::Counters,
};
use crate::{
    StoreError,
    change::Feed,
    database::{Connection, room, sqlite},
};

/// How many writes may wait before callers have to.
const QUEUE: usize = 1_024;

/// The way to the one writer. It ends when the last of these is gone, or when it is closed.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    queue: mpsc::Sender<Message>,
    counters: Arc<Counters>,
}

enum Message {
    Write(Box<dyn Job>),
    /// Dropped when it is done.
    Close(mpsc::Sender<Infallible>),
}

impl Desk {
    pub(super) fn open(
        path: PathBuf,
        connection: Connection,
        group: NonZeroUsize,
        feed: Feed,
    ) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let counters = Arc::new(Counters::default());
        let clerk = Clerk {
            path,
            connection: Some(connection),
            group: group.get(),
            feed,
            counters: Arc::clone(&counters),
        };
        tokio::spawn(clerk.run(waiting));
        Self { queue, counters }
    }

    pub(super) async fn write<W: Write>(&self, write: W) -> Result<W::Output, W::Error> {
        let (job, answered) = Pending::new(write);
        self.queue
            .send(Message::Write(Box::new(job)))
            .await
            .map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    pub(super) async fn close(&self) {
        let (done, mut closed) = mpsc::channel(1);
        if self.queue.send(Message::Close(done)).await.is_ok()
            && let Some(never) = closed.recv().await
        {
            match never {}
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.queue.is_closed()
    }

    pub(super) fn stats(&self) -> Stats {
        self.counters.read()
    }
}

/// The writer's own side.
struct Clerk {
    path: PathBuf,
    /// Gone after a transaction that failed as a whole: what is left of it is unknown, so
    /// the next group starts on a new connection.
    connection: Option<Connection>,
    group: usize,
    feed: Feed,
    counters: Arc<Counters>,
}

/// How many writes of a group were kept, and how many refused.
struct Committed {
    kept: u64,
    refused: u64,
}

impl Clerk {
    async fn run(mut self, mut waiting: mpsc::Receiver<Message>) {
        let mut messages = Vec::with_capacity(self.group);
        let mut closing = Vec::new();
        while closing.is_empty() && waiting.recv_many(&mut messages, self.group).await > 0 {
            let mut group = Vec::with_capacity(messages.len());
            for message in messages.drain(..) {
                match message {
                    Message::Write(job) if closing.is_empty() => group.push(job),
                    Message::Write(job) => job.answer(&Err(StoreError::Closed)),
                    Message::Close(done) => closing.push(done),
                }
            }
            if !group.is_empty() {
                self.settle(group).await;
            }
        }
        // From here on callers are refused, and those still waiting are told.
        drop(waiting);
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database did not close well");
        }
        // Whoever asked for this hears of it by these being gone.
        drop(closing);
    }

    async fn settle(&mut self, mut group: Vec<Box<dyn Job>>) {
        let fate = self.commit(&mut group).await;
        let fate = fate.map_err(|error| match error {
            StoreError::Unreachable(_) if room::is_full(&self.path) => StoreError::DiskFull,
            error => error,
        });
        if let Err(error) = &fate {
            self.connection = None;
            self.counters.failed();
            tracing::error!(
                error = %error,
                cause = std::error::Error::source(error).map(tracing::field::display),
                writes = group.len(),
                "a transaction failed"
            );
        }
        for job in group {
            if fate.is_ok() {
                self.feed.tell(job.news());
            }
            job.answer(&fate);
        }
    }

    /// Nearly always nothing is refused, so a group goes without savepoints first: they
    /// would cost two statements for each write. Once something is refused, all is undone
    /// and done again with them.
    async fn commit(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            lost @ None => lost.insert(sqlite::writer(&self.path).await?),
        };
        let committed = match commit_all(connection, group).await? {
            Some(committed) => committed,
            None => commit_each(connection, group).await?,
        };
        self.counters.committed(committed.kept, committed.refused);
        Ok(())
    }
}

/// `None` when a write was refused. Then none is kept.
async fn commit_all(
    connection: &mut Connection,
    group: &mut [Box<dyn Job>],
) -> Result<Option<Committed>, StoreError> {
    let mut transaction = connection.begin_with(sqlite::BEGIN).await?;
    let mut kept = 0;
    for job in group {
        match job.run(&mut transaction).await {
            Verdict::Keep => kept += 1,
            Verdict::Undo(fault) => {
                let undone = transaction.rollback().await;
                return match (undone, fault) {
                    (Ok(()), _) => Ok(None),
                    // The database has undone everything by itself, as it does on a full disk.
                    (Err(_), Some(fault)) => Err(fault),
                    (Err(error), None) => Err(error.into()),
                };
            }
        }
    }
    transaction.commit().await?;
    Ok(Some(Committed { kept, refused: 0 }))
}

/// Each inside a savepoint, so that what is refused undoes itself and nobody else.
async fn commit_each(
    connection: &mut Connection,
    group: &mut [Box<dyn Job>],
) -> Result<Committed, StoreError> {
    let mut committed = Committed {
        kept: 0,
        refused: 0,
    };
    let mut transaction = connection.begin_with(sqlite::BEGIN).await?;
    for job in group {
        let mut savepoint = transaction.begin().await?;
        // When the database has rolled back everything by itself, the savepoint is gone,
        // and its end fails the whole group.
        match job.run(&mut savepoint).await {
            Verdict::Keep => {
                savepoint.commit().await?;
                committed.kept += 1;
            }
            Verdict::Undo(fault) => {
                if let Err(error) = savepoint.rollback().await {
                    return Err(fault.unwrap_or_else(|| error.into()));
                }
                committed.refused += 1;
            }
        }
    }
    transaction.commit().await?;
    Ok(committed)
}
