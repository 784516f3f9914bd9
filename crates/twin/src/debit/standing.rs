use std::time::Duration;

use flinks::return_code::ReturnCode;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::DebitOrder;

/// How long after its date a payment is settled. Assumption: one day; the provider's times
/// are not documented.
const SETTLING: Duration = Duration::from_secs(24 * 60 * 60);

/// Where a payment of the first version of EFT stands `[E1-idx]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    /// Made; the agreement is not signed.
    Initiated,
    /// The agreement was shown. Only the control plane leads here.
    Processing,
    /// The agreement is signed.
    Accepted,
    /// Sent to the bank.
    Processed,
    /// Paid out.
    Settled,
    /// Called off.
    Cancelled,
    /// It went wrong, for no stated reason.
    Failed,
    /// The bank sent it back, with this code.
    Returned(Return),
}

/// Why the bank sent a payment back: a code of the provider's table `[E-fail]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Return(ReturnCode);

impl TryFrom<String> for Return {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let code = text
            .parse()
            .ok()
            .filter(|code: &ReturnCode| code.is_documented());
        code.map(Self).ok_or("not a documented return code")
    }
}

impl From<Return> for String {
    fn from(Return(code): Return) -> Self {
        code.to_string()
    }
}

/// A place that the control plane can move a payment to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target(pub(crate) Standing);

impl Standing {
    /// The payment request's `status`. Assumption: a returned payment is `Failed`; the list
    /// of words that was seen has none for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Initiated => "Initiated",
            Self::Processing => "Processing",
            Self::Accepted => "Accepted",
            Self::Processed => "Processed",
            Self::Settled => "Settled",
            Self::Cancelled => "Cancelled",
            Self::Failed | Self::Returned(_) => "Failed",
        }
    }

    /// The payment request's `statusDetails`. Assumption: the code of the return.
    pub(crate) fn details(self) -> Option<String> {
        match self {
            Self::Returned(code) => Some(code.into()),
            Self::Initiated
            | Self::Processing
            | Self::Accepted
            | Self::Processed
            | Self::Settled
            | Self::Cancelled
            | Self::Failed => None,
        }
    }

    /// The schedule's `status`: `Active` from the moment it is made `[E1-tx, E1-sched]`, and
    /// `Executed` once its payment is processed `[D-sched]`.
    ///
    /// Assumption: the words of one that is over are those of `EftStatus` `[E1-idx]`.
    pub(crate) const fn schedule_word(self) -> &'static str {
        match self {
            Self::Initiated | Self::Processing | Self::Accepted => "Active",
            Self::Processed | Self::Settled => "Executed",
            Self::Cancelled => "Cancelled",
            Self::Failed | Self::Returned(_) => "Rejected",
        }
    }

    /// Whether the agreement can still be signed.
    pub(crate) const fn is_unsigned(self) -> bool {
        matches!(self, Self::Initiated | Self::Processing)
    }

    /// Whether the merchant can still call it off: until it is sent to the bank.
    pub(crate) const fn can_be_cancelled(self) -> bool {
        matches!(self, Self::Initiated | Self::Processing | Self::Accepted)
    }

    /// Where the clock has led by then: an accepted payment is processed on its date and
    /// settled a day later.
    pub(super) fn at(self, order: &DebitOrder, now: Timestamp) -> Self {
        let Some(day) = beginning(order.start) else {
            return self;
        };
        let settled = day.saturating_add(SETTLING).unwrap_or(Timestamp::MAX);
        match self {
            Self::Accepted | Self::Processed if now >= settled => Self::Settled,
            Self::Accepted if now >= day => Self::Processed,
            Self::Initiated
            | Self::Processing
            | Self::Accepted
            | Self::Processed
            | Self::Settled
            | Self::Cancelled
            | Self::Failed
            | Self::Returned(_) => self,
        }
    }
}

fn beginning(date: Date) -> Option<Timestamp> {
    let zoned = date.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp())
}

impl Target {
    const WORDS: [(&'static str, Standing); 8] = [
        ("Initiated", Standing::Initiated),
        ("Processing", Standing::Processing),
        ("Accepted", Standing::Accepted),
        ("Processed", Standing::Processed),
        ("Settled", Standing::Settled),
        ("Cancelled", Standing::Cancelled),
        ("Canceled", Standing::Cancelled),
        ("Failed", Standing::Failed),
    ];

    /// The place of that name: a status, or `Returned:901` with a documented code.
    pub(crate) fn named(name: &str) -> Option<Self> {
        if let Some((word, code)) = name.split_once(':') {
            let code = Return::try_from(code.to_owned()).ok()?;
            return word
                .eq_ignore_ascii_case("Returned")
                .then_some(Self(Standing::Returned(code)));
        }
        let mut words = Self::WORDS.iter();
        words
            .find(|(word, _)| word.eq_ignore_ascii_case(name))
            .map(|(_, standing)| Self(*standing))
    }

    /// Every name that a payment can be driven to.
    pub(crate) fn names() -> Vec<String> {
        let words = Self::WORDS.iter().map(|(word, _)| (*word).to_owned());
        words
            .chain(ReturnCode::ALL.map(|code| format!("Returned:{code}")))
            .collect()
    }
}
