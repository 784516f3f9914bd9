//! The server functions behind the page's forms. They work without JavaScript: a plain form
//! posts to them, and what they decided is left in an [`ActionSlot`], from which the HTTP edge
//! makes a redirect or a page.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr, use_context},
    server_fn::codec::JsonEncoding,
};
use payment::{AttemptId, Locale, PageToken, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    desk::{Desk, DeskError, Fault},
    part::look_again::{still, waiting},
};

mod account;
mod cancel;
mod extend;
mod form;
mod hint;
mod link;
mod restart;
mod seen;
mod start;

pub use account::{ChooseAccount, choose_account};
pub use cancel::{CancelAttempt, cancel_attempt};
pub use extend::{ExtendCheckout, extend_checkout};
pub use form::{TypedForm, read};
pub use hint::{ReportHint, report_hint};
pub use link::{LinkAccount, link_account};
pub use restart::{RestartAttempt, restart_attempt};
pub use seen::{is_stale, seen};
pub use start::{StartAttempt, start_attempt};

/// What a server function decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, and there is nothing to show.
    Done,
    /// Go and look at the checkout's page.
    Go {
        /// Whose page.
        token: PageToken,
        /// In which language.
        locale: Locale,
    },
    /// The form has faults: show it again with what was typed.
    Refused {
        /// Whose page.
        token: PageToken,
        /// In which language.
        locale: Locale,
        /// What was typed.
        form: TypedForm,
        /// Every fault at once.
        faults: Vec<Fault>,
    },
    /// More time was asked for: show the page again, with what was typed where anything was.
    Kept {
        /// Whose page.
        token: PageToken,
        /// In which language.
        locale: Locale,
        /// What was typed.
        form: TypedForm,
        /// What that page was asked for.
        asked: Asked,
    },
    /// The page that the form stood in had changed, and nothing was started: show it as it is
    /// now, with what was typed.
    Stale {
        /// Whose page.
        token: PageToken,
        /// In which language.
        locale: Locale,
        /// What was typed.
        form: TypedForm,
    },
    /// No account was chosen: show the accounts again.
    Unchosen {
        /// Whose page.
        token: PageToken,
        /// In which language.
        locale: Locale,
    },
    /// There is no such checkout.
    Missing,
    /// Something of ours does not work right now.
    Unavailable,
}

/// What the address of a waiting page asks for where there are no scripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Since when the customer waits who has said that they are done at their bank.
    pub waiting_since: Option<Timestamp>,
    /// It does not look again by itself.
    pub is_still: bool,
}

impl Asked {
    /// That part of the address, after its language.
    #[must_use]
    pub fn query(self) -> String {
        let waiting = self.waiting_since.map_or_else(String::new, waiting);
        waiting + still(self.is_still)
    }
}

/// Where a server function leaves its [`Outcome`] for the HTTP edge.
#[derive(Clone, Debug, Default)]
pub struct ActionSlot(Arc<Mutex<Option<Outcome>>>);

impl ActionSlot {
    /// Leaves an outcome; the last one counts.
    pub fn record(&self, outcome: Outcome) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    }

    /// Takes the outcome, if a server function ran.
    #[must_use]
    pub fn take(&self) -> Option<Outcome> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// An id for an attempt whose form brought none, drawn by the HTTP edge.
#[derive(Clone, Debug)]
pub struct FreshAttempt(pub AttemptId);

/// What a browser learns of a call that did not work. Nothing more: the outcome has the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ActionError {
    /// The request is not one of ours.
    #[error("the request was not understood")]
    NotUnderstood,
    /// Something of ours does not work right now.
    #[error("not available right now")]
    Unavailable,
}

impl FromServerFnError for ActionError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::NotUnderstood,
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::Request(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Response(_) => Self::Unavailable,
        }
    }
}

/// What a server function works with.
struct Hands {
    desk: Arc<dyn Desk>,
    slot: ActionSlot,
}

impl fmt::Debug for Hands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hands")
    }
}

impl Hands {
    /// What the HTTP edge provided.
    fn of_context() -> Result<Self, ActionError> {
        match (use_context(), use_context()) {
            (Some(desk), Some(slot)) => Ok(Self { desk, slot }),
            _ => Err(ActionError::Unavailable),
        }
    }

    /// The token of a form; a text that is none belongs to no checkout.
    fn token(&self, text: &str) -> Option<PageToken> {
        let token = text.parse().ok();
        if token.is_none() {
            self.slot.record(Outcome::Missing);
        }
        token
    }

    /// Leaves what the desk answered. Where the checkout stands elsewhere than the form
    /// thought, its page tells where.
    fn conclude(&self, answer: &Result<(), DeskError>, token: PageToken, locale: Locale) {
        self.slot.record(match answer {
            Ok(()) | Err(DeskError::Rejected(_)) => Outcome::Go { token, locale },
            Err(DeskError::Missing) => Outcome::Missing,
            Err(DeskError::Unavailable) => Outcome::Unavailable,
        });
    }
}

/// The language of a form; one that the page does not speak falls back to the first.
fn locale_of(lang: &str) -> Locale {
    lang.parse().unwrap_or_default()
}

/// The attempt's id that a form brought, or the fresh one of the request.
fn attempt_of(text: &str) -> Result<AttemptId, ActionError> {
    text.parse()
        .ok()
        .or_else(|| use_context().map(|FreshAttempt(id)| id))
        .ok_or(ActionError::Unavailable)
}
