//! A checkout as the API shows it. The Flinks session is not part of it: whoever has a
//! session's id can read the payment at the provider.

mod attempt;
mod customer;
mod failure;

use payment::{
    AttemptId, BankAccount, CheckoutId, Delivery, Evidence, Locale, Metadata, Method, Mode, Money,
    PageToken, PaymentLinkId, Reference, Status, Theme,
};
use serde::Serialize;

use self::{
    attempt::Attempt,
    customer::Customer,
    failure::{Case, LastFailure},
};
use crate::{clock::rfc3339, config::PublicUrl, own_domain::Domains};

/// `"object": "checkout"`
#[derive(Serialize)]
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
    /// By which light the page is shown; `auto` is as all of the merchant's pages are.
    theme: Theme,
    success_url: Option<&'a str>,
    cancel_url: Option<&'a str>,
    metadata: &'a Metadata,
    /// The payment link by which the customer came.
    payment_link: Option<&'a PaymentLinkId>,
    created_at: String,
    expires_at: String,
    attempts: Vec<Attempt<'a>>,
    payment: Option<Payment<'a>>,
    /// Cents that the payment left open; `null` when there is none, or no payment.
    shortfall: Option<Money>,
    last_failure: Option<LastFailure<'a>>,
    cases: Vec<Case<'a>>,
    /// What the payment was claimed for.
    claim: Option<Claim<'a>>,
}

#[derive(Serialize)]
struct Claim<'a> {
    order_id: &'a str,
    claimed_at: String,
}

/// The one payment that counts. Nothing of it ever changes.
#[derive(Serialize)]
pub(super) struct Payment<'a> {
    method: Method,
    attempt: &'a AttemptId,
    amount: Money,
    evidence: Evidence,
    guaranteed: bool,
    paid_at: String,
}

impl<'a> Checkout<'a> {
    pub(super) fn of(
        checkout: &'a payment::Checkout,
        token: &PageToken,
        domains: &Domains,
    ) -> Self {
        let url = domains.url_of(&checkout.merchant, checkout.order.mode);
        Self::at(checkout, token, &url)
    }

    fn at(checkout: &'a payment::Checkout, token: &PageToken, public_url: &PublicUrl) -> Self {
        let order = &checkout.order;
        Self {
            id: &checkout.id,
            object: "checkout",
            mode: order.mode,
            status: checkout.status(),
            url: public_url.join(format_args!("/c/{}", token.as_str())),
            amount: order.amount,
            currency: "CAD",
            reference: order.reference.as_ref(),
            methods: &order.methods,
            customer: Customer::of(&order.customer),
            payee_account: order.payee_account.as_ref(),
            delivery: order.delivery,
            locale: order.locale,
            theme: order.theme,
            success_url: order.success_url.as_deref(),
            cancel_url: order.cancel_url.as_deref(),
            metadata: &order.metadata,
            payment_link: order.payment_link.as_ref(),
            created_at: rfc3339(checkout.created_at),
            expires_at: rfc3339(checkout.expires_at),
            attempts: checkout.attempts.iter().map(Attempt::of).collect(),
            payment: checkout.payment().map(Payment::of),
            shortfall: checkout.shortfall(),
            last_failure: checkout.last_failure.as_ref().map(LastFailure::of),
            cases: checkout.cases.iter().map(Case::of).collect(),
            claim: checkout.fulfilment.as_ref().map(Claim::of),
        }
    }
}

impl<'a> Claim<'a> {
    fn of(fulfilment: &'a payment::Fulfilment) -> Self {
        let payment::Fulfilment { order, claimed_at } = fulfilment;
        Self {
            order_id: order.as_str(),
            claimed_at: rfc3339(*claimed_at),
        }
    }
}

impl<'a> Payment<'a> {
    pub(super) fn of(payment: &'a payment::Payment) -> Self {
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

/// The same for who is no caller: what notifications carry.
pub(crate) fn shown(
    checkout: &payment::Checkout,
    token: &PageToken,
    public_url: &PublicUrl,
) -> impl Serialize {
    Checkout::at(checkout, token, public_url)
}
