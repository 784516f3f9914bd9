//! What stands beside an effect's name in an order.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

/// `true`: the member's presence says it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "bool", into = "bool")]
pub(crate) struct Always;

impl TryFrom<bool> for Always {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        value.then_some(Self).ok_or("only true makes sense here")
    }
}

impl From<Always> for bool {
    fn from(_: Always) -> Self {
        true
    }
}

/// An HTTP status of refusal: 400 to 599.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub(crate) struct Refusal(StatusCode);

impl Refusal {
    /// One of our own.
    pub(super) const fn of(status: StatusCode) -> Self {
        Self(status)
    }

    /// The status.
    pub(crate) fn status(self) -> StatusCode {
        self.0
    }
}

impl TryFrom<u16> for Refusal {
    type Error = &'static str;

    fn try_from(code: u16) -> Result<Self, Self::Error> {
        StatusCode::from_u16(code)
            .ok()
            .filter(|status| status.is_client_error() || status.is_server_error())
            .map(Self)
            .ok_or("a status of refusal is between 400 and 599")
    }
}

impl From<Refusal> for u16 {
    fn from(refusal: Refusal) -> Self {
        refusal.0.as_u16()
    }
}

/// The content type of a page that a proxy puts in the place of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct ContentType(String);

impl ContentType {
    /// A web page.
    pub(super) fn html() -> Self {
        Self("text/html".to_owned())
    }

    /// As a header has it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ContentType {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let known = |c: char| c.is_ascii_alphanumeric() || "/.+-=; ".contains(c);
        (text.contains('/') && text.len() <= 100 && text.chars().all(known))
            .then_some(Self(text))
            .ok_or("a content type is like text/html")
    }
}

impl From<ContentType> for String {
    fn from(kind: ContentType) -> Self {
        kind.0
    }
}

/// How long a token really works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum TokenLife {
    /// For one request; the next one is refused.
    OneRequest(Always),
    /// For so many seconds.
    Seconds(u32),
}
