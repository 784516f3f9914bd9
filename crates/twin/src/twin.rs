use std::{
    io,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak},
    time::Duration,
};

use jiff::Timestamp;
use reqwest::Client;
use tokio::sync::watch;
use uuid::Uuid;

use crate::{
    book::Book,
    fault::{PageEffects, Subject},
    random::Random,
    record::Recorder,
    session::{Rail, Session},
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
    guarantee_webhook: RwLock<Option<Webhook>>,
    book: Mutex<Book>,
    /// Rung when there may be a webhook to send.
    bell: webhook::Bell,
    client: Client,
    recorder: Option<Recorder>,
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
    /// The folder for the record cannot be made or read.
    #[error("cannot record into {}", path.display())]
    Record {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
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
    /// An unreadable state file, a folder that cannot be recorded into, or a system without
    /// random numbers.
    pub fn new(settings: Settings) -> Result<Self, TwinError> {
        let mut saved = settings
            .state_file
            .as_deref()
            .map(Saved::load)
            .transpose()?
            .flatten()
            .unwrap_or_default();
        let random = match settings.seed {
            Some(seed) => {
                saved.clock.stand();
                Random::seeded(seed, saved.drawn)
            }
            None => Random::from_system().map_err(TwinError::Random)?,
        };
        let recorder = settings
            .record
            .as_deref()
            .map(|folder| {
                Recorder::open(folder).map_err(|source| TwinError::Record {
                    path: folder.to_owned(),
                    source,
                })
            })
            .transpose()?;
        let client = webhook::client().map_err(TwinError::Client)?;
        let (bell, heard) = watch::channel(());
        let twin = Self(Arc::new_cyclic(|inner| Inner {
            webhook: RwLock::new(settings.webhook.clone()),
            guarantee_webhook: RwLock::new(settings.guarantee_webhook.clone()),
            keeper: settings
                .state_file
                .clone()
                .map(|path| Keeper::start(path, WeakTwin(inner.clone()))),
            settings,
            book: Mutex::new(Book::new(saved, random)),
            bell,
            client,
            recorder,
        }));
        tokio::spawn(webhook::run(WeakTwin(Arc::downgrade(&twin.0)), heard));
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

    /// Where the webhook about an issued guarantee goes now.
    pub(crate) fn guarantee_webhook(&self) -> Option<Webhook> {
        let webhook = self.0.guarantee_webhook.read();
        webhook.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends the webhook about guarantees elsewhere from now on; with `None` every guarantee
    /// is accepted by itself.
    pub fn set_guarantee_webhook(&self, webhook: Option<Webhook>) {
        *self
            .0
            .guarantee_webhook
            .write()
            .unwrap_or_else(PoisonError::into_inner) = webhook;
    }

    /// What posts webhooks.
    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    /// What writes exchanges down, where that is wanted.
    pub(crate) fn recorder(&self) -> Option<&Recorder> {
        self.0.recorder.as_ref()
    }

    /// Waits until every webhook that was decided on has been answered, or never will be. What
    /// is held back for later is not waited for.
    pub async fn posted(&self) {
        let mut unanswered = self.with(|book, _| book.outbox.unanswered());
        // Whoever counts lives in the book, and the book in `self`.
        drop(unanswered.wait_for(|count| *count == 0).await);
    }

    /// Reads or changes anything but sessions. Sessions whose time is up are ended first.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut Book, Timestamp) -> R) -> R {
        let mut guard = self.book();
        let book = &mut *guard;
        let now = book.clock.now();
        let before = book.debits_before();
        let changed = book.expire_due(now);
        book.debits_changed(before);
        book.outbox.release(&mut book.trace, now);
        let result = act(book, now);
        self.ring(book);
        drop(guard);
        if changed {
            self.keep();
        }
        result
    }

    /// Makes a change to the book that must survive a restart.
    pub(crate) fn change<R>(&self, act: impl FnOnce(&mut Book, Timestamp) -> R) -> R {
        let mut guard = self.book();
        let book = &mut *guard;
        let now = book.clock.now();
        let before = book.debits_before();
        book.expire_due(now);
        let result = act(book, now);
        let after = book.clock.now();
        book.expire_due(after);
        book.debits_changed(before);
        book.outbox.release(&mut book.trace, after);
        self.ring(book);
        drop(guard);
        self.keep();
        result
    }

    /// Moves the clock forward; what was waiting for it happens at once.
    pub(crate) fn advance(&self, by: Duration) -> Timestamp {
        self.change(|book, _| {
            book.clock.advance(by);
            let now = book.clock.now();
            book.outbox.clock_moved(&mut book.trace, now);
            now
        })
    }

    /// Changes one session, keeps it, and sends the webhook if the change asks for one.
    /// `None` when there is no such session.
    pub(crate) fn change_session<R>(
        &self,
        id: Uuid,
        act: impl FnOnce(&mut Session, Timestamp) -> R,
    ) -> Option<R> {
        self.visit_session(id, |session, _, now| act(session, now))
    }

    /// As [`change_session`](Self::change_session), for the hosted pages: with the faults
    /// that they have to show, all under one lock.
    pub(crate) fn visit_session<R>(
        &self,
        id: Uuid,
        act: impl FnOnce(&mut Session, &mut PageEffects<'_>, Timestamp) -> R,
    ) -> Option<R> {
        let mut guard = self.book();
        let book = &mut *guard;
        let now = book.clock.now();
        book.expire_due(now);
        // The faults step aside for as long as the session is held.
        let mut faults = std::mem::take(&mut book.faults);
        let changed = book.session_mut(id).map(|session| {
            let before = session.clone();
            let mut effects = faults.page_effects(Subject::of(session));
            let result = act(session, &mut effects, now);
            let asks = self.settle_guarantee(session);
            session.note_end(before.phase(), now);
            let speaks = session.said() != before.said();
            if speaks || session.transfer() != before.transfer() {
                faults.session_changed(&before);
            }
            let asked = asks.map(|to| (to, Notice::guarantee(session, now)));
            let notice = (speaks && self.announces(session)).then(|| Notice::status(session, now));
            (result, notice, asked)
        });
        book.faults = faults;
        let (result, notice, asked) = changed?;
        if let Some((to, notice)) = asked {
            book.outbox
                .ask(id, &notice, &mut book.faults, &mut book.trace, now);
            self.ask_for_guarantee(id, to);
        }
        if let Some(notice) = notice {
            book.outbox
                .post(&notice, &mut book.faults, &mut book.trace, now);
            // One that is held back may be the next one due.
            self.0.bell.send_replace(());
        }
        drop(guard);
        self.keep();
        Some(result)
    }

    fn announces(&self, session: &Session) -> bool {
        let listening = match (session.product.rail(), self.0.settings.transfer_webhooks) {
            (Rail::Eft, _) | (Rail::ETransfer, TransferWebhooks::Sent) => true,
            (Rail::ETransfer, TransferWebhooks::Silent) => false,
        };
        listening && session.phase().is_announced()
    }

    /// Wakes the sender where there is something to send.
    fn ring(&self, book: &Book) {
        if book.outbox.is_ready() {
            self.0.bell.send_replace(());
        }
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
        self.book().saved()
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
