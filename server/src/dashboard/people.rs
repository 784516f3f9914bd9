//! `/dashboard/people`: who has access, and who is invited.

mod invite;
mod member;

use axum::{extract::State, response::Response};
use dashboard::page::{
    self,
    people::{People, Refused, WrongInvitation},
};
use http::StatusCode;
use store::{Power, StoreError};

use super::{Access, Route, Signed, document, unavailable};
use crate::state::AppState;

const PATH: &str = "/dashboard/people";
const GOVERN: Access = Access::Member(Power::Govern);

pub(super) fn routes() -> Vec<Route> {
    [
        vec![Route::get(PATH, GOVERN, show)],
        invite::routes(),
        member::routes(),
    ]
    .concat()
}

async fn show(State(state): State<AppState>, signed: Signed) -> Response {
    render(&state, &signed, StatusCode::OK, None, None).await
}

/// The page, with what was wrong with what was sent.
async fn render(
    state: &AppState,
    signed: &Signed,
    status: StatusCode,
    wrong: Option<(WrongInvitation, &str)>,
    refused: Option<Refused>,
) -> Response {
    match read(state, signed, wrong, refused).await {
        Ok(html) => document(status, html),
        Err(error) => unavailable(&error),
    }
}

async fn read(
    state: &AppState,
    signed: &Signed,
    wrong: Option<(WrongInvitation, &str)>,
    refused: Option<Refused>,
) -> Result<String, StoreError> {
    let members = state.store.members(&signed.merchant).await?;
    let now = state.clock.now();
    let invitations = state.store.invitations(&signed.merchant, now).await?;
    let shown = People {
        members: &members,
        invitations: &invitations,
        this: &signed.person.id,
        wrong,
        refused,
    };
    Ok(page::people::render(&signed.frame, &shown))
}
