//! How an attempt is paid from an account that the customer links.
//!
//! The order is the rule: the provider is asked for money after the customer chose an
//! account, which they can only choose after its holder's name was found to be theirs.

use super::{fact::fact, find, is_wanted_at};
use crate::{
    AttemptId, AttemptState, Checkout, Event, Evidence, LinkRequestId, LinkedAccount,
    LinkedAccountId, Linking, LoginId, Recorded, Rejection, Timestamp,
};

type Decided = Result<Vec<Recorded>, Rejection>;

pub(super) fn begin(checkout: &Checkout, attempt: AttemptId, now: Timestamp) -> Decided {
    let known = find(checkout, &attempt)?;
    let may_begin = known.state == AttemptState::Opening && is_wanted_at(checkout, known, now);
    Ok(may_begin
        .then(|| fact(Evidence::Browser, now, Event::LinkingBegan { attempt }))
        .into_iter()
        .collect())
}

pub(super) fn login(
    checkout: &Checkout,
    attempt: AttemptId,
    login: LoginId,
    account: Option<LinkedAccountId>,
    now: Timestamp,
) -> Decided {
    match linking(checkout, &attempt)? {
        Linking::SignIn => Ok(vec![fact(
            Evidence::Browser,
            now,
            Event::LoginReceived {
                attempt,
                login,
                account,
            },
        )]),
        // The first login of an attempt is its only one.
        Linking::Reading { .. }
        | Linking::Choosing { .. }
        | Linking::Chosen
        | Linking::DebitAsked => Ok(Vec::new()),
    }
}

pub(super) fn accounts_asked(
    checkout: &Checkout,
    attempt: AttemptId,
    request: LinkRequestId,
    now: Timestamp,
) -> Decided {
    match linking(checkout, &attempt)? {
        Linking::Reading { request: known, .. } if known.as_ref() != Some(&request) => {
            Ok(vec![fact(
                Evidence::StatusRead,
                now,
                Event::AccountsAsked { attempt, request },
            )])
        }
        Linking::SignIn
        | Linking::Reading { .. }
        | Linking::Choosing { .. }
        | Linking::Chosen
        | Linking::DebitAsked => Ok(Vec::new()),
    }
}

pub(super) fn accounts_read(
    checkout: &Checkout,
    attempt: AttemptId,
    accounts: Vec<LinkedAccount>,
    now: Timestamp,
) -> Decided {
    match linking(checkout, &attempt)? {
        Linking::Reading { .. } if !accounts.is_empty() => Ok(vec![fact(
            Evidence::StatusRead,
            now,
            Event::AccountsRead { attempt, accounts },
        )]),
        Linking::SignIn
        | Linking::Reading { .. }
        | Linking::Choosing { .. }
        | Linking::Chosen
        | Linking::DebitAsked => Ok(Vec::new()),
    }
}

pub(super) fn choose(
    checkout: &Checkout,
    attempt: AttemptId,
    account: LinkedAccountId,
    now: Timestamp,
) -> Decided {
    let known = find(checkout, &attempt)?;
    match linking(checkout, &attempt)? {
        Linking::SignIn | Linking::Reading { .. } => Err(Rejection::NoSuchAccount),
        // The same form came before.
        Linking::Chosen | Linking::DebitAsked => Ok(Vec::new()),
        Linking::Choosing { .. } if !is_wanted_at(checkout, known, now) => {
            Err(Rejection::AttemptOver)
        }
        Linking::Choosing { accounts, .. } => {
            if !accounts.iter().any(|known| known.id == account) {
                return Err(Rejection::NoSuchAccount);
            }
            Ok(vec![fact(
                Evidence::Browser,
                now,
                Event::AccountChosen { attempt, account },
            )])
        }
    }
}

/// No events where the debit was asked for already, or is no longer wanted.
pub(super) fn ask_debit(checkout: &Checkout, attempt: AttemptId, now: Timestamp) -> Decided {
    let known = find(checkout, &attempt)?;
    let may_ask =
        known.state == AttemptState::Linking(Linking::Chosen) && is_wanted_at(checkout, known, now);
    Ok(may_ask
        .then(|| fact(Evidence::Browser, now, Event::DebitAsked { attempt }))
        .into_iter()
        .collect())
}

fn linking<'a>(checkout: &'a Checkout, attempt: &AttemptId) -> Result<&'a Linking, Rejection> {
    find(checkout, attempt)?
        .linking()
        .ok_or(Rejection::AttemptOver)
}
