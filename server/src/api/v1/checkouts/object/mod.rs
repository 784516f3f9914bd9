//! A checkout as the API shows it. The Flinks session is not part of it: whoever has a
//! session's id can read the payment at the provider.

mod attempt;
mod customer;
mod failure;

use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use payment::{
    AttemptId, BankAccount, CheckoutId, Delivery, Evidence, Locale, Metadata, Method, Mode, Money,
    PageToken, Reference, Status,
};
use serde::Serialize;

use self::{
    attempt::Attempt,
    customer::Customer,
    failure::{Case, LastFailure},
};
use crate::{api::idempotency, clock::rfc3339, config::Config, problem::Problem};

/// `"object": "checkout"`
#[derive(Debug, Serialize)]
pub(super) struct Checkout<'a> {
    id: &'a CheckoutId,
    object: &'static str,
    mode: Mode,
    status: Status,
    url: String,
    /// Cents; `null` when the customer says how much.
    amount: Option<Money>,
    currency: &'static str,
    reference: Option<&'a Reference>,
    methods: &'a [Method],
    customer: Customer<'a>,
    payee_account: Option<&'a BankAccount>,
    delivery: Delivery,
    locale: Option<Locale>,
    success_url: Option<&'a str>,
    cancel_url: Option<&'a str>,
    metadata: &'a Metadata,
    created_at: String,
    expires_at: String,
    attempts: Vec<Attempt<'a>>,
    payment: Option<Payment<'a>>,
    /// Cents that the payment left open; `null` when there is none, or no payment.
    shortfall: Option<Money>,
    last_failure: Option<LastFailure<'a>>,
    cases: Vec<Case<'a>>,
}

#[derive(Debug, Serialize)]
struct Payment<'a> {
    method: Method,
    attempt: &'a AttemptId,
    amount: Money,
    evidence: Evidence,
    guaranteed: bool,
    paid_at: String,
}

impl<'a> Checkout<'a> {
    pub(super) fn of(checkout: &'a payment::Checkout, token: &PageToken, config: &Config) -> Self {
        let order = &checkout.order;
        Self {
            id: &checkout.id,
            object: "checkout",
            mode: order.mode,
            status: checkout.status(),
            url: config
                .server
                .public_url
                .join(format_args!("/c/{}", token.as_str())),
            amount: order.amount,
            currency: "CAD",
            reference: order.reference.as_ref(),
            methods: &order.methods,
            customer: Customer::of(&order.customer),
            payee_account: order.payee_account.as_ref(),
            delivery: order.delivery,
            locale: order.locale,
            success_url: order.success_url.as_deref(),
            cancel_url: order.cancel_url.as_deref(),
            metadata: &order.metadata,
            created_at: rfc3339(checkout.created_at),
            expires_at: rfc3339(checkout.expires_at),
            attempts: checkout.attempts.iter().map(Attempt::of).collect(),
            payment: checkout.payment().map(Payment::of),
            shortfall: checkout.shortfall(),
            last_failure: checkout.last_failure.as_ref().map(LastFailure::of),
            cases: checkout.cases.iter().map(Case::of).collect(),
        }
    }
}

impl<'a> Payment<'a> {
    fn of(payment: &'a payment::Payment) -> Self {
        let payment::Payment {
            attempt,
            method,
            amount,
            guaranteed,
            evidence,
            paid_at,
        } = payment;
        Self {
            method: *method,
            attempt,
            amount: *amount,
            evidence: *evidence,
            guaranteed: *guaranteed,
            paid_at: rfc3339(*paid_at),
        }
    }
}

/// Writes an answer down, to be sent now and perhaps again.
pub(super) fn write(object: &impl Serialize) -> Result<Bytes, Problem> {
    serde_json::to_vec(object)
        .map(Bytes::from)
        .map_err(|error| Problem::Internal(error.into()))
}

pub(super) fn respond(status: StatusCode, object: &impl Serialize) -> Result<Response, Problem> {
    Ok(idempotency::json(status, write(object)?))
}
