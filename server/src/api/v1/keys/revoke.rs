use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::KeyId;
use store::ListedKey;

use super::{CHAPTER, example, find, object, which};
use crate::{
    api::{
        address::Address,
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

pub(super) fn describe() -> Operation {
    Operation::new(
        "revokeKey",
        CHAPTER,
        "Revoke a key",
        "From the next request on it is refused. Revoking it again changes nothing. A key may \
         revoke itself.",
    )
    .once()
    .variable(which())
    .optional_json(Schema::object([]).closed(), example::nothing())
    .answers(200, "The key.", Schema::named("Key"), example::revoked())
}

/// `POST /v1/keys/{id}/revoke`
pub(super) async fn revoke(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<KeyId>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let found = find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/keys/{id}/revoke");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    fields::none(&body)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let revoked = ListedKey {
        revoked_at: found.revoked_at.or(Some(now)),
        ..found
    };
    let shown = answer::write(&object::Key::of(&revoked));
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
        store
            .revoke_key_and_answer(&caller.merchant, &id, now, answer)
            .await?;
        Ok(answer::json(StatusCode::OK, shown))
    };
    once.perform(&state, work).await
}
