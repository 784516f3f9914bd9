//! Invitations: made, shown once, taken back.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{
    self,
    people::{Link, WrongInvitation},
};
use http::StatusCode;
use payment::EntryLinkId;
use serde::Deserialize;
use store::{AcceptError, Action, Joining, Role, SignInEmail};

use super::{
    super::{Route, Signed, document, entry::Handed, missing, unavailable},
    GOVERN, render,
};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/dashboard/people/invite", GOVERN, invite),
        Route::post(
            "/dashboard/people/invitations/{id}/withdraw",
            GOVERN,
            withdraw,
        ),
    ]
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
}

/// `POST /dashboard/people/invite`
async fn invite(
    State(state): State<AppState>,
    signed: Signed,
    Form(filled): Form<Filled>,
) -> Response {
    let wrong = async |wrong| {
        let told = Some((wrong, filled.email.as_str()));
        render(
            &state,
            &signed,
            StatusCode::UNPROCESSABLE_ENTITY,
            told,
            None,
        )
        .await
    };
    let Ok(email) = filled.email.parse::<SignInEmail>() else {
        return wrong(WrongInvitation::Email).await;
    };
    // Whoever sends something else gets the weakest.
    let role: Role = filled.role.parse().unwrap_or(Role::ReadOnly);
    let members = match state.store.members(&signed.merchant).await {
        Ok(members) => members,
        Err(error) => return unavailable(&error),
    };
    if members.iter().any(|member| member.email == email) {
        return wrong(WrongInvitation::Member).await;
    }
    let now = state.clock.now();
    let joining = Joining {
        merchant: signed.merchant.clone(),
        role,
    };
    let subject = email.as_str().to_owned();
    let handed = Handed::invitation(&state.entrance.origin(), email, joining, now);
    let note = signed.note(Action::Invited, None, subject.clone(), now);
    match state.store.create_entry_link(handed.link, vec![note]).await {
        Ok(()) => document(
            StatusCode::OK,
            page::people::link(&signed.frame, Link::Invitation, &subject, &handed.address),
        ),
        Err(AcceptError::TooMany) => wrong(WrongInvitation::TooMany).await,
        Err(error) => unavailable(&error),
    }
}

/// `POST /dashboard/people/invitations/{id}/withdraw`
async fn withdraw(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<EntryLinkId>() else {
        return missing(&signed.frame);
    };
    let now = state.clock.now();
    let waiting = match state.store.invitations(&signed.merchant, now).await {
        Ok(waiting) => waiting,
        Err(error) => return unavailable(&error),
    };
    let Some(link) = waiting.into_iter().find(|link| link.id == id) else {
        return missing(&signed.frame);
    };
    let subject = link.email.as_str().to_owned();
    let note = signed.note(Action::InvitationWithdrawn, None, subject, now);
    let withdrawn = state
        .store
        .withdraw_invitation(&signed.merchant, &id, vec![note]);
    match withdrawn.await {
        Ok(true) => Redirect::to("/dashboard/people?done=removed").into_response(),
        Ok(false) => missing(&signed.frame),
        Err(error) => unavailable(&error),
    }
}
