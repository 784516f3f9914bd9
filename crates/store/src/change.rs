use payment::CheckoutId;
use tokio::sync::{broadcast, mpsc, watch};

use crate::{Version, watch::Watched};

/// A checkout's log has grown, and what it grew by is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose log.
    pub checkout: CheckoutId,
    /// How far it goes now.
    pub version: Version,
}

/// Wakes whoever waits for something new to do: see
/// [`Store::tasks_changed`](crate::Store::tasks_changed),
/// [`Store::deliveries_changed`](crate::Store::deliveries_changed) and
/// [`Store::letters_changed`](crate::Store::letters_changed).
#[derive(Clone, Debug)]
pub struct Waiter(watch::Receiver<()>);

impl Waiter {
    /// Returns once there is something new since the last call, or since this waiter was made; at
    /// once when that has happened already. Pends for ever when the store is gone.
    pub async fn changed(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// What a write has to tell once it is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) change: Option<Change>,
    pub(crate) tasks: bool,
    /// Only of this process: whoever writes a notification sees to it that it is sent.
    pub(crate) deliveries: bool,
    /// The same of letters.
    pub(crate) letters: bool,
}

/// Where news goes.
#[derive(Clone, Debug)]
pub(crate) struct Feed {
    changes: broadcast::Sender<Change>,
    tasks: watch::Sender<()>,
    deliveries: watch::Sender<()>,
    letters: watch::Sender<()>,
    watched: Watched,
    /// The way to other servers, where there can be others.
    outbox: Option<mpsc::Sender<News>>,
}

impl Feed {
    /// A reader that falls this far behind is told so, and loads what it shows again.
    const BACKLOG: usize = 1024;

    pub(crate) fn new(outbox: Option<mpsc::Sender<News>>) -> Self {
        Self {
            changes: broadcast::Sender::new(Self::BACKLOG),
            tasks: watch::Sender::new(()),
            deliveries: watch::Sender::new(()),
            letters: watch::Sender::new(()),
            watched: Watched::default(),
            outbox,
        }
    }

    /// Tells what this process wrote.
    pub(crate) fn tell(&self, news: News) {
        if news == News::default() {
            return;
        }
        if let Some(outbox) = &self.outbox
            && (news.change.is_some() || news.tasks)
        {
            // When there is too much to tell, the others find it by themselves.
            drop(outbox.try_send(news.clone()));
        }
        self.hear(news);
    }

    /// Tells what was written, whoever wrote it.
    pub(crate) fn hear(&self, news: News) {
        if let Some(change) = news.change {
            self.watched.tell(&change);
            // Nobody listening is as good as everybody told.
            drop(self.changes.send(change));
        }
        if news.tasks {
            self.tasks.send_replace(());
        }
        if news.deliveries {
            self.deliveries.send_replace(());
        }
        if news.letters {
            self.letters.send_replace(());
        }
    }

    pub(crate) const fn watched(&self) -> &Watched {
        &self.watched
    }

    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    pub(crate) fn tasks(&self) -> Waiter {
        Waiter(self.tasks.subscribe())
    }

    pub(crate) fn deliveries(&self) -> Waiter {
        Waiter(self.deliveries.subscribe())
    }

    pub(crate) fn letters(&self) -> Waiter {
        Waiter(self.letters.subscribe())
    }
}
