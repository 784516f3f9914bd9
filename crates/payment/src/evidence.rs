use serde::{Deserialize, Serialize};

/// How a fact is known, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The customer's browser said so: a form, or a message from the bank frame.
    Browser,
    /// A signed notification from the provider.
    Webhook,
    /// The provider's own answer to a question of ours.
    StatusRead,
    /// A row of the provider's end-of-day report.
    Report,
    /// Our clock passed a moment fixed before.
    Clock,
    /// The merchant said so through the API.
    Merchant,
}

impl Evidence {
    /// Every kind, weakest first.
    pub const ALL: [Self; 6] = [
        Self::Browser,
        Self::Webhook,
        Self::StatusRead,
        Self::Report,
        Self::Clock,
        Self::Merchant,
    ];

    /// Its name in the API, in the log and in figures.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Webhook => "webhook",
            Self::StatusRead => "status_read",
            Self::Report => "report",
            Self::Clock => "clock",
            Self::Merchant => "merchant",
        }
    }
}

/// Evidence that can move money: the only kinds with which a [reading](crate::Reading)
/// can be reported at all. That a browser or a webhook can pay nothing is a matter of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// See [`Evidence::StatusRead`].
    StatusRead,
    /// See [`Evidence::Report`].
    Report,
}

impl From<Proof> for Evidence {
    fn from(proof: Proof) -> Self {
        match proof {
            Proof::StatusRead => Self::StatusRead,
            Proof::Report => Self::Report,
        }
    }
}
