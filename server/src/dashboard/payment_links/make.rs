use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{
    payment_link::path,
    payment_links::{self, form::Withheld},
};
use http::StatusCode;
use payment::{PaymentLink, PaymentLinkId, PaymentLinkToken};
use store::{Action, NewPaymentLink, Power};

use super::{filled, limits};
use crate::{
    api::payment_link::New,
    dashboard::{Signed, document, filled::Filled, unavailable},
    random,
    state::AppState,
};

/// `GET /dashboard/payment-links/new`
pub(super) async fn blank(State(state): State<AppState>, signed: Signed) -> Response {
    match limits(&state, &signed).await {
        Ok(limits) => {
            let withheld = withheld(&state, &signed);
            let html = payment_links::make(&signed.frame, &filled::blank(limits, withheld));
            document(StatusCode::OK, html)
        }
        Err(problem) => unavailable(&problem),
    }
}

/// Where money goes is said by whoever has a say over all of it, and has shown lately who they
/// are.
fn withheld(state: &AppState, signed: &Signed) -> Option<Withheld> {
    let membership = signed.person.membership.as_ref();
    if !membership.is_some_and(|it| it.role.may(Power::Govern)) {
        Some(Withheld::AccountByRole)
    } else if signed.person.is_fresh(state.clock.now()) {
        None
    } else {
        Some(Withheld::AccountUntilSignedIn)
    }
}

/// `POST /dashboard/payment-links`
pub(super) async fn make(
    State(state): State<AppState>,
    signed: Signed,
    filled: Filled,
) -> Response {
    let limits = match limits(&state, &signed).await {
        Ok(limits) => limits,
        Err(problem) => return unavailable(&problem),
    };
    let New {
        offer,
        switch,
        expires_at,
        max_uses,
    } = match filled::new(&filled, signed.mode, limits, withheld(&state, &signed)) {
        Ok(new) => new,
        Err(refused) => {
            let html = payment_links::make(&signed.frame, &refused);
            return document(StatusCode::UNPROCESSABLE_ENTITY, html);
        }
    };
    let now = state.clock.now();
    let link = PaymentLink {
        id: PaymentLinkId::from_bytes(random::ordered()),
        merchant: signed.merchant.clone(),
        mode: signed.mode,
        token: PaymentLinkToken::from_bytes(random::secret()),
        offer,
        switch,
        expires_at,
        max_uses,
        created_at: now,
    };
    let (to, subject) = (path(&link.id), link.id.as_str().to_owned());
    let action = match link.offer.payee_account {
        None => Action::PaymentLinkCreated,
        Some(_) => Action::PaymentLinkToAccountCreated,
    };
    let note = signed.note(action, Some(signed.mode), subject, now);
    let new = NewPaymentLink {
        link,
        secret: random::secret(),
    };
    match state.store.create_payment_link_and_note(new, note).await {
        Ok(()) => Redirect::to(&format!("{to}?done=saved")).into_response(),
        Err(error) => unavailable(&error),
    }
}
