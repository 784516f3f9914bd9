use std::{path::PathBuf, sync::Arc};

use sqlx::{ConnectOptions, Connection as _};
use tokio::sync::mpsc;

use super::{
    BEGIN, GROUP, Message,
    job::{Job, Verdict},
    stats::Counters,
};
use crate::{
    StoreError,
    change::Feed,
    database::{Connection, writer_options},
};

/// The writer's own side.
pub(super) struct Clerk {
    pub(super) path: PathBuf,
    /// Gone after a transaction that failed as a whole: what is left of it is unknown, so
    /// the next group starts on a new connection.
    pub(super) connection: Option<Connection>,
    pub(super) feed: Feed,
    pub(super) counters: Arc<Counters>,
}

impl Clerk {
    pub(super) async fn run(mut self, mut waiting: mpsc::Receiver<Message>) {
        let mut messages = Vec::with_capacity(GROUP);
        let mut closing = Vec::new();
        while closing.is_empty() && waiting.recv_many(&mut messages, GROUP).await > 0 {
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

    async fn commit(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            lost @ None => lost.insert(writer_options(&self.path).connect().await?),
        };
        let mut kept = 0;
        let mut refused = 0;
        let mut transaction = connection.begin_with(BEGIN).await?;
        for job in group {
            let mut savepoint = transaction.begin().await?;
            // When the database has rolled back everything by itself, as it does on a full
            // disk, the savepoint is gone, and its end fails the whole group.
            match job.run(&mut savepoint).await {
                Verdict::Keep => {
                    savepoint.commit().await?;
                    kept += 1;
                }
                Verdict::Undo => {
                    savepoint.rollback().await?;
                    refused += 1;
                }
            }
        }
        transaction.commit().await?;
        self.counters.committed(kept, refused);
        Ok(())
    }
}
