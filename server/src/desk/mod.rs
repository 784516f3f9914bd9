//! The one way in: every fact about a checkout, whoever brings it, goes through here.
//!
//! Load, decide, append with the version that was loaded; when somebody else was faster,
//! load and decide again. What must happen later is written in the same transaction.

mod adopt;
mod call;
mod cancel;
mod claim;
mod create;
mod debit;
mod deliver;
mod error;
mod found;
mod guarantee;
mod hint;
mod link;
mod notice;
mod open;
mod pace;
mod page;
mod settle;
mod start;

use std::sync::Arc;

use flinks::drift::{Drift, Sighting};
use payment::{
    AttemptId, Checkout, CheckoutId, Command, PageToken, Recorded, Rejection, Timestamp, apply,
    decide, notification_after, work_after,
};
use store::{AppendError, Entry, NewAudit, NewNotification, NewTask, Remember, Store};

use tokio_util::task::TaskTracker;

use self::{
    call::{Caller, Trouble},
    pace::{Keys, Pace},
};
pub(crate) use self::{
    cancel::Canceling, create::Ordered, error::ActError, notice::SignedFor, settle::Progress,
};
use crate::{
    account::{Account, Accounts, NoAccount},
    clock::Clock,
    config::{CheckoutConfig, PublicUrl},
    notify,
    own_domain::Domains,
    telemetry,
};

/// How often a command is tried against a checkout that others are changing too.
const TRIES: usize = 16;

/// The application service between the edges, the rules and the store.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    store: Store,
    accounts: Arc<Accounts>,
    clock: Clock,
    /// Where pages are: the only places that may hold the provider's frame.
    domains: Arc<Domains>,
    /// What pages tell of what nobody can know.
    told: CheckoutConfig,
    trouble: Arc<Trouble>,
    pace: Arc<Pace>,
    keys: Arc<Keys>,
    /// Places for those who take notifications of the provider in.
    at_the_door: TaskTracker,
    /// What goes on although whoever asked for it may have left.
    under_way: TaskTracker,
    /// Debits that are being asked for: nobody else would hear of the answer.
    debits: TaskTracker,
}

/// What a command led to.
#[derive(Debug)]
pub(crate) struct Acted {
    /// The checkout after it.
    pub(crate) checkout: Checkout,
    /// What it led to; nothing when it was already so.
    pub(crate) events: Vec<Recorded>,
}

impl Desk {
    pub(crate) fn new(
        store: Store,
        accounts: Arc<Accounts>,
        clock: Clock,
        domains: Arc<Domains>,
        told: CheckoutConfig,
    ) -> Self {
        Self {
            store,
            accounts,
            clock,
            domains,
            told,
            trouble: Arc::default(),
            pace: Arc::default(),
            keys: Arc::default(),
            at_the_door: TaskTracker::new(),
            under_way: TaskTracker::new(),
            debits: TaskTracker::new(),
        }
    }

    /// Returns once nothing is under way that nobody waits for.
    pub(crate) async fn finished(&self) {
        self.under_way.close();
        self.under_way.wait().await;
    }

    /// Returns once every debit that was asked for is written down, or known not to be there.
    pub(crate) async fn debited(&self) {
        self.debits.close();
        self.debits.wait().await;
    }

    /// What the addresses of a checkout's pages begin with.
    fn url_of(&self, checkout: &Checkout) -> PublicUrl {
        self.domains.url_of(&checkout.merchant, checkout.order.mode)
    }

    /// The checkout as it stands.
    async fn checkout(&self, id: &CheckoutId) -> Result<Checkout, ActError> {
        let loaded = self.store.load(id).await?;
        Ok(loaded.ok_or(ActError::Missing)?.checkout)
    }

    /// The account behind a checkout; `None` where there is none that can be used.
    async fn account_of(&self, checkout: &Checkout) -> Result<Option<Arc<Account>>, ActError> {
        match self.sure_account_of(checkout).await {
            Err(ActError::Account(_)) => Ok(None),
            account => account,
        }
    }

    /// The same for whoever must not take an account that cannot be opened for one that is not
    /// there: a session at it can still be paid.
    async fn sure_account_of(&self, checkout: &Checkout) -> Result<Option<Arc<Account>>, ActError> {
        let mode = checkout.order.mode;
        let account = self
            .accounts
            .of(&self.store, &checkout.merchant, mode)
            .await;
        match account {
            Ok(account) => Ok(Some(account)),
            Err(NoAccount::Absent(_)) => Ok(None),
            Err(NoAccount::Store(error)) => Err(error.into()),
            Err(closed @ NoAccount::Closed { .. }) => Err(ActError::Account(closed)),
        }
    }

