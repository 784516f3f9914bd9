use payment::{Delivery, Money, Reference};
use serde::Serialize;
use url::Url;

use crate::{
    amount,
    limits::Limits,
    session::create::{NewSession, SessionFault, Unsupported},
};

/// `POST /api/v1/sessions/initiate`: the merchant brings the customer to the app
/// `[ET-init-v1]`.
pub const INITIATE: [&str; 4] = ["api", "v1", "sessions", "initiate"];

/// `POST /api/v1/sessions/sendrequest`: the provider e-mails the customer the link
/// `[ET-send]`. The path is of a community library; the page names `/Sessions/SendRequest`.
pub const SEND_REQUEST: [&str; 4] = ["api", "v1", "sessions", "sendrequest"];

/// The body of either: the page says that both take the same fields `[ET-send]`. A community
/// library sends a `sessionId` alone to the second, which the page contradicts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request<'a> {
    /// Also written `ReferenceId`; mandatory on older pages, optional on the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_id: Option<&'a Reference>,
    /// A decimal `[ET-send]`; a text in a community library.
    #[serde(with = "amount")]
    amount: Money,
    /// First and last name, compared with the account holder's `[ET-send]`.
    customer_name: String,
    customer_email: &'a payment::Email,
    /// The pages that may hold the app. A list named `clientURIs` on older pages.
    #[serde(skip_serializing_if = "<[Url]>::is_empty")]
    client_urls: &'a [Url],
}

impl<'a> Request<'a> {
    /// The request for a session on an account with these limits.
    ///
    /// The payee is always the provider's default account, and the language is the
    /// provider's choice: the first version has a field for neither.
    ///
    /// # Errors
    /// Everything that the provider would not take, at once.
    pub fn new(session: &'a NewSession, limits: Limits) -> Result<Self, Unsupported> {
        let faults: Vec<SessionFault> = [
            session.amount_fault(limits),
            session
                .amount
                .is_none()
                .then_some(SessionFault::AmountMissing),
            session
                .payee_account
                .is_some()
                .then_some(SessionFault::Payee),
        ]
        .into_iter()
        .flatten()
        .collect();
        let (true, Some(amount)) = (faults.is_empty(), session.amount) else {
            return Err(Unsupported(faults));
        };
        let payer = &session.payer;
        Ok(Self {
            reference_id: session.reference.as_ref(),
            amount,
            customer_name: format!("{} {}", payer.first_name.as_str(), payer.last_name.as_str()),
            customer_email: &payer.email,
            client_urls: &session.client_urls,
        })
    }

    /// Where a session with this delivery is asked for.
    #[must_use]
    pub const fn path(delivery: Delivery) -> [&'static str; 4] {
        match delivery {
            Delivery::Page => INITIATE,
            Delivery::Email => SEND_REQUEST,
        }
    }
}
