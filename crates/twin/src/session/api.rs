use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which version of the provider's API made a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Api {
    /// `/api/v2/sessions`.
    #[default]
    V2,
    /// `/api/v1/sessions/initiate` and `/api/v1/sessions/sendrequest`.
    V1(PaymentRequest),
}

/// What a session of the first version has besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PaymentRequest {
    /// The `requestId`: nothing until the session is activated, and the customer cannot
    /// finish before that `[ET-ppr]`.
    pub(crate) id: Option<Uuid>,
    /// On which pages the app may be shown; any when there is none `[ET-init-v1]`.
    pub(crate) embedders: Vec<String>,
}

impl Api {
    /// The id of the payment request.
    pub(crate) fn request(&self) -> Option<Uuid> {
        match self {
            Self::V2 => None,
            Self::V1(request) => request.id,
        }
    }

    /// Whether the customer can finish.
    pub(crate) fn is_active(&self) -> bool {
        match self {
            Self::V2 => true,
            Self::V1(request) => request.id.is_some(),
        }
    }

    /// The pages that the app may be shown on, where there is a list.
    pub(crate) fn embedders(&self) -> &[String] {
        match self {
            Self::V2 => &[],
            Self::V1(request) => &request.embedders,
        }
    }
}
