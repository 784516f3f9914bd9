use serde::{Deserialize, Deserializer};

use crate::{
    drift::{Drift, DriftKind},
    word::Word,
};

/// What Connect says about a call, beside the HTTP status `[C-err]`.
///
/// Codes marked `[SDK]` are known from an unverified library only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlinksCode {
    /// 202: the data is being collected; ask again.
    OperationPending,
    /// 202: it takes more than 210 seconds; ask again.
    OperationDispatched,
    /// 400: the request id is known no more.
    SessionNonexistent,
    /// 400: the login is in use.
    CardInUse,
    /// 401: the keys do not fit.
    AccessDenied,
    /// 401: the login id or the sign-in is wrong.
    InvalidLogin,
    /// 401: something is missing in the request.
    InvalidRequest,
    /// 401: an answer to the bank's question is wrong.
    InvalidSecurityResponse,
    /// 401: the user name is wrong.
    InvalidUsername,
    /// 401: the password is wrong.
    InvalidPassword,
    /// 401: the bank asks something that has no stored answer.
    QuestionNotFound,
    /// 401: the bank cannot be reached.
    RetryLater,
    /// 401, not 429: too many requests.
    TooManyRequests,
    /// 401: an answer to another question than the one that was asked.
    UnknownChallengeKey,
    /// Another session of this login is open `[SDK]`.
    ConcurrentSession,
    /// The login was not authorized `[SDK]`.
    Unauthorized,
    /// The bank has closed the login `[SDK; C-test names it for a test user]`.
    DisabledLogin,
    /// The customer has to do something at the bank first `[SDK]`.
    NewAccount,
    /// The request ran out of time `[SDK]`.
    SessionExpired,
    /// The login was authorized before `[SDK]`.
    AlreadyAuthorized,
    /// The account has no transactions, or too few `[SDK]`.
    NoTransaction,
    /// The bank is not available `[SDK]`.
    DisabledInstitution,
    /// The provider failed `[SDK]`.
    AggregationError,
    /// The call is not allowed for this merchant `[SDK]`.
    MethodNotAvailable,
    /// A code that is not documented.
    Unknown(Word),
}

impl FlinksCode {
    /// Every known code.
    pub const ALL: [Self; 24] = [
        Self::OperationPending,
        Self::OperationDispatched,
        Self::SessionNonexistent,
        Self::CardInUse,
        Self::AccessDenied,
        Self::InvalidLogin,
        Self::InvalidRequest,
        Self::InvalidSecurityResponse,
        Self::InvalidUsername,
        Self::InvalidPassword,
        Self::QuestionNotFound,
        Self::RetryLater,
        Self::TooManyRequests,
        Self::UnknownChallengeKey,
        Self::ConcurrentSession,
        Self::Unauthorized,
        Self::DisabledLogin,
        Self::NewAccount,
        Self::SessionExpired,
        Self::AlreadyAuthorized,
        Self::NoTransaction,
        Self::DisabledInstitution,
        Self::AggregationError,
        Self::MethodNotAvailable,
    ];

