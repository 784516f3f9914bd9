//! A checkout as the API shows it. The Flinks session is not part of it: whoever has a
//! session's id can read the payment at the provider.

use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use payment::{
    AttemptId, AttemptState, BankAccount, CanceledBy, CaseKind, CheckoutId, Email, End, Evidence,
    FailureCode, Locale, Metadata, Method, Mode, Money, Name, PageToken, PostalCode, Province,
    Reference, Status,
};
use serde::Serialize;

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

/// What the merchant told, and nothing that the customer typed.
#[derive(Debug, Serialize)]
struct Customer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a Email>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address<'a>>,
}

#[derive(Debug, Serialize)]
struct Address<'a> {
    line1: &'a Name,
    #[serde(skip_serializing_if = "Option::is_none")]
    line2: Option<&'a Name>,
    city: &'a Name,
    province: &'a Province,
    postal_code: &'a PostalCode,
    country: &'static str,
}

#[derive(Debug, Serialize)]
struct Attempt<'a> {
    id: &'a AttemptId,
    method: Method,
    status: AttemptStatus,
    amount: Money,
    locale: Locale,
    created_at: String,
    ended_at: Option<String>,
    failure: Option<Failure<'a>>,
    canceled_by: Option<CanceledBy>,
    last_step: Option<&'a str>,
}

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum AttemptStatus {
    Opening,
    Processing,
    Paid,
    Failed,
    Canceled,
    Superseded,
}

#[derive(Debug, Serialize)]
struct Failure<'a> {
    code: FailureCode,
    detail: Option<&'a str>,
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

#[derive(Debug, Serialize)]
struct LastFailure<'a> {
    code: FailureCode,
    detail: Option<&'a str>,
    attempt: &'a AttemptId,
    at: String,
}

#[derive(Debug, Serialize)]
struct Case<'a> {
    kind: CaseKind,
    attempt: &'a AttemptId,
    amount: Money,
    at: String,
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

impl<'a> Customer<'a> {
    fn of(customer: &'a payment::Customer) -> Self {
        let payment::Customer {
            first_name,
            last_name,
            email,
            address,
        } = customer;
        Self {
            first_name: first_name.as_ref(),
            last_name: last_name.as_ref(),
            email: email.as_ref(),
            address: address.as_ref().map(Address::of),
        }
    }
}

impl<'a> Address<'a> {
    fn of(address: &'a payment::Address) -> Self {
        let payment::Address {
            line1,
            line2,
            city,
            province,
            postal_code,
        } = address;
        Self {
            line1,
            line2: line2.as_ref(),
            city,
            province,
            postal_code,
            country: "CA",
        }
    }
}

impl<'a> Attempt<'a> {
    fn of(attempt: &'a payment::Attempt) -> Self {
        let (status, ended_at) = match &attempt.state {
            AttemptState::Opening => (AttemptStatus::Opening, None),
            AttemptState::Live => (AttemptStatus::Processing, None),
            AttemptState::Ended { end, at } => {
                let status = match end {
                    End::Paid { .. } => AttemptStatus::Paid,
                    End::Failed(_) => AttemptStatus::Failed,
                    End::Canceled(_) => AttemptStatus::Canceled,
                    End::Superseded => AttemptStatus::Superseded,
                };
                (status, Some(rfc3339(*at)))
            }
        };
        let (failure, canceled_by) = match attempt.end() {
            Some(End::Failed(failure)) => (Some(failure), None),
            Some(End::Canceled(by)) => (None, Some(*by)),
            Some(End::Paid { .. } | End::Superseded) | None => (None, None),
        };
        Self {
            id: &attempt.id,
            method: attempt.method,
            status,
            amount: attempt.amount,
            locale: attempt.locale,
            created_at: rfc3339(attempt.started_at),
            ended_at,
            failure: failure.map(|failure| Failure {
                code: failure.code,
                detail: failure.detail.as_deref(),
            }),
            canceled_by,
            last_step: attempt.last_step().map(payment::StepName::as_str),
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

impl<'a> LastFailure<'a> {
    fn of(last: &'a payment::LastFailure) -> Self {
        let payment::LastFailure {
            attempt,
            failure,
            at,
        } = last;
        Self {
            code: failure.code,
            detail: failure.detail.as_deref(),
            attempt,
            at: rfc3339(*at),
        }
    }
}

impl<'a> Case<'a> {
    fn of(case: &'a payment::Case) -> Self {
        let payment::Case {
            kind,
            attempt,
            amount,
            at,
        } = case;
        Self {
            kind: *kind,
            attempt,
            amount: *amount,
            at: rfc3339(*at),
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
