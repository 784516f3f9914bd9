use std::time::Duration;

use crate::{
    eft,
    session::create::{SessionFault, Unsupported},
    status::Unreadable,
};

/// Why the provider could not be asked, or what was wrong with its answer.
///
/// Nothing here repeats what was sent or what came back: no address, body, token, session id
/// or personal data, neither in `Display` nor in `Debug`. Whoever handles it logs it once.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection, or one that broke. A create may have happened all the same: its
    /// session is then known to nobody, so nobody can pay it, and it runs out of time.
    #[error("the provider cannot be reached")]
    Unreachable(#[source] Transport),
    /// No answer within the configured time. As for [`Error::Unreachable`], a create may
    /// have happened all the same.
    #[error("the provider did not answer in time")]
    Timeout,
    /// The credentials are refused, also with a new token.
    #[error("the provider refused the credentials")]
    Unauthorized,
    /// The credentials are good and do not allow this, such as regular EFT without the
    /// feature for it `[E2-init]`.
    #[error("the provider does not allow this account to do that")]
    Forbidden,
    /// Too many requests. No limit is published.
    #[error("the provider asks for fewer requests")]
    RateLimited {
        /// For how long it asks us to wait, where it says so; at most an hour.
        retry_after: Option<Duration>,
    },
    /// The provider refused the request for what it says (HTTP 4xx).
    #[error("the provider refused the request (HTTP {status}; fields: {fields:?})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The fields that it complained about, by the names that we send.
        fields: Vec<&'static str>,
    },
    /// The provider takes no such request; it was not sent.
    #[error("the provider takes no such request: {0}")]
    Unsupported(#[from] Unsupported),
    /// The provider takes no such transaction; it was not sent.
    #[error("the provider takes no such transaction: {0}")]
    UnfitTransaction(#[from] eft::Faults),
    /// No such session, or no such address.
    #[error("the provider knows no such thing")]
    NotFound,
    /// The provider's own failure (HTTP 5xx).
    #[error("the provider failed (HTTP {status})")]
    ServerError {
        /// The HTTP status.
        status: u16,
        /// For how long it asks us to wait, where it says so; at most an hour.
        retry_after: Option<Duration>,
    },
    /// The configuration lacks what this call is authenticated with; it was not sent.
    #[error("the configuration has no {0}")]
    NotConfigured(&'static str),
    /// An answer that makes no sense.
    #[error("the provider's answer makes no sense: {0}")]
    Nonsense(#[from] Nonsense),
    /// The provider has sent a session by e-mail, and what makes it complete went wrong.
    /// Whether the customer can pay it is not known.
    #[error("a session went out by e-mail and is not complete: {0}")]
    Incomplete(#[source] Box<Self>),
}

/// What makes no sense about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Nonsense {
    /// Longer than [`MAX_ANSWER`](crate::limits::MAX_ANSWER).
    #[error("it is too long")]
    TooLong,
    /// Not JSON of the documented shape.
    #[error("it is not of the documented shape")]
    Shape,
    /// About another session than the one asked for.
    #[error("it is about another session")]
    OtherSession,
    /// A status that no answer of the provider has, such as a redirect. It is not followed.
    #[error("its status is HTTP {0}")]
    Status(u16),
}

/// What went wrong on the wire, without the address.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Transport(reqwest::Error);

impl Transport {
    pub(super) fn new(error: reqwest::Error) -> Self {
        // The address holds the session id.
        Self(error.without_url())
    }

    /// Whether the request may have reached the provider.
    fn was_sent(&self) -> bool {
        !self.0.is_connect() && !self.0.is_builder()
    }
}

/// What kind of error it is: a stable name for logs, metrics and decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// See [`Error::Unreachable`].
    Unreachable,
    /// See [`Error::Timeout`].
    Timeout,
    /// See [`Error::Unauthorized`] and [`Error::NotConfigured`].
    Unauthorized,
    /// See [`Error::Forbidden`].
    Forbidden,
    /// See [`Error::RateLimited`].
    RateLimited,
    /// See [`Error::Refused`], [`Error::Unsupported`] and [`Error::UnfitTransaction`].
    Refused,
    /// See [`Error::NotFound`].
    NotFound,
    /// See [`Error::ServerError`].
    ServerError,
    /// See [`Error::Nonsense`].
    Nonsense,
}

impl ErrorKind {
    /// The kind's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::RateLimited => "rate_limited",
            Self::Refused => "refused",
            Self::NotFound => "not_found",
            Self::ServerError => "server_error",
            Self::Nonsense => "nonsense",
        }
    }
}

impl From<SessionFault> for Error {
    fn from(fault: SessionFault) -> Self {
        Self::Unsupported(fault.into())
    }
}

/// The body is neither kept nor told.
impl From<Unreadable> for Error {
    fn from(_: Unreadable) -> Self {
        Self::Nonsense(Nonsense::Shape)
    }
}

impl Error {
    /// For how long the provider asks us to wait, where it says so; at most an hour.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after } | Self::ServerError { retry_after, .. } => {
                *retry_after
            }
            Self::Incomplete(error) => error.retry_after(),
            Self::Unreachable(_)
            | Self::Timeout
            | Self::Unauthorized
            | Self::Forbidden
            | Self::Refused { .. }
            | Self::Unsupported(_)
            | Self::UnfitTransaction(_)
            | Self::NotFound
            | Self::NotConfigured(_)
            | Self::Nonsense(_) => None,
        }
    }

    /// Whether the provider may have done what was asked all the same. A call that acts must
    /// then not be made again before a read has shown what became of it.
    #[must_use]
    pub fn leaves_outcome_unknown(&self) -> bool {
        match self {
            Self::Unreachable(transport) => transport.was_sent(),
            Self::Timeout | Self::ServerError { .. } | Self::Nonsense(_) | Self::Incomplete(_) => {
                true
            }
            Self::Unauthorized
            | Self::Forbidden
            | Self::RateLimited { .. }
            | Self::Refused { .. }
            | Self::Unsupported(_)
            | Self::UnfitTransaction(_)
            | Self::NotFound
            | Self::NotConfigured(_) => false,
        }
    }

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Unreachable(_) => ErrorKind::Unreachable,
            Self::Timeout => ErrorKind::Timeout,
            Self::Unauthorized | Self::NotConfigured(_) => ErrorKind::Unauthorized,
            Self::Forbidden => ErrorKind::Forbidden,
            Self::RateLimited { .. } => ErrorKind::RateLimited,
            Self::Refused { .. } | Self::Unsupported(_) | Self::UnfitTransaction(_) => {
                ErrorKind::Refused
            }
            Self::NotFound => ErrorKind::NotFound,
            Self::ServerError { .. } => ErrorKind::ServerError,
            Self::Nonsense(_) => ErrorKind::Nonsense,
            Self::Incomplete(error) => error.kind(),
        }
    }
}
