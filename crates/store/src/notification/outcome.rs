use std::{fmt, time::Duration};

use payment::Timestamp;

use crate::StoreError;

/// What came of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryOutcome {
    /// The endpoint took it.
    Delivered,
    /// The endpoint answered something else than 2xx.
    Refused,
    /// The endpoint did not answer in time.
    TimedOut,
    /// There was no connection to the endpoint, or it broke.
    Unreachable,
    /// The endpoint's address is one that nothing is sent to.
    AddressRefused,
    /// Nothing was sent: what is to be told is not what was written with its event.
    Altered,
}

impl TryOutcome {
    /// Every outcome.
    pub const ALL: [Self; 6] = [
        Self::Delivered,
        Self::Refused,
        Self::TimedOut,
        Self::Unreachable,
        Self::AddressRefused,
        Self::Altered,
    ];

    /// Its name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
            Self::AddressRefused => "address_refused",
            Self::Altered => "altered",
        }
    }
}

/// One try of a delivery.
#[derive(Clone, PartialEq, Eq)]
pub struct Try {
    /// When it ended.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: TryOutcome,
    /// The answer's HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// How long it took. Whole milliseconds are kept.
    pub took: Duration,
    /// The beginning of the answer's body: at most [`MAX_ANSWER`](crate::MAX_ANSWER) bytes
    /// are kept.
    pub answer: Vec<u8>,
}

/// Without the answer, which is a stranger's text.
impl fmt::Debug for Try {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Try")
            .field("at", &self.at)
            .field("outcome", &self.outcome)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct TryRow {
    at: i64,
    outcome: String,
    status: Option<i64>,
    took: i64,
    answer: Vec<u8>,
}

impl TryRow {
    pub(super) fn read(self) -> Result<Try, StoreError> {
        let corrupt = |column| StoreError::corrupt("delivery_try", column);
        Ok(Try {
            at: Timestamp::from_micros(self.at),
            outcome: TryOutcome::ALL
                .into_iter()
                .find(|outcome| outcome.as_str() == self.outcome)
                .ok_or_else(|| corrupt("outcome"))?,
            status: self
                .status
                .map(u16::try_from)
                .transpose()
                .map_err(|_| corrupt("status"))?,
            took: Duration::from_millis(u64::try_from(self.took).map_err(|_| corrupt("took"))?),
            answer: self.answer,
        })
    }
}
