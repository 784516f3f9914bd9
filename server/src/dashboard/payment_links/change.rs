use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::payment_link::{Editing, path};
use payment::{LinkSwitch, PaymentLink};
use store::{Action, StoreError, StoredPaymentLink};

use super::{filled, find, render};
use crate::{
    dashboard::{Signed, filled::Filled, found, unavailable},
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
) -> Result<Response, Response> {
    let stored = found(&signed.frame, find(&state, &signed, &id).await)?;
    if sent.text("seen") != stored.revision.to_string() {
        return Ok(outdated(&state, &signed, stored, &sent).await);
    }
    let change = match filled::change(&sent, &stored.link) {
        Ok(change) => change,
        Err(refused) => {
            let editing = Editing::Refused;
            return Ok(render(&state, &signed, stored, refused, editing, None).await);
        }
    };
    Ok(
        match put(&state, &signed, &change.of(&stored.link), stored.revision).await {
            Ok(true) => done(&stored.link),
            Ok(false) => {
                let stored = found(&signed.frame, find(&state, &signed, &id).await)?;
                outdated(&state, &signed, stored, &sent).await
            }
            Err(error) => unavailable(&error),
        },
    )
}

/// Somebody else was faster: what was typed stays, and can be saved over theirs.
async fn outdated(
    state: &AppState,
    signed: &Signed,
    stored: StoredPaymentLink,
    sent: &Filled,
) -> Response {
    let kept = filled::kept(sent, &stored.link);
    render(state, signed, stored, kept, Editing::Outdated, None).await
}

/// `POST /dashboard/payment-links/{id}/pause`
pub(super) async fn pause(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    switch(&state, &signed, &id, LinkSwitch::Off).await
}

/// `POST /dashboard/payment-links/{id}/resume`
pub(super) async fn resume(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    switch(&state, &signed, &id, LinkSwitch::On).await
}

/// Switches a link as it stands, whoever else changes it.
async fn switch(
    state: &AppState,
    signed: &Signed,
    id: &str,
    switch: LinkSwitch,
) -> Result<Response, Response> {
    for _ in 0..TRIES {
        let stored = found(&signed.frame, find(state, signed, id).await)?;
        let after = PaymentLink {
            switch,
            ..stored.link
        };
        match put(state, signed, &after, stored.revision).await {
            Ok(true) => return Ok(done(&after)),
            Ok(false) => {}
            Err(error) => return Ok(unavailable(&error)),
        }
    }
    Ok(unavailable(&StoreError::Contended))
}

/// Puts a link in the place of what it was at that revision. Whether it was still the same.
async fn put(
    state: &AppState,
    signed: &Signed,
    after: &PaymentLink,
    revision: u32,
) -> Result<bool, StoreError> {
    let (subject, now) = (after.id.as_str().to_owned(), state.clock.now());
    let note = signed.note(Action::PaymentLinkChanged, Some(signed.mode), subject, now);
    let store = &state.store;
    store
        .update_payment_link_and_note(after, revision, note)
        .await
}

fn done(link: &PaymentLink) -> Response {
    Redirect::to(&format!("{}?done=saved", path(&link.id))).into_response()
}
