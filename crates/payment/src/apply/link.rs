//! How far a customer is who links an account.

use super::change;
use crate::{
    Attempt, AttemptState, Checkout, Event, LinkedAccount, LinkedAccountId, Linking, Recorded,
};

/// One step further with linking an account; none for an attempt that is elsewhere.
pub(super) fn apply(checkout: &mut Checkout, recorded: &Recorded) {
    let Some(id) = recorded.event.attempt() else {
        return;
    };
    change(checkout, id, |attempt| {
        if let Some(next) = linked(attempt, recorded) {
            attempt.state = AttemptState::Linking(next);
        }
    });
}

fn linked(attempt: &mut Attempt, recorded: &Recorded) -> Option<Linking> {
    match (&attempt.state, &recorded.event) {
        (AttemptState::Opening, Event::LinkingBegan { .. }) => Some(Linking::SignIn),
        (AttemptState::Linking(Linking::SignIn), Event::LoginReceived { login, account, .. }) => {
            Some(Linking::Reading {
                login: login.clone(),
                picked: account.clone(),
                since: recorded.at,
                request: None,
            })
        }
        (
            AttemptState::Linking(Linking::Reading {
                login,
                picked,
                since,
                ..
            }),
            Event::AccountsAsked { request, .. },
        ) => Some(Linking::Reading {
            login: login.clone(),
            picked: picked.clone(),
            since: *since,
            request: Some(request.clone()),
        }),
        (
            AttemptState::Linking(Linking::Reading { picked, .. }),
            Event::AccountsRead { accounts, .. },
        ) => Some(Linking::Choosing {
            proposed: proposed(accounts, picked.as_ref()),
            accounts: accounts.clone(),
        }),
        (
            AttemptState::Linking(Linking::Choosing { accounts, .. }),
            Event::AccountChosen { account, .. },
        ) => {
            let chosen = accounts.iter().find(|known| known.id == *account)?.clone();
            attempt.account = Some(chosen);
            Some(Linking::Chosen)
        }
        (AttemptState::Linking(Linking::Chosen), Event::DebitAsked { .. }) => {
            attempt.debit_asked_at = Some(recorded.at);
            Some(Linking::DebitAsked)
        }
        _ => None,
    }
}

/// The account that the customer picked in the frame, or the only one there is.
fn proposed(
    accounts: &[LinkedAccount],
    picked: Option<&LinkedAccountId>,
) -> Option<LinkedAccountId> {
    let is_picked = |account: &&LinkedAccount| Some(&account.id) == picked;
    match accounts {
        [only] => Some(only.id.clone()),
        several => several
            .iter()
            .find(is_picked)
            .map(|account| account.id.clone()),
    }
}
