use payment::{Money, SessionId};

use super::{
    NoSession,
    body::{Body, text},
    notice::envelope_drift,
};
use crate::{amount, drift::Drift, word::is_time};

/// The provider has issued a guarantee and waits for the merchant's answer
/// ([`confirm`](crate::session::confirm)). It is sent up to three times; if none is taken,
/// the session fails `[G-conf]`.
///
/// Assumption: neither the name nor the body is documented. The body is read as that of the
/// status webhook is, its event being `GuaranteeIssued`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuaranteeIssued {
    /// The session.
    pub session_id: SessionId,
    /// How much is guaranteed (`guaranteedAmount`, else `amount`), where the body says it.
    pub amount: Option<Money>,
    /// The provider's time stamp, as in the status webhook.
    pub when: Option<String>,
    /// Fields and event names that are not documented.
    pub drift: Vec<Drift>,
}

impl GuaranteeIssued {
    /// Reads a body, whatever its event is called.
    ///
    /// # Errors
    /// As for [`SessionStatusChanged::decode`](super::SessionStatusChanged::decode).
    pub fn decode(raw_body: &[u8]) -> Result<Self, NoSession> {
        let body = Body::read(raw_body).ok_or(NoSession)?;
        Self::of(&body).ok_or(NoSession)
    }

    pub(super) fn of(body: &Body<'_>) -> Option<Self> {
        let guaranteed = body.first(|level| amount::parse(level.guaranteed_amount?.get()));
        Some(Self {
            session_id: body.first(|level| text(level.session_id)?.parse().ok())?,
            amount: guaranteed.or_else(|| body.first(|level| amount::parse(level.amount?.get()))),
            when: body.first(|level| {
                text(level.when)
                    .filter(|when| is_time(when))
                    .map(String::from)
            }),
            drift: envelope_drift(body).collect(),
        })
    }
}
