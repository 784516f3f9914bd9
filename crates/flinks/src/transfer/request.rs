use payment::{RequestId, SessionId};
use serde::{Deserialize, Serialize};

use crate::{
    fields::{Fields, PLAIN},
    word::Word,
};

/// The path of payment requests below the base address `[ET-ppr, ET-gpr]`.
pub const REQUESTS: [&str; 3] = ["api", "v1", "paymentrequests"];

/// The last part of the path that calls a payment request off `[E1-idx, CL-2026-05]`.
pub const CANCEL: &str = "cancel";

/// Whether the provider asks the network first (`refreshStatus=true`). Documented for debits
/// of the first version `[E-setup]`, which share the path; assumption: also good here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// It tells what it knows.
    Known,
    /// It asks first.
    FromNetwork,
}

impl Refresh {
    /// The query that goes with the address.
    #[must_use]
    pub const fn query(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Known => None,
            Self::FromNetwork => Some(("refreshStatus", "true")),
        }
    }
}

/// The body of `POST /api/v1/paymentrequests` `[ET-ppr]`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Activation<'a> {
    session_id: &'a SessionId,
}

impl<'a> From<&'a SessionId> for Activation<'a> {
    fn from(session_id: &'a SessionId) -> Self {
        Self { session_id }
    }
}

/// The answer to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activated {
    /// The payment request `[ET-ppr]`.
    pub request_id: RequestId,
}

/// The answer of `GET /api/v1/paymentrequests/{requestId}`, in both of its variants: older
/// `{requestId, status, ReferenceId, PaymentLink}` and newer `{id, status,
/// paymentReferenceNumber}` `[ET-gpr]`. The link is a capability and is not read.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    request_id: Option<RequestId>,
    id: Option<RequestId>,
    status: Option<Word>,
    payment_status: Option<Word>,
    /// Why it failed `[ET-gpr, PAY-trbl]`; no vocabulary is documented.
    pub status_details: Option<Word>,
}

impl Response {
    /// The payment request that the answer is about.
    #[must_use]
    pub const fn request(&self) -> Option<&RequestId> {
        match &self.request_id {
            Some(id) => Some(id),
            None => self.id.as_ref(),
        }
    }

    /// Its state: `status`, or `paymentStatus` as the troubleshooting page calls it
    /// `[PAY-trbl]`. An answer without either is no answer.
    #[must_use]
    pub const fn status(&self) -> Option<&Word> {
        match &self.status {
            Some(status) => Some(status),
            None => self.payment_status.as_ref(),
        }
    }
}

/// The documented fields, of both variants.
pub(crate) const FIELDS: Fields = &[
    ("requestId", PLAIN),
    ("id", PLAIN),
    ("status", PLAIN),
    ("paymentStatus", PLAIN),
    ("statusDetails", PLAIN),
    ("referenceId", PLAIN),
    ("ReferenceId", PLAIN),
    ("paymentLink", PLAIN),
    ("PaymentLink", PLAIN),
    ("paymentReferenceNumber", PLAIN),
];