    /// Has it noted where the provider said what its documentation does not.
    async fn note_drift(&self, drift: &[Drift], sample: Option<&str>) {
        for drift in drift {
            let sighting = Sighting {
                drift: drift.clone(),
                sample: sample.map(str::to_owned),
            };
            telemetry::drift(&self.store, &sighting, self.clock.now()).await;
        }
    }

    /// Who is about to call the provider.
    fn caller<'a>(&'a self, checkout: &'a CheckoutId, attempt: &'a AttemptId) -> Caller<'a> {
        Caller {
            trouble: &self.trouble,
            checkout,
            attempt,
        }
    }

    /// Asks a command of a checkout.
    pub(crate) async fn act(
        &self,
        id: &CheckoutId,
        command: Command,
        now: Timestamp,
    ) -> Result<Acted, ActError> {
        self.act_and_answer(id, command, now, |_| None).await
    }

    /// The same, with the answer to be given again to whoever repeats the request. It is made
    /// of the checkout as the command leaves it, and on disk with what the command led to.
    pub(crate) async fn act_and_answer(
        &self,
        id: &CheckoutId,
        command: Command,
        now: Timestamp,
        answer: impl Fn(&Checkout) -> Option<Remember> + Send,
    ) -> Result<Acted, ActError> {
        self.act_beside(id, command, now, answer, None, |_| Ok(()))
            .await
    }

    /// The same, with what the audit log says where the command changed something, and as long
    /// as the checkout that it changes is one that `fits`.
    async fn act_beside(
        &self,
        id: &CheckoutId,
        command: Command,
        now: Timestamp,
        answer: impl Fn(&Checkout) -> Option<Remember> + Send,
        note: Option<NewAudit>,
        fits: impl Fn(&Checkout) -> Result<(), Rejection> + Send,
    ) -> Result<Acted, ActError> {
        for _ in 0..TRIES {
            let loaded = self.store.load(id).await?.ok_or(ActError::Missing)?;
            fits(&loaded.checkout)?;
            let events = decide(&loaded.checkout, command.clone(), now)?;
            if events.is_empty() {
                let checkout = loaded.checkout;
                if let Some(answer) = answer(&checkout) {
                    self.store.remember(&checkout.merchant, answer).await?;
                }
                return Ok(Acted { checkout, events });
            }
            let checkout = loaded.checkout.clone();
            let (after, mut entry) = self.follow(checkout, &loaded.token, events.clone());
            entry.answer = answer(&after);
            entry.note = note.clone();
            match self.store.append(&loaded, entry).await {
                Ok(_) => {
                    for event in &events {
                        telemetry::fact(id, event);
                    }
                    return Ok(Acted {
                        checkout: after,
                        events,
                    });
                }
                Err(AppendError::Conflict) => {}
                Err(AppendError::KeyUsed) => return Err(ActError::Overtaken),
                Err(error @ AppendError::SessionTaken) => return Err(ActError::Refused(error)),
                Err(AppendError::Store(error)) => return Err(error.into()),
            }
        }
        Err(ActError::Contended)
    }

    /// The checkout after the events, and all that is written of them: the events themselves,
    /// the work that they make necessary, and what the merchant is told.
    fn follow(
        &self,
        checkout: Checkout,
        token: &PageToken,
        events: Vec<Recorded>,
    ) -> (Checkout, Entry) {
        let mut entry = Entry::default();
        let mut checkout = checkout;
        for (place, recorded) in events.iter().enumerate() {
            checkout = apply(checkout, recorded);
            for (work, delay) in work_after(&checkout, &recorded.event) {
                entry.tasks.push(NewTask {
                    work,
                    due_at: recorded.at.plus(delay),
                });
            }
            if let Some(kind) = notification_after(&checkout, &recorded.event) {
                entry.notifications.push(NewNotification {
                    event: place,
                    kind,
                    body: notify::body(
                        kind,
                        recorded.at,
                        &checkout,
                        token,
                        &self.url_of(&checkout),
                    ),
                });
            }
        }
        entry.events = events;
        (checkout, entry)
    }
}
