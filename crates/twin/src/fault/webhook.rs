use serde::{Deserialize, Serialize};

/// What happens to a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WebhookFault {
    /// It is never sent.
    Lost,
    /// It is sent twice.
    Doubled,
    /// It is sent `seconds` later; without `seconds` when the clock is moved next.
    Late,
    /// It is sent after the one that comes after it; where none comes, ten minutes later.
    Reordered,
    /// It is signed with another secret.
    BadlySigned,
    /// It is signed as another document says: another header, another writing.
    OtherStyle,
    /// It is sent, and once more `seconds` later; without `seconds` when the clock is moved
    /// next.
    Replayed,
}

impl WebhookFault {
    /// Whether it can strike a webhook that is tried again until it is taken.
    pub(super) const fn strikes_tries(self) -> bool {
        match self {
            Self::Lost | Self::BadlySigned | Self::OtherStyle => true,
            Self::Doubled | Self::Late | Self::Reordered | Self::Replayed => false,
        }
    }

    /// Its word in an order.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Doubled => "doubled",
            Self::Late => "late",
            Self::Reordered => "reordered",
            Self::BadlySigned => "badly_signed",
            Self::OtherStyle => "other_style",
            Self::Replayed => "replayed",
        }
    }
}
