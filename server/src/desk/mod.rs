//! The one way in: every fact about a checkout, whoever brings it, goes through here.
//!
//! Load, decide, append with the version that was loaded; when somebody else was faster,
//! load and decide again. What must happen later is written in the same transaction.

mod adopt;
mod call;
mod cancel;
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
    AttemptId, Checkout, CheckoutId, Command, Recorded, Timestamp, apply, decide, work_after,
};
use store::{AppendError, Loaded, NewTask, Store};

use self::{
    call::{Caller, Trouble},
    pace::{Keys, Pace},
};
pub(crate) use self::{
    cancel::Canceling, create::Ordered, error::ActError, notice::SignedFor, settle::Progress,
};
use crate::{account::Accounts, clock::Clock, config::PublicUrl, telemetry};

/// How often a command is tried against a checkout that others are changing too.
const TRIES: usize = 16;

/// The application service between the edges, the rules and the store.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    store: Store,
    accounts: Arc<Accounts>,
    clock: Clock,
    /// Where the page is: the only one that may hold the provider's frame.
    public_url: PublicUrl,
    trouble: Arc<Trouble>,
    pace: Arc<Pace>,
    keys: Arc<Keys>,
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
        public_url: PublicUrl,
    ) -> Self {
        Self {
            store,
            accounts,
            clock,
            public_url,
            trouble: Arc::default(),
            pace: Arc::default(),
            keys: Arc::default(),
        }
    }

    /// The checkout as it stands.
    async fn checkout(&self, id: &CheckoutId) -> Result<Checkout, ActError> {
        let loaded = self.store.load(id).await?;
        Ok(loaded.ok_or(ActError::Missing)?.checkout)
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
        for _ in 0..TRIES {
            let Loaded {
                checkout, version, ..
            } = self.store.load(id).await?.ok_or(ActError::Missing)?;
            let events = decide(&checkout, command.clone(), now)?;
            if events.is_empty() {
                return Ok(Acted { checkout, events });
            }
            let (after, tasks) = follow(checkout, &events);
            match self.store.append(id, version, &events, &tasks).await {
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
                Err(AppendError::NoSuchCheckout) => return Err(ActError::Missing),
                Err(error @ (AppendError::SessionTaken | AppendError::KeyUsed)) => {
                    return Err(ActError::Refused(error));
                }
                Err(AppendError::Store(error)) => return Err(error.into()),
            }
        }
        Err(ActError::Contended)
    }
}

/// The checkout after the events, and the work that they make necessary.
fn follow(checkout: Checkout, events: &[Recorded]) -> (Checkout, Vec<NewTask>) {
    let mut tasks = Vec::new();
    let after = events.iter().fold(checkout, |checkout, recorded| {
        let checkout = apply(checkout, recorded);
        for (work, delay) in work_after(&checkout, &recorded.event) {
            tasks.push(NewTask {
                work,
                due_at: recorded.at.plus(delay),
            });
        }
        checkout
    });
    (after, tasks)
}
