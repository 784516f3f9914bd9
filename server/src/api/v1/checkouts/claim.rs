use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::{CheckoutId, OrderId, OrderIdFault};
use serde::Serialize;

use super::{CHAPTER, example, find, object::Payment, refusal::refusal, which};
use crate::{
    api::{
        address::Address,
        answer,
        body::JsonBody,
        caller::Caller,
        fields::{Faults, Field, Fields, Pointer, Wrong},
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
    },
    clock::rfc3339,
    problem::{Fault, FaultCode, Problem},
    state::AppState,
};

/// `"object": "claim"`: the right to fulfil one order for the payment.
#[derive(Serialize)]
struct Claim<'a> {
    object: &'static str,
    checkout: &'a CheckoutId,
    order_id: &'a str,
    claimed_at: String,
    payment: Payment<'a>,
}

pub(super) fn describe() -> Operation {
    Operation::new(
        "claimCheckout",
        CHAPTER,
        "Claim the payment for an order",
        "The first claim of a paid checkout wins for ever, and repeating it answers the same bytes. Whoever comes for another order does not get it. Ship on 200 only.",
    )
    .once()
    .variable(which())
    .json(Schema::named("NewClaim"), example::new_claim())
    .answers(200, "The payment is this order's.", Schema::named("Claim"), example::claim())
    .problem(409, "not_paid")
    .problem(409, "already_claimed")
    .problem(409, "payment_returned")
}

/// `POST /v1/checkouts/{id}/claim`
///
/// The first claim of a paid checkout wins for ever, and repeating it answers the same bytes.
/// Whoever comes for another order does not get it.
pub(super) async fn claim(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<CheckoutId>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/checkouts/{id}/claim");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let order = read(value).map_err(Problem::Invalid)?;

    let (here, now) = (state.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let answer = |checkout: &payment::Checkout| {
            let claim = answer::write(&Claim::of(checkout)?);
            Some(ticket.as_ref()?.remember(StatusCode::OK, &claim, now))
        };
        let acted = here.desk.claim(&id, order, now, answer).await;
        let checkout = acted.map_err(refusal)?.checkout;
        let claim = Claim::of(&checkout).ok_or(Problem::NotPaid(checkout.status()))?;
        Ok(answer::json(StatusCode::OK, answer::write(&claim)))
    };
    once.perform(&state, work).await
}

impl<'a> Claim<'a> {
    /// `None` for a checkout that nobody claimed.
    fn of(checkout: &'a payment::Checkout) -> Option<Self> {
        let payment::Fulfilment { order, claimed_at } = checkout.fulfilment.as_ref()?;
        Some(Self {
            object: "claim",
            checkout: &checkout.id,
            order_id: order.as_str(),
            claimed_at: rfc3339(*claimed_at),
            payment: Payment::of(checkout.payment()?),
        })
    }
}

/// Reads the order's id; every fault of the body at once.
pub(super) fn read(value: serde_json::Value) -> Result<OrderId, Vec<Fault>> {
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value,
    };
    let order = Fields::of(body, &mut faults).and_then(|mut fields| {
        let order = fields.required_text("order_id", &mut faults, str::parse::<OrderId>);
        fields.close(&mut faults);
        order
    });
    faults.none_or(order)
}

impl From<OrderIdFault> for Wrong {
    fn from(fault: OrderIdFault) -> Self {
        match fault {
            OrderIdFault::Missing => Self::new(FaultCode::Required, "is required"),
            OrderIdFault::TooLong => Self::told(FaultCode::TooLong, fault.to_string()),
            OrderIdFault::Invalid => Self::new(
                FaultCode::Invalid,
                "must be printable characters, without white space around them",
            ),
        }
    }
}
