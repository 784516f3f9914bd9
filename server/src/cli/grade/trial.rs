use serde::Serialize;

/// One notification that an endpoint is tried with. Trials know what they send and what has to
/// come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Trial {
    /// No signature at all.
    Unsigned,
    /// None of the three headers.
    Bare,
    /// Signed with somebody else's secret.
    Forged,
    /// The signature of another body.
    OtherBody,
    /// The signature of another id.
    OtherId,
    /// An old signature under a new timestamp.
    Redated,
    /// Signed too long ago.
    Late,
    /// Signed in the future.
    Future,
    /// As Guichet sends it.
    Valid,
    /// The same a second time.
    Repeated,
    /// What happened before, told after it.
    OutOfOrder,
    /// While a secret is changed, two sign.
    TwoSecrets,
    /// The signature of the other kind comes first.
    OtherKindFirst,
    /// The same JSON, its names in alphabetical order.
    Sorted,
    /// The same JSON, spread over lines and written in ASCII.
    Spaced,
    /// Of a type that does not exist yet.
    UnknownType,
    /// The body comes in pieces.
    Dribbled,
    /// As much as a notification can hold.
    Large,
    /// A recording of the valid one.
    Replayed,
}

/// What an endpoint has to do with a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Expected {
    /// Take it: 2xx.
    Taken,
    /// Refuse it: 4xx.
    Refused,
}

impl Expected {
    pub(super) const fn status(self) -> &'static str {
        match self {
            Self::Taken => "2xx",
            Self::Refused => "4xx",
        }
    }
}

impl Trial {
    /// Every trial, as they are sent. What is to be refused comes first: if the shop acts on
    /// it, its order shows that.
    pub(super) const ALL: [Self; 19] = [
        Self::Unsigned,
        Self::Bare,
        Self::Forged,
        Self::OtherBody,
        Self::OtherId,
        Self::Redated,
        Self::Late,
        Self::Future,
        Self::Valid,
        Self::Repeated,
        Self::OutOfOrder,
        Self::TwoSecrets,
        Self::OtherKindFirst,
        Self::Sorted,
        Self::Spaced,
        Self::UnknownType,
        Self::Dribbled,
        Self::Large,
        Self::Replayed,
    ];

    /// Its name for programs. Stable.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::Bare => "bare",
            Self::Forged => "forged",
            Self::OtherBody => "other_body",
            Self::OtherId => "other_id",
            Self::Redated => "redated",
            Self::Late => "late",
            Self::Future => "future",
            Self::Valid => "valid",
            Self::Repeated => "repeated",
            Self::OutOfOrder => "out_of_order",
            Self::TwoSecrets => "two_secrets",
            Self::OtherKindFirst => "other_kind_first",
            Self::Sorted => "sorted",
            Self::Spaced => "spaced",
            Self::UnknownType => "unknown_type",
            Self::Dribbled => "dribbled",
            Self::Large => "large",
            Self::Replayed => "replayed",
        }
    }

    /// What is sent, in a few words.
    pub(super) const fn sends(self) -> &'static str {
        match self {
            Self::Unsigned => "without a signature",
            Self::Bare => "without any of the three headers",
            Self::Forged => "signed with another secret",
            Self::OtherBody => "the amount changed after it was signed",
            Self::OtherId => "the id changed after it was signed",
            Self::Redated => "the timestamp changed after it was signed",
            Self::Late => "signed ten minutes ago",
            Self::Future => "signed ten minutes from now",
            Self::Valid => "checkout.paid, as Guichet sends it",
            Self::Repeated => "the same again, under the same id",
            Self::OutOfOrder => "checkout.attempt_failed, which was before it",
            Self::TwoSecrets => "signed with another secret and with yours",
            Self::OtherKindFirst => "the v1a signature before the v1 signature",
            Self::Sorted => "the names in its JSON in alphabetical order",
            Self::Spaced => "its JSON spread over lines, accents escaped",
            Self::UnknownType => "of a type that does not exist yet",
            Self::Dribbled => "the body in pieces, over a while",
            Self::Large => "with all the metadata that a checkout can hold",
            Self::Replayed => "the valid one again, signed ten minutes ago",
        }
    }

    /// What has to be done with it.
    pub(super) const fn expected(self) -> Expected {
        match self {
            Self::Unsigned
            | Self::Bare
            | Self::Forged
            | Self::OtherBody
            | Self::OtherId
            | Self::Redated
            | Self::Late
            | Self::Future
            | Self::Replayed => Expected::Refused,
            Self::Valid
            | Self::Repeated
            | Self::OutOfOrder
            | Self::TwoSecrets
            | Self::OtherKindFirst
            | Self::Sorted
            | Self::Spaced
            | Self::UnknownType
            | Self::Dribbled
            | Self::Large => Expected::Taken,
        }
    }
}
