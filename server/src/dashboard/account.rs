//! `/dashboard/account`: how one gets in, and with which browsers one is in.

mod language;
mod passkeys;
mod password;
mod recovery_codes;
mod sign_ins;

use axum::{extract::State, response::Response};
use dashboard::page::{
    self,
    account::{Account, Proof, WrongPassword},
};
use http::StatusCode;
use store::StoreError;

use super::{Access, Route, SignedPerson, Visitor, document, entrance::IDLE, unavailable};
use crate::state::AppState;

const PATH: &str = "/dashboard/account";

pub(super) fn routes() -> Vec<Route> {
    [
        vec![Route::get(PATH, Access::Person, show)],
        password::routes(),
        passkeys::routes(),
        recovery_codes::routes(),
        sign_ins::routes(),
        language::routes(),
    ]
    .concat()
}

async fn show(State(state): State<AppState>, person: SignedPerson, visitor: Visitor) -> Response {
    render(&state, &person, &visitor, None).await
}

/// The page, with what was wrong with the password that was sent.
async fn render(
    state: &AppState,
    person: &SignedPerson,
    visitor: &Visitor,
    wrong: Option<WrongPassword>,
) -> Response {
    let status = match wrong {
        None => StatusCode::OK,
        Some(WrongPassword::TooOften) => StatusCode::TOO_MANY_REQUESTS,
        Some(WrongPassword::Current | WrongPassword::New(_)) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    match read(state, person, visitor, wrong).await {
        Ok(html) => document(status, html),
        Err(error) => unavailable(&error),
    }
}

async fn read(
    state: &AppState,
    person: &SignedPerson,
    visitor: &Visitor,
    wrong: Option<WrongPassword>,
) -> Result<String, StoreError> {
    let (store, now) = (&state.store, state.clock.now());
    let passkeys = store.passkeys(&person.id).await?;
    let sign_ins = store.sign_ins(&person.id, now, IDLE).await?;
    let codes = store.recovery_codes(&person.id).await?;
    let known = store.person(&person.id).await?;
    let has_password = known.is_some_and(|known| known.password.is_some());
    let shown = Account {
        passkeys: &passkeys,
        sign_ins: &sign_ins,
        this: &person.sign_in,
        codes,
        password: proof(person, has_password, now),
        is_fresh: person.is_fresh(now),
        wrong,
    };
    Ok(page::account::render(&visitor.frame, &shown))
}

/// What a change of the password takes. Whoever just came back in has lost the one before.
fn proof(person: &SignedPerson, has_password: bool, now: payment::Timestamp) -> Proof {
    if has_password && !(person.came_back() && person.is_fresh(now)) {
        Proof::Password
    } else {
        Proof::Fresh
    }
}
