//! `/dashboard/demonstration/{token}`: into a demonstration at once, on its machine alone.

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use http::HeaderMap;
use store::{Action, EntryKind, SignInWay};

use super::{
    Access, Route, Visitor, entry, missing, next,
    sign_in::{BeginError, Begun, begin},
    tries::From,
    unavailable,
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
) -> Response {
    if !from.is_here() {
        return missing(&visitor.frame);
    }
    match let_in(&state, &headers, &token).await {
        Ok(Some(response)) => response,
        Ok(None) => missing(&visitor.frame),
        Err(error) => unavailable(&error),
    }
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
