use payment::Timestamp;

/// Whether an endpoint is sent anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Enabled,
    /// It is not. What was waiting for it when that began is among its dead letters.
    Disabled {
        /// Since when.
        since: Timestamp,
        /// Why.
        reason: DisabledReason,
    },
}

/// Why an endpoint is sent nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisabledReason {
    /// The merchant wants it so.
    Merchant,
    /// It answered that it is gone for good.
    Gone,
}

impl DisabledReason {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::Merchant, Self::Gone];

    /// Its name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merchant => "merchant",
            Self::Gone => "gone",
        }
    }
}

impl Standing {
    pub(super) fn read(since: Option<i64>, reason: Option<&str>) -> Option<Self> {
        let Some(since) = since else {
            return Some(Self::Enabled);
        };
        let reason = DisabledReason::ALL
            .into_iter()
            .find(|known| Some(known.as_str()) == reason)?;
        Some(Self::Disabled {
            since: Timestamp::from_micros(since),
            reason,
        })
    }
}
