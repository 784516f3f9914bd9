use payment::{EndpointId, Mode, NotificationKind};
use serde::Serialize;
use store::{DisabledReason, EndpointSecret, Kinds, Standing};

use crate::{clock::rfc3339, notify};

/// `"object": "webhook_endpoint"`
///
/// Never to be formatted: it shows a secret once, and its address may hold another.
#[derive(Serialize)]
pub(super) struct Endpoint<'a> {
    id: &'a EndpointId,
    object: &'static str,
    mode: Mode,
    url: &'a str,
    description: &'a str,
    events: Vec<&'static str>,
    status: Status,
    disabled_at: Option<String>,
    /// Who disabled it: `merchant`, or `gone` where it answered that it is no more.
    disabled_reason: Option<&'static str>,
    /// Since when nothing has arrived there.
    failing_since: Option<String>,
    /// What signatures `v1a` are verified with, newest first. While a rotation overlaps there
    /// is more than one.
    public_keys: Vec<String>,
    /// What signatures `v1` are verified with. Shown when it is made, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    created_at: String,
}

/// Whether it is sent anything.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Enabled,
    Disabled,
}

impl<'a> Endpoint<'a> {
    /// `secrets` are what it is signed with, newest first.
    pub(super) fn of(endpoint: &'a store::Endpoint, secrets: &[EndpointSecret]) -> Self {
        let store::Endpoint {
            id,
            merchant: _,
            mode,
            url,
            description,
            kinds,
            standing,
            failing_since,
            created_at,
        } = endpoint;
        let (status, disabled_at, disabled_reason) = match standing {
            Standing::Enabled => (Status::Enabled, None, None),
            Standing::Disabled { since, reason } => (
                Status::Disabled,
                Some(rfc3339(*since)),
                Some(DisabledReason::as_str(*reason)),
            ),
        };
        Self {
            id,
            object: "webhook_endpoint",
            mode: *mode,
            url,
            description,
            events: match kinds {
                Kinds::All => vec!["*"],
                Kinds::Only(kinds) => kinds
                    .iter()
                    .map(|kind| NotificationKind::as_str(*kind))
                    .collect(),
            },
            status,
            disabled_at,
            disabled_reason,
            failing_since: failing_since.map(rfc3339),
            public_keys: secrets.iter().map(notify::public_key).collect(),
            secret: None,
            created_at: rfc3339(*created_at),
        }
    }

    /// The same with its newest secret, for the one answer that shows it.
    pub(super) fn revealing(self, secret: &EndpointSecret) -> Self {
        Self {
            secret: Some(notify::shared_secret(secret)),
            ..self
        }
    }
}
