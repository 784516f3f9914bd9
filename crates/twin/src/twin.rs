use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};

use jiff::Timestamp;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::{
    book::Book,
    clock::Clock,
    random::{Drawn, Random},
    session::{Product, Session},
    settings::{Settings, TransferWebhooks, Webhook},
    state_file::{Keeper, Saved, StateFileError},
    webhook::{self, Notice},
};

/// One twin: its sessions, tokens, faults and clock. Cheap to clone; clones are the same twin.
#[derive(Clone)]
pub struct Twin(Arc<Inner>);

struct Inner {
    settings: Settings,
    webhook: RwLock<Option<Webhook>>,
    book: Mutex<Book>,
    notices: mpsc::UnboundedSender<Notice>,
    keeper: Option<Keeper>,
}

/// Why a twin cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum TwinError {
    /// The kept sessions cannot be read.
    #[error(transparent)]
    StateFile(#[from] StateFileError),
    /// The operating system gives no random numbers.
    #[error("no random numbers to be had")]
    Random(#[source] getrandom::Error),
    /// The webhook client cannot be made.
    #[error("no HTTP client for webhooks")]
    Client(#[source] reqwest::Error),
}

impl std::fmt::Debug for Twin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Twin")
    }
}

impl Twin {
    /// A twin that listens nowhere yet: see [`router`](crate::router). Its background work
    /// runs on the current Tokio runtime.
    ///
    /// # Errors
    /// An unreadable state file, or a system without random numbers.
    pub fn new(settings: Settings) -> Result<Self, TwinError> {
        let saved = settings
            .state_file
            .as_deref()
            .map(Saved::load)
            .transpose()?
            .flatten();
        let (clock, drawn, sessions) = saved.map_or_else(
            || (Clock::default(), Drawn::default(), Vec::new()),
            |saved| (saved.clock, saved.drawn, saved.sessions),
        );
        let random = match settings.seed {
            Some(seed) => Random::seeded(seed, drawn),
            None => Random::from_system().map_err(TwinError::Random)?,
        };
        let (notices, inbox) = mpsc::unbounded_channel();
        let client = webhook::client().map_err(TwinError::Client)?;
        let twin = Self(Arc::new_cyclic(|inner| Inner {
            webhook: RwLock::new(settings.webhook.clone()),
            keeper: settings
                .state_file
                .clone()
                .map(|path| Keeper::start(path, WeakTwin(inner.clone()))),
            settings,
            book: Mutex::new(Book::new(clock, random, sessions)),
            notices,
        }));
        let sender = webhook::run(WeakTwin(Arc::downgrade(&twin.0)), client, inbox);
        tokio::spawn(sender);
        Ok(twin)
    }

    /// How the twin was set up.
    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Where webhooks go now.
    pub(crate) fn webhook(&self) -> Option<Webhook> {
        let webhook = self.0.webhook.read();
        webhook.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends webhooks elsewhere from now on.
    pub fn set_webhook(&self, webhook: Option<Webhook>) {
        *self
            .0
            .webhook
            .write()
            .unwrap_or_else(PoisonError::into_inner) = webhook;
    }

    /// Reads or changes anything but sessions. Sessions whose time is up are ended first.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut Book, Timestamp) -> R) -> R {
        let mut book = self.book();
        let now = book.clock.now();
        let changed = book.expire_due(now);
        let result = act(&mut book, now);
        drop(book);
        if changed {
            self.keep();
        }
        result
    }

    /// Makes a change to the book that must survive a restart.
    pub(crate) fn change<R>(&self, act: impl FnOnce(&mut Book, Timestamp) -> R) -> R {
        let mut book = self.book();
        let now = book.clock.now();
        book.expire_due(now);
        let result = act(&mut book, now);
        let after = book.clock.now();
        book.expire_due(after);
        drop(book);
        self.keep();
        result
    }

    /// Changes one session, keeps it, and sends the webhook if the change asks for one.
    /// `None` when there is no such session.
    pub(crate) fn change_session<R>(
        &self,
        id: Uuid,
        act: impl FnOnce(&mut Session, Timestamp) -> R,
    ) -> Option<R> {
        let mut book = self.book();
        let now = book.clock.now();
        book.expire_due(now);
        let session = book.session_mut(id)?;
        let before = session.said();
        let result = act(session, now);
        if session.said() != before && self.announces(session) {
            let notice = Notice::about(session, now);
            // The receiver lives as long as the twin does.
            let _ = self.0.notices.send(notice);
        }
        drop(book);
        self.keep();
        Some(result)
    }

    fn announces(&self, session: &Session) -> bool {
        let listening = match (session.product, self.0.settings.transfer_webhooks) {
            (Product::GuaranteedEft, _) | (Product::ETransfer, TransferWebhooks::Sent) => true,
            (Product::ETransfer, TransferWebhooks::Silent) => false,
        };
        listening && session.phase().is_announced()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self) {
        if let Some(keeper) = &self.0.keeper {
            keeper.changed();
        }
    }

    /// What must survive a restart, as it is now.
    pub(crate) fn saved(&self) -> Saved {
        let book = self.book();
        Saved {
            clock: book.clock,
            drawn: book.random.drawn(),
            sessions: book.sessions().to_vec(),
        }
    }

    /// Waits until everything that has changed so far is on disk.
    pub(crate) async fn kept(&self) {
        if let Some(keeper) = &self.0.keeper {
            keeper.kept().await;
        }
    }
}

/// A twin as its background work holds it: the work does not keep the twin alive.
#[derive(Clone)]
pub(crate) struct WeakTwin(Weak<Inner>);

impl WeakTwin {
    /// The twin, if it is still there.
    pub(crate) fn upgrade(&self) -> Option<Twin> {
        self.0.upgrade().map(Twin)
    }
}
