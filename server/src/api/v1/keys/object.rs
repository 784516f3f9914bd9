use payment::{KeyId, Mode};
use serde::Serialize;
use store::ListedKey;

use crate::{api::key::ApiKey, clock::rfc3339};

/// `"object": "key"`
///
/// Never to be formatted: it shows a secret once.
#[derive(Serialize)]
pub(super) struct Key<'a> {
    id: &'a KeyId,
    object: &'static str,
    mode: Mode,
    scope: &'static str,
    /// The last four characters of the key.
    ends_in: &'a str,
    created_at: String,
    /// To within a minute.
    last_used_at: Option<String>,
    revoked_at: Option<String>,
    /// The key itself. Shown when it is made, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<&'a str>,
}

impl<'a> Key<'a> {
    pub(super) fn of(key: &'a ListedKey) -> Self {
        let ListedKey {
            id,
            merchant: _,
            hint,
            mode,
            scope,
            created_at,
            used_at,
            revoked_at,
        } = key;
        Self {
            id,
            object: "key",
            mode: *mode,
            scope: scope.as_str(),
            ends_in: hint.as_str(),
            created_at: rfc3339(*created_at),
            last_used_at: used_at.map(rfc3339),
            revoked_at: revoked_at.map(rfc3339),
            api_key: None,
        }
    }

    /// The same with the key itself, for the one answer that shows it.
    pub(super) fn revealing(self, api_key: &'a ApiKey) -> Self {
        Self {
            api_key: Some(api_key.expose()),
            ..self
        }
    }
}
