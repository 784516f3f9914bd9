use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::payment_link::path;
use payment::{LinkSwitch, PaymentLink};
use store::{Action, StoreError};

use super::{filled, find, render};
use crate::{
    dashboard::{Signed, filled::Filled, missing, unavailable},
    state::AppState,
};

/// How often a change is tried against a link that others are changing too.
const TRIES: usize = 16;

/// `POST /dashboard/payment-links/{id}`: what can be changed of it.
pub(super) async fn edit(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    sent: Filled,
) -> Response {
    let stored = match find(&state, &signed, &id).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return missing(&signed.frame),
        Err(error) => return unavailable(&error),
    };
    let change = match filled::change(&sent, &stored.link) {
        Ok(change) => change,
        Err(refused) => return render(&state, &signed, stored, refused, None).await,
    };
    apply(&state, &signed, &id, |link| change.clone().of(link)).await
}

/// `POST /dashboard/payment-links/{id}/pause`
pub(super) async fn pause(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    switch(&state, &signed, &id, LinkSwitch::Off).await
}

/// `POST /dashboard/payment-links/{id}/resume`
pub(super) async fn resume(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    switch(&state, &signed, &id, LinkSwitch::On).await
}

async fn switch(state: &AppState, signed: &Signed, id: &str, switch: LinkSwitch) -> Response {
    let switched = |link: &PaymentLink| PaymentLink {
        switch,
        ..link.clone()
    };
    apply(state, signed, id, switched).await
}

/// Changes a link as it stands, whoever else changes it.
async fn apply(
    state: &AppState,
    signed: &Signed,
    id: &str,
    change: impl Fn(&PaymentLink) -> PaymentLink,
) -> Response {
    for _ in 0..TRIES {
        let stored = match find(state, signed, id).await {
            Ok(Some(stored)) => stored,
            Ok(None) => return missing(&signed.frame),
            Err(error) => return unavailable(&error),
        };
        let (after, now) = (change(&stored.link), state.clock.now());
        let subject = after.id.as_str().to_owned();
        let note = signed.note(Action::PaymentLinkChanged, Some(signed.mode), subject, now);
        let changed = state
            .store
            .update_payment_link_and_note(&after, stored.revision, note);
        match changed.await {
            Ok(true) => {
                let to = format!("{}?done=saved", path(&after.id));
                return Redirect::to(&to).into_response();
            }
            Ok(false) => {}
            Err(error) => return unavailable(&error),
        }
    }
    unavailable(&StoreError::Contended)
}
