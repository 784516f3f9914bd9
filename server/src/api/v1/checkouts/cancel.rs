use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::CheckoutId;

use super::{find, object, refusal::refusal};
use crate::{
    api::{
        address::Address,
        answer,
        body::OptionalBody,
        caller::Caller,
        fields,
        idempotency::{KeyHeader, Start, Ticket},
    },
    problem::Problem,
    state::AppState,
};

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
            answer::write(&object::Checkout::of(checkout, &found.token, &here.config))
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
