use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::{LinkUses, PaymentLink, PaymentLinkId, PaymentLinkToken};
use store::NewPaymentLink;

use super::{CHAPTER, example, object, request};
use crate::{
    api::{
        answer,
        body::JsonBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
        v1::checkouts::create::limits,
    },
    problem::Problem,
    random,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "createPaymentLink",
        CHAPTER,
        "Make a payment link",
        "Give its `url` to whoever is to pay. Every field may be left out; `null` says the same.",
    )
    .once()
    .json(Schema::named("NewPaymentLink"), example::new())
    .answers(
        201,
        "The link.",
        Schema::named("PaymentLink"),
        example::one(),
    )
    .problem(503, "account_closed")
}

/// `POST /v1/payment_links`
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let action = "POST /v1/payment_links";
    let once = match key.start(&state.store, &caller, action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let limits = limits(&state, &caller).await?;
    let request::New {
        offer,
        switch,
        expires_at,
        max_uses,
    } = request::new(value, caller.mode, limits).map_err(Problem::Invalid)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let link = PaymentLink {
        id: PaymentLinkId::from_bytes(random::ordered()),
        merchant: caller.merchant,
        mode: caller.mode,
        token: PaymentLinkToken::from_bytes(random::secret()),
        offer,
        switch,
        expires_at,
        max_uses,
        created_at: now,
    };
    let public_url = &state.domains.url_of(&link.merchant, link.mode);
    let object = object::PaymentLink::of(&link, LinkUses::default(), now, public_url);
    let shown = answer::write(&object);
    let secret = random::secret();
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::CREATED, &shown, now));
        store
            .create_payment_link(NewPaymentLink { link, secret }, answer)
            .await?;
        Ok(answer::json(StatusCode::CREATED, shown))
    };
    once.perform(&state, work).await
}
