//! `POST /api/v2/sessions` `[ET-init, G-init, E2-init]`.

mod kind;
mod options;
mod party;

use payment::{Delivery, Method, Money, Reference};
use serde::{Deserialize, Serialize};

pub use self::kind::{Currency, Direction, Kind, Language};
use self::{
    options::{Guarantee, Options},
    party::{Payee, Payor},
};
pub use super::new::{
    AmountModification, Consent, NewSession, Redirect, RedirectMode, SessionFault, Unsupported,
};
#[cfg(feature = "client")]
use crate::fields::{Fields, PLAIN};
use crate::{amount, limits::Limits};

/// The body of the request. Field by field as in the provider's examples `[ET-init, G-setup]`;
/// what is absent is left out.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_id: Option<&'a Reference>,
    r#type: Kind,
    direction: Direction,
    currency: Currency,
    #[serde(with = "amount::optional", skip_serializing_if = "Option::is_none")]
    amount: Option<Money>,
    #[serde(skip_serializing_if = "Options::is_empty")]
    options: Options<'a>,
    payor: Payor<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payee: Option<Payee<'a>>,
}

impl<'a> Request<'a> {
    /// The request for a session on an account with these limits.
    ///
    /// # Errors
    /// Everything that the provider would not take, at once.
    pub fn new(session: &'a NewSession, limits: Limits) -> Result<Self, Unsupported> {
        let faults = faults(session, limits);
        if !faults.is_empty() {
            return Err(Unsupported(faults));
        }
        let (kind, guarantee) = match session.method {
            Method::GuaranteedEft => (Kind::Eft, Some(Guarantee { enable: true })),
            Method::Eft => (Kind::Eft, Some(Guarantee { enable: false })),
            Method::ETransfer => (Kind::ETransfer, None),
        };
        Ok(Self {
            reference_id: session.reference.as_ref(),
            r#type: kind,
            direction: Direction::Debit,
            currency: Currency::Cad,
            amount: session.amount,
            options: Options::of(session, kind, guarantee),
            payor: Payor::of(session, kind),
            payee: session
                .payee_account
                .as_ref()
                .map(|account| Payee::of(account, kind)),
        })
    }
}

/// With the provider's own limits.
impl<'a> TryFrom<&'a NewSession> for Request<'a> {
    type Error = Unsupported;

    fn try_from(session: &'a NewSession) -> Result<Self, Unsupported> {
        Self::new(session, Limits::default())
    }
}

fn faults(session: &NewSession, limits: Limits) -> Vec<SessionFault> {
    let payee = session.method == Method::Eft && session.payee_account.is_some();
    let delivery = match (session.delivery, session.method) {
        (Delivery::Email, Method::GuaranteedEft | Method::Eft) => true,
        (Delivery::Email, Method::ETransfer) | (Delivery::Page, _) => false,
    };
    [
        session.amount_fault(limits),
        payee.then_some(SessionFault::Payee),
        delivery.then_some(SessionFault::Delivery),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The answer: 201 by the OpenAPI text of the shared path `[ET-yaml, E2-yaml]`; that it is
/// 201 for guaranteed EFT too is an assumption, so any success is taken. The `referenceId`
/// that comes with it is an echo and is not read.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The session. Whoever has it can read its status, so it is a secret `[G-stat]`.
    pub session_id: payment::SessionId,
}

/// The documented fields of the answer, which that of a guarantee's answer has too `[G-conf]`.
#[cfg(feature = "client")]
pub(crate) const FIELDS: Fields = &[("sessionId", PLAIN), ("referenceId", PLAIN)];
