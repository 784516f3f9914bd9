use payment::CheckoutId;
use tokio::sync::{broadcast, watch};

use crate::Version;

/// A checkout's log has grown, and what it grew by is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose log.
    pub checkout: CheckoutId,
    /// How far it goes now.
    pub version: Version,
}

/// Wakes whoever waits for work: see [`Store::tasks_changed`](crate::Store::tasks_changed).
#[derive(Clone, Debug)]
pub struct TasksChanged(watch::Receiver<()>);

impl TasksChanged {
    /// Returns once a task was scheduled, moved or given back since the last call, or since
    /// this waiter was made; at once when that has happened already. Pends for ever when
    /// the store is gone.
    pub async fn changed(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// What a write has to tell once it is on disk.
#[derive(Debug, Default)]
pub(crate) struct News {
    pub(crate) change: Option<Change>,
    pub(crate) tasks: bool,
}

/// Where news goes.
#[derive(Clone, Debug)]
pub(crate) struct Feed {
    changes: broadcast::Sender<Change>,
    tasks: watch::Sender<()>,
}

impl Feed {
    /// A reader that falls this far behind is told so, and loads what it shows again.
    const BACKLOG: usize = 1024;

    pub(crate) fn new() -> Self {
        Self {
            changes: broadcast::Sender::new(Self::BACKLOG),
            tasks: watch::Sender::new(()),
        }
    }

    pub(crate) fn tell(&self, news: News) {
        if let Some(change) = news.change {
            // Nobody listening is as good as everybody told.
            drop(self.changes.send(change));
        }
        if news.tasks {
            self.tasks.send_replace(());
        }
    }

    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    pub(crate) fn tasks(&self) -> TasksChanged {
        TasksChanged(self.tasks.subscribe())
    }
}
