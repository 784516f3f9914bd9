//! What is done about one who has access.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{
    self,
    people::{Link, Refused},
};
use http::StatusCode;
use payment::PersonId;
use serde::Deserialize;
use store::{AcceptError, Action, Member, MembershipError, Role};

use super::{
    super::{
        Route, Signed,
        document::{document, unreadable},
        entry::Handed,
        found, missing, unavailable,
    },
    GOVERN, render,
};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/dashboard/people/{id}/role", GOVERN, change_role),
        Route::post("/dashboard/people/{id}/remove", GOVERN, remove),
        Route::post("/dashboard/people/{id}/recovery", GOVERN, recover),
    ]
}

/// One who has access to the merchant, or the page that says that there is nobody such.
async fn find(state: &AppState, signed: &Signed, id: &str) -> Result<Member, Response> {
    let Ok(id) = id.parse::<PersonId>() else {
        return Err(missing(&signed.frame));
    };
    found(
        &signed.frame,
        state.store.member(&signed.merchant, &id).await,
    )
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    role: String,
}

/// `POST /dashboard/people/{id}/role`
async fn change_role(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    Form(filled): Form<Filled>,
) -> Response {
    let member = match find(&state, &signed, &id).await {
        Ok(member) => member,
        Err(response) => return response,
    };
    let Ok(role) = filled.role.parse::<Role>() else {
        return unreadable(&signed.frame);
    };
    let now = state.clock.now();
    let subject = format!("{}: {} > {role}", member.email.as_str(), member.role);
    let note = signed.note(Action::RoleChanged, None, subject, now);
    let changed = state
        .store
        .change_role(&signed.merchant, &member.person, role, vec![note]);
    done(
        changed.await,
        &state,
        &signed,
        "/dashboard/people?done=saved",
    )
    .await
}

/// `POST /dashboard/people/{id}/remove`
async fn remove(State(state): State<AppState>, signed: Signed, Path(id): Path<String>) -> Response {
    let member = match find(&state, &signed, &id).await {
        Ok(member) => member,
        Err(response) => return response,
    };
    let now = state.clock.now();
    let subject = member.email.as_str().to_owned();
    let note = signed.note(Action::MemberRemoved, None, subject, now);
    let removed = state
        .store
        .remove_member(&signed.merchant, &member.person, vec![note]);
    done(
        removed.await,
        &state,
        &signed,
        "/dashboard/people?done=removed",
    )
    .await
}

async fn done(
    changed: Result<(), MembershipError>,
    state: &AppState,
    signed: &Signed,
    next: &'static str,
) -> Response {
    match changed {
        Ok(()) => Redirect::to(next).into_response(),
        Err(MembershipError::LastOwner) => {
            let refused = Some(Refused::LastOwner);
            render(state, signed, StatusCode::CONFLICT, None, refused).await
        }
        Err(MembershipError::NoSuchMember) => missing(&signed.frame),
        Err(MembershipError::Store(error)) => unavailable(&error),
    }
}

/// `POST /dashboard/people/{id}/recovery`: a way back for somebody whose only access is to this
/// merchant. Else an owner here could come in as them elsewhere.
async fn recover(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    let member = match find(&state, &signed, &id).await {
        Ok(member) => member,
        Err(response) => return response,
    };
    let now = state.clock.now();
    let subject = member.email.as_str().to_owned();
    let handed = Handed::recovery(&state.entrance.origin(), member.email, now);
    let note = signed.note(Action::RecoveryLinkMade, None, subject.clone(), now);
    let merchant = signed.merchant.clone();
    let made = state
        .store
        .create_recovery_link(handed.link, merchant, vec![note]);
    match made.await {
        Ok(()) => document(
            StatusCode::OK,
            page::people::link(&signed.frame, Link::Recovery, &subject, &handed.address),
        ),
        Err(AcceptError::Elsewhere) => {
            let refused = Some(Refused::NotOursAlone);
            render(&state, &signed, StatusCode::CONFLICT, None, refused).await
        }
        Err(AcceptError::Gone) => missing(&signed.frame),
        Err(error) => unavailable(&error),
    }
}
