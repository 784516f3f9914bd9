use axum::{extract::State, response::Response};
use bytes::Bytes;
use http::StatusCode;
use store::StoredBrand;

use super::super::{CHAPTER, brand, object, schema};
use crate::{
    api::{
        answer,
        body::OptionalBody,
        caller::Caller,
        fields,
        idempotency::{KeyHeader, Start, Ticket},
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

pub(in super::super) fn describe() -> Operation {
    Operation::new(
        "deleteLogo",
        CHAPTER,
        "Take the logo away",
        "The first letter of your name stands in its place. Without a logo nothing happens.",
    )
    .once()
    .answers(
        200,
        "The branding without it.",
        Schema::named("Branding"),
        schema::example(),
    )
}

/// `DELETE /v1/branding/logo`
pub(in super::super) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let action = "DELETE /v1/branding/logo";
    let once = match key.start(&state.store, &caller, action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    fields::none(&body)?;
    let before = brand::find(&state, &caller).await?;
    let after = StoredBrand {
        logo: None,
        ..before
    };
    let brand = crate::customer::brand_of(&caller.merchant, caller.mode, &after);
    let owner = (&caller.merchant, caller.mode);
    let shown = object::Branding::of(&brand, owner, after.changed_at(), &state.config);
    let shown: Bytes = answer::write(&shown);
    let (store, now) = (state.store.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
        store
            .remove_logo(caller.merchant, caller.mode, now, answer)
            .await?;
        Ok(answer::json(StatusCode::OK, shown))
    };
    once.perform(&state, work).await
}
