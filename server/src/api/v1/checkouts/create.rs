use axum::{extract::State, response::Response};
use flinks::limits::Limits;
use http::StatusCode;
use payment::{CheckoutId, MerchantId, Mode, PageToken};
use store::CreateError;

use super::{CHAPTER, example, object, order};
use crate::{
    account::NoAccount,
    api::{
        answer,
        body::JsonBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket, Undone},
        json,
        openapi::{Operation, Schema},
    },
    desk::Ordered,
    problem::Problem,
    random,
    state::AppState,
    telemetry,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "createCheckout",
        CHAPTER,
        "Make a checkout",
        "Send the customer to the `url` of what comes back. Every field may be left out; `null` says the same.",
    )
    .once()
    .json(Schema::named("NewCheckout"), example::new_checkout())
    .answers(201, "The checkout.", Schema::named("Checkout"), example::open())
    .problem(503, "account_closed")
}

/// `POST /v1/checkouts`
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let once = match key
        .start(&state.store, &caller, "POST /v1/checkouts", &body)
        .await?
    {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let limits = limits(&state, &caller).await?;
    let order::Request { order, expires_in } =
        order::read(value, caller.mode, limits).map_err(Problem::Invalid)?;

    let now = state.clock.now();
    let ordered = Ordered {
        id: CheckoutId::from_bytes(random::ordered()),
        merchant: caller.merchant.clone(),
        token: PageToken::from_bytes(random::secret()),
        order,
        expires_at: now.plus(expires_in),
    };
    telemetry::about(&ordered.id);

    // The answer is written before the checkout is made, to be kept in one transaction.
    let preview = ordered
        .preview(now)
        .ok_or(Problem::Internal(CreateError::NotACreation.into()))?;
    let object = object::Checkout::of(&preview, &ordered.token, &state.domains);
    let answer = answer::write(&object);
    let desk = state.desk.clone();
    let work = |ticket: Option<Ticket>| async move {
        let remember = ticket.map(|ticket| ticket.remember(StatusCode::CREATED, &answer, now));
        match desk.create(ordered, remember, now).await {
            Ok(_) => Ok(answer::json(StatusCode::CREATED, answer)),
            Err(CreateError::KeyUsed) => Err(Undone::Overtaken),
            Err(CreateError::Store(error)) => Err(error.into()),
            // The key told who the merchant is; one without the other is a fault of ours.
            Err(
                error @ (CreateError::NoSuchMerchant
                | CreateError::NotACreation
                | CreateError::Taken),
            ) => Err(Problem::Internal(error.into()).into()),
        }
    };
    once.perform(&state, work).await
}

/// What one payment may be at the caller's account. Without an account nobody can pay, and the
/// provider's own limits will do.
pub(in crate::api::v1) async fn limits(
    state: &AppState,
    caller: &Caller,
) -> Result<Limits, Problem> {
    limits_of(state, &caller.merchant, caller.mode).await
}

/// What a merchant's account takes.
pub(crate) async fn limits_of(
    state: &AppState,
    merchant: &MerchantId,
    mode: Mode,
) -> Result<Limits, Problem> {
    let account = state.accounts.of(&state.store, merchant, mode).await;
    match account {
        Ok(account) => Ok(account.limits.unwrap_or_default()),
        Err(NoAccount::Absent(_)) => Ok(Limits::default()),
        Err(closed @ NoAccount::Closed { .. }) => Err(Problem::AccountClosed(closed)),
        Err(NoAccount::Store(error)) => Err(error.into()),
    }
}
