use jiff::Timestamp;
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use crate::{clock, fault::Subject, session::Session};

/// The body of a webhook.
///
/// Assumption: the envelope was not seen. The documented part is a `when` and the fields of
/// the status endpoint.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Notice {
    event: &'static str,
    when: String,
    session_id: Uuid,
    reference_id: Option<String>,
    #[serde(with = "flinks::amount::optional")]
    amount: Option<Money>,
    status: &'static str,
    status_details: Option<&'static str>,
}

impl Notice {
    /// A session has changed.
    pub(crate) fn status(session: &Session, when: Timestamp) -> Self {
        Self::about("SessionSetupStatusChanged", session, when)
    }

    /// A guarantee is issued and waits for the merchant's answer.
    ///
    /// Assumption: the event's name, and the same fields as those of the other webhook.
    pub(crate) fn guarantee(session: &Session, when: Timestamp) -> Self {
        Self::about("GuaranteeIssued", session, when)
    }

    fn about(event: &'static str, session: &Session, when: Timestamp) -> Self {
        let said = session.said();
        Self {
            event,
            when: clock::written(when),
            session_id: session.id,
            reference_id: session.order.reference.clone(),
            amount: session.amount,
            status: said.status,
            status_details: said.details,
        }
    }

    /// Whom it is about.
    pub(crate) fn subject(&self) -> Subject {
        Subject {
            session: Some(self.session_id.to_string()),
            reference: self.reference_id.clone(),
        }
    }

    /// As it goes over the wire, before anything distorts it.
    pub(crate) fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
