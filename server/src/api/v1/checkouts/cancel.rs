use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::Rejection;
use store::RememberError;

use super::{CheckoutAddress, find, object};
use crate::{
    api::{
        body::OptionalBody,
        caller::Caller,
        fields::{Faults, Field, Fields, Pointer},
        idempotency::{self, KeyHeader, Start},
        json,
    },
    desk::ActError,
    problem::Problem,
    state::AppState,
};

/// `POST /v1/checkouts/{id}/cancel`
///
/// Cancelling again changes nothing and answers the same. While the provider's last word
/// on a live attempt is awaited, the status is `processing`; if the money was faster, it
/// becomes `paid`.
pub(super) async fn cancel(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    CheckoutAddress(id): CheckoutAddress,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let found = find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/checkouts/{id}/cancel");
    let ticket = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(ticket) => ticket,
    };
    expect_nothing(&body)?;

    let now = state.clock.now();
    let acted = state
        .desk
        .cancel_checkout(&found.checkout.id, now)
        .await
        .map_err(refusal)?;
    let object = object::Checkout::of(&acted.checkout, &found.token, &state.config);
    let answer = object::write(&object)?;
    if let Some(ticket) = ticket {
        let remember = ticket.remember(StatusCode::OK, &answer, now);
        match state.store.remember(&caller.merchant, remember).await {
            Ok(()) => {}
            Err(RememberError::KeyUsed) => return ticket.answered(&state.store, &caller).await,
            Err(RememberError::NoSuchMerchant) => return Err(Problem::NotFound),
            Err(RememberError::Store(error)) => return Err(error.into()),
        }
    }
    Ok(idempotency::json(StatusCode::OK, answer))
}

/// A cancel says everything by its address: no body, or an empty object.
fn expect_nothing(body: &[u8]) -> Result<(), Problem> {
    if body.is_empty() {
        return Ok(());
    }
    let value = json::parse(body).map_err(Problem::MalformedJson)?;
    let mut faults = Faults::default();
    let fields = Fields::of(
        Field {
            at: Pointer::default(),
            value,
        },
        &mut faults,
    );
    let closed = fields.map(|fields| fields.close(&mut faults));
    faults.none_or(closed).map_err(Problem::Invalid)
}

fn refusal(error: ActError) -> Problem {
    match error {
        ActError::Missing => Problem::NotFound,
        ActError::Rejected(rejection) => match rejection {
            Rejection::NotOpen(_) => Problem::NotCancelable,
            Rejection::NoSuchAttempt
            | Rejection::AttemptOver
            | Rejection::MethodNotOffered(_)
            | Rejection::AmountMissing
            | Rejection::TooManyAttempts
            | Rejection::NotByEmail(_)
            | Rejection::MayBeSent
            | Rejection::MayBeDebited
            | Rejection::NoSuchAccount
            | Rejection::OtherSession => Problem::Internal(rejection.into()),
        },
        ActError::Store(error) => error.into(),
        ActError::Refused(error) => Problem::Internal(error.into()),
        ActError::Contended => Problem::Unavailable(error.into()),
    }
}
