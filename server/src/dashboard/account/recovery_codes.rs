//! `POST /dashboard/account/recovery-codes`: new codes, shown this once.

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page;
use http::StatusCode;
use store::Action;

use super::super::{
    Access, Route, SignedPerson, Visitor, document, note, recovery::code, unavailable,
};
use crate::{random, state::AppState};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post(
        "/dashboard/account/recovery-codes",
        Access::Person,
        make,
    )]
}

async fn make(State(state): State<AppState>, signed: SignedPerson, visitor: Visitor) -> Response {
    let now = state.clock.now();
    if !signed.is_fresh(now) {
        return Redirect::to("/dashboard/account").into_response();
    }
    let codes: Vec<_> = (0..code::COUNT)
        .map(|_| code::write(random::secret()))
        .collect();
    let digests = codes.iter().map(|code| code::digest(code)).collect();
    let memberships = match state.store.merchants_of(&signed.id).await {
        Ok(memberships) => memberships,
        Err(error) => return unavailable(&error),
    };
    let notes = note::about_oneself(&memberships, &signed.email, Action::RecoveryCodesMade, now);
    let kept = state
        .store
        .set_recovery_codes(&signed.id, digests, now, notes);
    match kept.await {
        Ok(()) => document(
            StatusCode::OK,
            page::account::new_codes(&visitor.frame, &codes, now),
        ),
        Err(error) => unavailable(&error),
    }
}
