use payment::FailureCode;

use super::SessionStatus;
use crate::word::Word;

/// What a session's status means: the `EFTxxxx` family `[G-stat, G-idx, G-prod]`.
///
/// It is documented for guaranteed EFT and, in part, for regular EFT `[E2-init]`. For
/// e-Transfer no list is documented; assumption: where a code of this family stands there,
/// it means the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// `EFT0101`: made, the customer has not begun.
    Created,
    /// `EFT0301`: the debit is scheduled.
    Scheduled,
    /// `EFT0302`: the account is confirmed, the debit agreement not signed. Not paid.
    AgreementMissing,
    /// `EFT0401`: the bank refused the sign-in.
    SignInFailed,
    /// `EFT0402`: no guarantee was offered.
    NotGuaranteed,
    /// `EFT0403`: the account holder is not the payer.
    NameMismatch,
    /// `EFT0404`: the account does not hold enough. Only the newest page has it.
    LowBalance,
    /// `EFT0501`: called off through the API.
    Canceled,
    /// `EFT0601`: out of time.
    TimedOut,
    /// A code that is not documented.
    Unknown(Word),
}

impl From<&Word> for Code {
    fn from(word: &Word) -> Self {
        match word.as_str() {
            "EFT0101" => Self::Created,
            "EFT0301" => Self::Scheduled,
            "EFT0302" => Self::AgreementMissing,
            "EFT0401" => Self::SignInFailed,
            "EFT0402" => Self::NotGuaranteed,
            "EFT0403" => Self::NameMismatch,
            "EFT0404" => Self::LowBalance,
            "EFT0501" => Self::Canceled,
            "EFT0601" => Self::TimedOut,
            _ => Self::Unknown(word.clone()),
        }
    }
}

impl Code {
    /// Our name for the failure that the code tells, where it tells one.
    #[must_use]
    pub const fn failure(&self) -> Option<FailureCode> {
        match self {
            Self::SignInFailed => Some(FailureCode::SignInFailed),
            Self::NotGuaranteed => Some(FailureCode::NotGuaranteed),
            Self::NameMismatch => Some(FailureCode::NameMismatch),
            Self::LowBalance => Some(FailureCode::LowBalance),
            Self::Created
            | Self::Scheduled
            | Self::AgreementMissing
            | Self::Canceled
            | Self::TimedOut
            | Self::Unknown(_) => None,
        }
    }

    /// Whether the code says that the customer came through: money may be moving.
    #[must_use]
    pub const fn is_completion(&self) -> bool {
        match self {
            Self::Scheduled | Self::AgreementMissing => true,
            Self::Created
            | Self::SignInFailed
            | Self::NotGuaranteed
            | Self::NameMismatch
            | Self::LowBalance
            | Self::Canceled
            | Self::TimedOut
            | Self::Unknown(_) => false,
        }
    }

    /// The status that the code is documented under; `None` for an unknown code.
    pub(super) const fn status(&self) -> Option<SessionStatus> {
        match self {
            Self::Created => Some(SessionStatus::Initiated),
            Self::Scheduled | Self::AgreementMissing => Some(SessionStatus::Completed),
            Self::SignInFailed | Self::NotGuaranteed | Self::NameMismatch | Self::LowBalance => {
                Some(SessionStatus::Failed)
            }
            Self::Canceled => Some(SessionStatus::Canceled),
            Self::TimedOut => Some(SessionStatus::Expired),
            Self::Unknown(_) => None,
        }
    }
}
