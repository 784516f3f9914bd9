//! `/dashboard/demonstration/{token}`: into a demonstration at once, on its machine alone.

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use http::HeaderMap;
use store::{Action, EntryKind, SignInWay};

use super::{
    Access, Route, Visitor, entry, found, missing, next,
    sign_in::{BeginError, Begun, begin},
    tries::From,
};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "/dashboard/demonstration/{token}",
        Access::Anybody,
        enter,
    )]
}

async fn enter(
    State(state): State<AppState>,
    visitor: Visitor,
    from: From,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    if !from.is_here() {
        return Err(missing(&visitor.frame));
    }
    found(&visitor.frame, let_in(&state, &headers, &token).await)
}

async fn let_in(
    state: &AppState,
    headers: &HeaderMap,
    token: &str,
) -> Result<Option<Response>, BeginError> {
    let digest = entry::digest(token);
    let link = state.store.entry_link(&digest, state.clock.now()).await?;
    let Some(link) = link.filter(|link| link.kind == EntryKind::Demonstration) else {
        return Ok(None);
    };
    let Some(person) = state.store.person_by_email(&link.email).await? else {
        return Ok(None);
    };
    let begun = Begun {
        person: &person.id,
        email: &person.email,
        password_at: person.password_at,
        way: SignInWay::Link,
        action: Action::SignedIn,
    };
    let cookie = begin(state, headers, begun).await?;
    Ok(Some((cookie, Redirect::to(next::HOME)).into_response()))
}
