use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::CheckoutId;

use super::{CHAPTER, example, find, object, refusal::refusal, which};
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
        "cancelCheckout",
        CHAPTER,
        "Call a checkout off",
        "An open checkout is `canceled` at once. With a live attempt the answer says `processing` until the provider's last word is in; if the money was faster, it becomes `paid`. Calling off again changes nothing.",
    )
    .once()
    .variable(which())
    .optional_json(Schema::object([]).closed(), example::nothing())
    .answers(200, "The checkout.", Schema::named("Checkout"), example::canceled())
    .problem(409, "checkout_not_cancelable")
}

/// `POST /v1/checkouts/{id}/cancel`
///
/// Cancelling again changes nothing. While the provider's last word on a live attempt is
/// awaited, the status is `processing`; if the money was faster, it becomes `paid`.
pub(super) async fn cancel(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<CheckoutId>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let found = find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/checkouts/{id}/cancel");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    fields::none(&body)?;

    let (here, now) = (state.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let write = |checkout: &payment::Checkout| {
            answer::write(&object::Checkout::of(checkout, &found.token, &here.domains))
        };
        let answer = |checkout: &payment::Checkout| {
            let ticket = ticket.as_ref()?;
            Some(ticket.remember(StatusCode::OK, &write(checkout), now))
        };
        let acted = here.desk.cancel_checkout(&id, now, answer).await;
        let acted = acted.map_err(refusal)?;
        Ok(answer::json(StatusCode::OK, write(&acted.checkout)))
    };
    once.perform(&state, work).await
}
