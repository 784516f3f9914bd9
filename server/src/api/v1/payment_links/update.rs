use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::PaymentLinkId;

use super::{CHAPTER, example, find, object, request, which};
use crate::{
    api::{
        address::Address,
        answer,
        body::JsonBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

/// How often a change is tried against a link that others are changing too.
const TRIES: usize = 16;

pub(super) fn describe() -> Operation {
    Operation::new(
        "updatePaymentLink",
        CHAPTER,
        "Change a payment link",
        "What you leave out stays. For `expires_at` and `max_uses`, `null` takes the limit away; elsewhere it says the same as leaving out. How much is asked for never changes: what customers have read, they pay.",
    )
    .once()
    .variable(which())
    .json(Schema::named("PaymentLinkChange"), example::change())
    .answers(
        200,
        "The link.",
        Schema::named("PaymentLink"),
        example::one(),
    )
}

/// `PATCH /v1/payment_links/{id}`
pub(super) async fn update(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<PaymentLinkId>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    find(&state.store, &caller, &id).await?;
    let action = format!("PATCH /v1/payment_links/{id}");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let change = request::change(value, caller.mode).map_err(Problem::Invalid)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let public_url = state.domains.url_of(&caller.merchant, caller.mode);
    let work = move |ticket: Option<Ticket>| async move {
        for _ in 0..TRIES {
            let found = find(&store, &caller, &id).await?;
            let after = change.clone().of(&found.link);
            let uses = store.payment_link_uses(&id).await?;
            let object = object::PaymentLink::of(&after, uses, now, &public_url);
            let shown = answer::write(&object);
            let answer = ticket
                .as_ref()
                .map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
            if store
                .update_payment_link(&after, found.revision, answer)
                .await?
            {
                return Ok(answer::json(StatusCode::OK, shown));
            }
        }
        Err(Problem::Unavailable("the payment link is changed by many at once".into()).into())
    };
    once.perform(&state, work).await
}
