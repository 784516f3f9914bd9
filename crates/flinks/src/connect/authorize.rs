//! `POST …/Authorize`: from a login to a request for its data `[PAY-start]`.

use payment::{LinkRequestId, LoginId};
use serde::{Deserialize, Serialize};

use super::{account::Login, code::FlinksCode, personal::Personal};

/// The body of the request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AuthorizeRequest {
    /// The login that the customer linked.
    pub login_id: LoginId,
    /// Whether what was collected when the customer linked it will do. Always: a live
    /// connection would need the customer at the bank again.
    pub most_recent_cached: bool,
}

impl AuthorizeRequest {
    /// Asks for the data of a login as it was collected.
    #[must_use]
    pub const fn cached(login_id: LoginId) -> Self {
        Self {
            login_id,
            most_recent_cached: true,
        }
    }
}

/// The answer, whatever its status.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AuthorizeResponse {
    /// Where to go on; not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// The HTTP status once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status_code: Option<u16>,
    /// What the bank asks, with HTTP 203.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_challenges: Option<Vec<Challenge>>,
    /// The login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<Login>,
    /// The bank, as the provider calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// The request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<LinkRequestId>,
    /// What went wrong, or is not ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flinks_code: Option<FlinksCode>,
}

/// The list of links, kept as it came: nothing reads it.
pub type Links = Box<serde_json::value::RawValue>;

/// A question of the bank.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Challenge {
    /// What kind of question.
    #[serde(default)]
    pub r#type: Option<String>,
    /// Its words.
    #[serde(default)]
    pub prompt: Option<Personal>,
}
