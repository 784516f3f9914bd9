//! `GET /api/v1/pads/{padId}`: the debit agreement, and where it is signed `[E1-pad]`.

use std::fmt;

use serde::Deserialize;
use url::Url;

use crate::{
    drift::Drift,
    fields::{self, Fields, Object, PLAIN},
    word::Word,
};

/// Every field of the answer `[E1-pad]`.
const FIELDS: Fields = &[
    ("id", PLAIN),
    ("padLink", PLAIN),
    ("amount", PLAIN),
    ("frequency", PLAIN),
    ("status", PLAIN),
    ("startDate", PLAIN),
    ("endDate", PLAIN),
    ("transactionsCount", PLAIN),
    ("createdAt", PLAIN),
    ("lastModifiedAt", PLAIN),
    ("payor", Object(PAYOR)),
    ("payee", Object(PAYEE)),
];

const PAYOR: Fields = &[
    ("name", PLAIN),
    ("email", PLAIN),
    ("type", PLAIN),
    ("institutionCode", PLAIN),
    ("transitNumber", PLAIN),
    ("accountNumber", PLAIN),
];

const PAYEE: Fields = &[
    ("name", PLAIN),
    ("email", PLAIN),
    ("address", Object(ADDRESS)),
];

const ADDRESS: Fields = &[
    ("addressLine1", PLAIN),
    ("addressLine2", PLAIN),
    ("addressLine3", PLAIN),
];

/// The answer. The names, addresses and accounts of both sides are not read.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// Where the agreement is signed: `/pad/…` below the provider's address.
    pub pad_link: String,
    /// Its state. `Active` is the only documented word.
    #[serde(default)]
    pub status: Option<Word>,
}

impl Response {
    /// The fields of an answer that are not documented.
    #[must_use]
    pub fn unknown_fields(body: &[u8]) -> Vec<Drift> {
        fields::drift(body, FIELDS)
    }
}

/// The link is a capability, so it does not print itself.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Where the payer signs the agreement. Whoever has it can sign, so it does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct PadLink(Url);

impl PadLink {
    /// The address that a link of the provider stands for.
    ///
    /// The documented ones begin with a slash, and belong to `base_url` `[E1-pad]`. A whole
    /// address is taken where it is as safe as `base_url` is. Everything else is `None`: a
    /// person is going to be sent there.
    #[must_use]
    pub fn resolve(link: &str, base_url: &Url) -> Option<Self> {
        let url = base_url.join(link).ok()?;
        let is_safe = url.scheme() == "https" || url.origin() == base_url.origin();
        let is_plain = url.has_host() && url.username().is_empty() && url.password().is_none();
        (is_safe && is_plain).then_some(Self(url))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl From<PadLink> for Url {
    fn from(link: PadLink) -> Self {
        link.0
    }
}

impl fmt::Debug for PadLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PadLink(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(link: &str) -> Option<String> {
        let base = "https://payments.example/".parse().expect("a URL");
        PadLink::resolve(link, &base).map(|link| link.as_str().to_owned())
    }

    #[test]
    fn a_link_belongs_to_the_providers_address() {
        assert_eq!(
            resolved("/pad/a1b2").as_deref(),
            Some("https://payments.example/pad/a1b2")
        );
        assert_eq!(
            resolved("https://sign.example/a").as_deref(),
            Some("https://sign.example/a")
        );
    }

    #[test]
    fn nobody_is_sent_to_an_unsafe_address() {
        for link in [
            "javascript:alert(1)",
            "data:text/html,x",
            "http://payments.example/pad/a",
            "https://someone@sign.example/",
            "https://",
        ] {
            assert_eq!(resolved(link), None, "{link}");
        }
    }

    #[test]
    fn a_link_does_not_print_itself() {
        let base = "https://payments.example".parse().expect("a URL");
        let link = PadLink::resolve("/pad/canary", &base).expect("safe");
        assert!(!format!("{link:?}").contains("canary"));
        let response: Response =
            serde_json::from_str(r#"{"padLink":"/pad/canary"}"#).expect("reads");
        assert!(!format!("{response:?}").contains("canary"));
    }
}