    /// The code as the provider writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::OperationPending => "OPERATION_PENDING",
            Self::OperationDispatched => "OPERATION_DISPATCHED",
            Self::SessionNonexistent => "SESSION_NONEXISTENT",
            Self::CardInUse => "CARD_IN_USE",
            Self::AccessDenied => "ACCESS_DENIED",
            Self::InvalidLogin => "INVALID_LOGIN",
            Self::InvalidRequest => "INVALID_REQUEST",
            Self::InvalidSecurityResponse => "INVALID_SECURITY_RESPONSE",
            Self::InvalidUsername => "INVALID_USERNAME",
            Self::InvalidPassword => "INVALID_PASSWORD",
            Self::QuestionNotFound => "QUESTION_NOT_FOUND",
            Self::RetryLater => "RETRY_LATER",
            Self::TooManyRequests => "TOO_MANY_REQUESTS",
            Self::UnknownChallengeKey => "UNKNOWN_CHALLENGE_KEY",
            Self::ConcurrentSession => "CONCURRENT_SESSION",
            Self::Unauthorized => "UNAUTHORIZED",
            Self::DisabledLogin => "DISABLED_LOGIN",
            Self::NewAccount => "NEW_ACCOUNT",
            Self::SessionExpired => "SESSION_EXPIRED",
            Self::AlreadyAuthorized => "ALREADY_AUTHORIZED",
            Self::NoTransaction => "NO_TRANSACTION",
            Self::DisabledInstitution => "DISABLED_INSTITUTION",
            Self::AggregationError => "AGGREGATION_ERROR",
            Self::MethodNotAvailable => "METHOD_NOT_AVAILABLE",
            Self::Unknown(word) => word.as_str(),
        }
    }

    /// The HTTP status that the code is documented with, where it is.
    #[must_use]
    pub const fn http_status(&self) -> Option<u16> {
        match self {
            Self::OperationPending | Self::OperationDispatched => Some(202),
            Self::SessionNonexistent | Self::CardInUse => Some(400),
            Self::AccessDenied
            | Self::InvalidLogin
            | Self::InvalidRequest
            | Self::InvalidSecurityResponse
            | Self::InvalidUsername
            | Self::InvalidPassword
            | Self::QuestionNotFound
            | Self::RetryLater
            | Self::TooManyRequests
            | Self::UnknownChallengeKey => Some(401),
            Self::ConcurrentSession
            | Self::Unauthorized
            | Self::DisabledLogin
            | Self::NewAccount
            | Self::SessionExpired
            | Self::AlreadyAuthorized
            | Self::NoTransaction
            | Self::DisabledInstitution
            | Self::AggregationError
            | Self::MethodNotAvailable
            | Self::Unknown(_) => None,
        }
    }

    /// What to do about the code.
    #[must_use]
    pub const fn meaning(&self) -> Meaning {
        match self {
            Self::OperationPending | Self::OperationDispatched => Meaning::Pending,
            Self::RetryLater
            | Self::CardInUse
            | Self::ConcurrentSession
            | Self::AggregationError
            | Self::TooManyRequests => Meaning::Later,
            Self::SessionNonexistent
            | Self::SessionExpired
            | Self::InvalidLogin
            | Self::InvalidSecurityResponse
            | Self::InvalidUsername
            | Self::InvalidPassword
            | Self::QuestionNotFound
            | Self::UnknownChallengeKey
            | Self::Unauthorized
            | Self::NewAccount
            | Self::AlreadyAuthorized => Meaning::LinkAgain,
            Self::DisabledLogin | Self::DisabledInstitution | Self::NoTransaction => {
                Meaning::AnotherWay
            }
            Self::AccessDenied | Self::InvalidRequest | Self::MethodNotAvailable => {
                Meaning::Operator
            }
            // The safe default: the customer may try again, and nothing is asked for.
            Self::Unknown(_) => Meaning::LinkAgain,
        }
    }

    /// The surprise in a code that is not documented.
    #[must_use]
    pub fn drift(&self) -> Option<Drift> {
        let Self::Unknown(word) = self else {
            return None;
        };
        Some(Drift::new(DriftKind::FlinksCode, word))
    }
}

/// What to do about a [`FlinksCode`]. Assumption: the documentation explains the codes and
/// leaves this to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// Ask again, every [`POLL_EVERY`](super::POLL_EVERY).
    Pending,
    /// Ask again later.
    Later,
    /// The customer links the account once more.
    LinkAgain,
    /// The customer pays in another way.
    AnotherWay,
    /// The configuration is wrong; the operator must know.
    Operator,
}

impl From<Word> for FlinksCode {
    fn from(word: Word) -> Self {
        Self::ALL
            .into_iter()
            .find(|code| code.as_str() == word.as_str())
            .unwrap_or(Self::Unknown(word))
    }
}

impl<'de> Deserialize<'de> for FlinksCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Word::deserialize(deserializer).map(Self::from)
    }
}

impl serde::Serialize for FlinksCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for code in FlinksCode::ALL {
            assert_eq!(FlinksCode::from(Word::clean(code.as_str())), code);
            assert_eq!(code.drift(), None);
        }
    }

    #[test]
    fn a_code_that_is_not_documented_is_kept_and_reported() {
        let code = FlinksCode::from(Word::clean("BANK_ON_FIRE"));
        assert_eq!(code.as_str(), "BANK_ON_FIRE");
        let drift = code.drift().expect("a surprise");
        assert_eq!(drift.kind, DriftKind::FlinksCode);
        assert_eq!(code.meaning(), Meaning::LinkAgain);
    }

    #[test]
    fn too_many_requests_comes_with_401() {
        assert_eq!(FlinksCode::TooManyRequests.http_status(), Some(401));
    }
}
