//! An attempt that ended without a session that we know of.

use payment::{
    Attempt, AttemptState, Delivery, End, Failure, Method, OPENING_GRACE, Timestamp, WATCH_WINDOW,
};

use super::NOW;
use crate::{setup::account, walk::alphabet::refused};

/// What an attempt without a session still keeps from happening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Lost {
    /// A session that a webhook names may be its.
    pub(crate) misses: bool,
    /// Its session may be on its way.
    pub(crate) is_awaited: bool,
    /// A link may have been sent.
    pub(crate) may_be_sent: bool,
    /// A debit may have been made.
    pub(crate) may_be_debited: bool,
}

impl Lost {
    pub(super) fn of(attempt: &Attempt, end: &End, now: Timestamp) -> Self {
        let is_answered = matches!(end, End::Failed(failure) if !failure.is_unanswered());
        let was_let_go = matches!(end, End::Superseded | End::Canceled(_));
        let age = now.since(attempt.started_at);
        Self {
            misses: attempt.misses_session(),
            is_awaited: was_let_go && attempt.account.is_none() && age < OPENING_GRACE,
            may_be_sent: attempt.delivery == Delivery::Email && !is_answered && age < WATCH_WINDOW,
            may_be_debited: !is_answered
                && attempt
                    .debit_asked_at
                    .is_some_and(|at| now.since(at) < WATCH_WINDOW),
        }
    }

    pub(super) fn put(self, attempt: &mut Attempt) {
        let has_account = self.may_be_debited || self.may_be_sent && !self.misses;
        let failure = if has_account {
            None
        } else if self.misses && !self.may_be_sent {
            Some(Failure::unanswered())
        } else if !self.misses && !self.is_awaited {
            Some(refused())
        } else {
            None
        };
        attempt.account = has_account.then(|| account(0));
        attempt.state = AttemptState::Ended {
            end: failure.map_or(End::Superseded, End::Failed),
            at: NOW,
        };
        if self.may_be_debited {
            attempt.debit_asked_at = Some(NOW);
        }
        if self.may_be_sent {
            attempt.delivery = Delivery::Email;
            attempt.method = Method::ETransfer;
        }
        if !self.is_awaited {
            attempt.started_at = NOW.minus(OPENING_GRACE);
        }
    }
}
