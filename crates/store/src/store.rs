use std::sync::Arc;

use tokio::sync::broadcast;

use crate::{
    Change, OpenError, Stats, StoreError, StoreUrl, TasksChanged,
    change::Feed,
    database::Pool,
    open,
    writer::{Write, Writer},
};

/// The store of one installation. Clones are one store.
///
/// Reads go to a few connections of their own; every write goes through one writer, and
/// returns once it is on disk.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    writer: Writer,
    readers: Pool,
    feed: Feed,
}

impl Store {
    /// Opens the store, makes it when it is not there, and brings its tables up to date.
    /// Must be called within a Tokio runtime, on which the writer then lives.
    pub async fn open(url: &StoreUrl) -> Result<Self, OpenError> {
        let opened = open::open(url.path()).await?;
        let feed = Feed::new();
        Ok(Self(Arc::new(Inner {
            writer: Writer::start(url.path().to_owned(), opened.connection, feed.clone()),
            readers: opened.readers,
            feed,
        })))
    }

    /// Finishes the writes that are waiting and lets go of the database. Everything asked
    /// of the store afterwards answers [`StoreError::Closed`].
    pub async fn close(&self) {
        self.0.writer.close().await;
        self.0.readers.close().await;
    }

    /// Whether the store can be read and takes writes.
    pub async fn check(&self) -> Result<(), StoreError> {
        if self.0.writer.is_closed() {
            return Err(StoreError::Closed);
        }
        sqlx::query("SELECT name FROM setting LIMIT 1")
            .fetch_optional(self.readers())
            .await?;
        Ok(())
    }

    /// Every log's growth from now on, told once it is on disk. Only of what this process
    /// writes. A receiver that lags behind has to load again what it shows.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.0.feed.changes()
    }

    /// Wakes a worker when a task was scheduled, moved or given back by this process. Make
    /// it before asking [`next_due`](Self::next_due), and nothing is missed in between.
    #[must_use]
    pub fn tasks_changed(&self) -> TasksChanged {
        self.0.feed.tasks()
    }

    /// What the writer has done so far.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.0.writer.stats()
    }

    pub(crate) fn readers(&self) -> &Pool {
        &self.0.readers
    }

    pub(crate) async fn write<W: Write>(&self, write: W) -> Result<W::Output, W::Error> {
        self.0.writer.write(write).await
    }
}
