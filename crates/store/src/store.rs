use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use payment::CheckoutId;
use tokio::sync::broadcast;

use crate::{
    Change, OpenError, Seals, Stats, StoreUrl, Tuning, Waiter, Watch,
    change::Feed,
    database::Readers,
    health::Pulse,
    neighbour::{self, Neighbourhood},
    open,
    sealing::{Nonce, Sealing},
    webhook::Inbox,
    writer::{Write, Writer},
};

/// The store of one installation. Clones are one store.
///
/// Reads go to a few connections of their own; every write goes through one writer, and
/// returns once it is on disk.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
    sealing: Sealing,
}

#[derive(Debug)]
struct Inner {
    writer: Writer,
    readers: Readers,
    pulse: Pulse,
    inbox: Inbox,
    feed: Feed,
    /// Where it is a file.
    file: Option<PathBuf>,
    /// Where there can be other servers.
    neighbourhood: Option<Neighbourhood>,
}

impl Store {
    /// Opens the store, makes it when it is not there, and brings its tables up to date.
    /// Must be called within a Tokio runtime, on which the writer then lives.
    pub async fn open(url: &StoreUrl) -> Result<Self, OpenError> {
        Self::open_with(url, Tuning::default()).await
    }

    /// Like [`open`](Self::open), set up otherwise than an installation wants.
    pub async fn open_with(url: &StoreUrl, tuning: Tuning) -> Result<Self, OpenError> {
        let opened = open::open(url, tuning.limits).await?;
        let health = opened.health;
        let (feed, neighbourhood) = match &opened.neighbours {
            None => (Feed::new(None), None),
            Some(neighbours) => {
                let (feed, neighbourhood) = neighbour::join(neighbours, &opened.readers);
                (feed, Some(neighbourhood))
            }
        };
        let writer = Writer::start(opened.writing, tuning, feed.clone(), health.clone());
        let pulse = match opened.neighbours {
            None => Pulse::of_file(writer.clone()),
            Some(neighbours) => Pulse::of_server(neighbours.url, tuning.limits, health),
        };
        let inner = Inner {
            inbox: Inbox::open(writer.clone(), tuning),
            pulse,
            writer,
            readers: opened.readers,
            neighbourhood,
            feed,
            file: url.path().map(Path::to_path_buf),
        };
        Ok(Self {
            inner: Arc::new(inner),
            sealing: Sealing::default(),
        })
    }

    /// The same store, which seals the secrets that it needs itself, and opens those that were
    /// sealed: what deliveries are signed with, and merchants' own webhook secrets. Without this,
    /// or without a key to seal with, they are kept as they come.
    #[must_use]
    pub fn sealing_with(self, seals: Arc<Seals>, nonce: Nonce) -> Self {
        Self {
            sealing: Sealing::by(seals, nonce),
            ..self
        }
    }

    /// Whether other servers may write to the same tables.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.inner.neighbourhood.is_some()
    }

    /// Finishes the writes that are waiting and lets go of the database. Everything asked
    /// of the store afterwards answers [`StoreError::Closed`].
    pub async fn close(&self) {
        self.inner.pulse.stop().await;
        self.inner.writer.close().await;
        if let Some(neighbourhood) = &self.inner.neighbourhood {
            neighbourhood.leave().await;
        }
        self.inner.readers.close().await;
    }

    /// Every log's growth from now on, told once it is on disk: of what this process writes,
    /// and of what other servers write as far as it is heard of. Who must not miss anything
    /// of one checkout uses [`watch`](Self::watch). A receiver that lags behind has to load
    /// again what it shows.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.inner.feed.changes()
    }

    /// Wakes whoever shows this checkout when its log grows, whichever server writes it: at
    /// once when it is this one, a moment later when another is heard, and within about a
    /// second when nothing is heard. Make it before loading, and nothing is missed in
    /// between.
    #[must_use]
    pub fn watch(&self, checkout: &CheckoutId) -> Watch {
        self.inner.feed.watched().watch(checkout)
    }

    /// Wakes a worker when a task was scheduled, moved or given back, by this process or by
    /// another server; and where there are others, every few seconds without a reason, since
    /// not everything of them may be heard. Make it before asking
    /// [`next_due`](Self::next_due), and nothing is missed in between.
    #[must_use]
    pub fn tasks_changed(&self) -> Waiter {
        self.inner.feed.tasks()
    }

    /// Wakes a sender when this process wrote something to be sent, or may have made room for
    /// it. What other servers write is theirs to send, unless they die. Make it before asking
    /// [`next_delivery_due`](Self::next_delivery_due), and nothing is missed in between.
    #[must_use]
    pub fn deliveries_changed(&self) -> Waiter {
        self.inner.feed.deliveries()
    }

    /// Wakes whoever sends letters when this process wrote one down. Make it before asking
    /// [`next_letter_due`](Self::next_letter_due), and nothing is missed in between.
    #[must_use]
    pub fn letters_changed(&self) -> Waiter {
        self.inner.feed.letters()
    }

    /// What the writer has done so far.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.inner.writer.stats()
    }

    pub(crate) const fn sealing(&self) -> &Sealing {
        &self.sealing
    }

    /// Where it is, if it is a file.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.inner.file.as_deref()
    }

    pub(crate) fn inbox(&self) -> &Inbox {
        &self.inner.inbox
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.inner.writer
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.inner.readers
    }

    pub(crate) async fn write<W: Write>(&self, write: W) -> Result<W::Output, W::Error> {
        self.inner.writer.write(write).await
    }
}
