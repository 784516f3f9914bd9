//! What the API answers when it cannot do what it was asked: RFC 9457 problem details,
//! from one enum that owns status, code and title of each.

mod fault;
mod render;

use std::{error::Error, time::Duration};

use http::StatusCode;
use payment::Status;
use store::{MAX_ENDPOINTS, MAX_KEYS, Scope};

use crate::{account::NoAccount, api::version};

pub(crate) use self::fault::{Fault, FaultCode, JsonFault};

/// What went wrong behind a 5xx: for the log, never for the outside.
pub(crate) type Cause = Box<dyn Error + Send + Sync>;

/// Every way in which a request can fail.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// The body is not JSON, or JSON that can be read in more than one way.
    #[error("malformed json")]
    MalformedJson(JsonFault),
    /// An `Idempotency-Key` header that is none.
    #[error("invalid idempotency key")]
    InvalidIdempotencyKey,
    /// A version of the API that is not known here.
    #[error("unknown version")]
    UnknownVersion,
    /// No API key, or none that is good. Always the same answer.
    #[error("unauthorized")]
    Unauthorized,
    /// The key may not do this.
    #[error("insufficient scope")]
    InsufficientScope {
        /// What it would take.
        needed: Scope,
    },
    /// Too many requests at once, with one key or without a good one.
    #[error("rate limited")]
    RateLimited {
        /// When to come back.
        retry_after: Duration,
    },
    /// The merchant's own account at the provider cannot be opened.
    #[error("account closed")]
    AccountClosed(#[source] NoAccount),
    /// The merchant has as many keys in this mode as it can have.
    #[error("too many keys")]
    TooManyKeys,
    /// Nothing there, or nothing of this merchant and mode.
    #[error("not found")]
    NotFound,
    /// The address is right, the verb is not.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The body took too long to come.
    #[error("request timeout")]
    RequestTimeout,
    /// The checkout has ended in a way that a cancel cannot change.
    #[error("not cancelable")]
    NotCancelable,
    /// There is no payment to claim.
    #[error("the checkout is {}, not paid", .0.as_str())]
    NotPaid(Status),
    /// The payment was claimed for another order.
    #[error("already claimed")]
    AlreadyClaimed,
    /// The bank took the payment back before anybody claimed it.
    #[error("payment returned")]
    PaymentReturned,
    /// The merchant has as many endpoints in this mode as it can have.
    #[error("too many endpoints")]
    TooManyEndpoints,
    /// Nothing is sent to a disabled endpoint.
    #[error("endpoint disabled")]
    EndpointDisabled,
    /// A test event is on its way to the endpoint already.
    #[error("test under way")]
    TestUnderWay,
    /// What is sent to the endpoint cannot be signed. To ask again does not help, so it is no
    /// 503: its merchant can give it another secret.
    #[error("secret unreadable")]
    SecretUnreadable,
    /// The first request with this idempotency key is still at work.
    #[error("idempotency key in use")]
    IdempotencyKeyInUse {
        /// When the key is free at the latest.
        free_in: Duration,
    },
    /// The body is over the limit.
    #[error("too large")]
    TooLarge,
    /// The picture is over the limit.
    #[error("picture too large")]
    PictureTooLarge,
    /// The body is not declared to be a picture of a kind that is taken.
    #[error("not a picture")]
    NotAPicture,
    /// The body is not declared to be JSON.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// The body or the query is not what it should be, in these places.
    #[error("invalid: {} faults", .0.len())]
    Invalid(Vec<Fault>),
    /// The idempotency key came before with another request.
    #[error("idempotency key reused")]
    IdempotencyKeyReused,
    /// Something of ours broke.
    #[error("internal")]
    Internal(#[source] Cause),
    /// Something of ours does not work right now and may soon.
    #[error("unavailable")]
    Unavailable(#[source] Cause),
}

impl Problem {
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::MalformedJson(_) | Self::InvalidIdempotencyKey | Self::UnknownVersion => {
                StatusCode::BAD_REQUEST
            }
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::InsufficientScope { .. } => StatusCode::FORBIDDEN,
            Self::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::NotCancelable
            | Self::NotPaid(_)
            | Self::AlreadyClaimed
            | Self::PaymentReturned
            | Self::TooManyEndpoints
            | Self::TooManyKeys
            | Self::EndpointDisabled
            | Self::TestUnderWay
            | Self::SecretUnreadable
            | Self::IdempotencyKeyInUse { .. } => StatusCode::CONFLICT,
            Self::TooLarge | Self::PictureTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType | Self::NotAPicture => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) | Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::AccountClosed(_) | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The name that programs tell problems apart by; stable.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::MalformedJson(_) => "malformed_json",
            Self::InvalidIdempotencyKey => "invalid_idempotency_key",
            Self::UnknownVersion => "unknown_version",
            Self::Unauthorized => "unauthorized",
            Self::InsufficientScope { .. } => "insufficient_scope",
            Self::RateLimited { .. } => "rate_limited",
            Self::AccountClosed(_) => "account_closed",
            Self::TooManyKeys => "too_many_keys",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::RequestTimeout => "request_timeout",
            Self::NotCancelable => "checkout_not_cancelable",
            Self::NotPaid(_) => "not_paid",
            Self::AlreadyClaimed => "already_claimed",
            Self::PaymentReturned => "payment_returned",
            Self::TooManyEndpoints => "too_many_endpoints",
            Self::EndpointDisabled => "endpoint_disabled",
            Self::TestUnderWay => "test_under_way",
            Self::SecretUnreadable => "secret_unreadable",
            Self::IdempotencyKeyInUse { .. } => "idempotency_key_in_use",
            Self::TooLarge | Self::PictureTooLarge => "body_too_large",
            Self::UnsupportedMediaType | Self::NotAPicture => "unsupported_media_type",
            Self::Invalid(_) => "validation_failed",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::Internal(_) => "internal",
            Self::Unavailable(_) => "unavailable",
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::MalformedJson(_) => "The body is not JSON",
            Self::InvalidIdempotencyKey => "The idempotency key is not usable",
            Self::UnknownVersion => "The API has no such version",
            Self::Unauthorized => "No valid API key",
            Self::InsufficientScope { .. } => "This API key may not do this",
            Self::RateLimited { .. } => "Too many requests",
            Self::AccountClosed(_) => "The account at the provider cannot be used right now",
            Self::TooManyKeys => "The merchant can have no more API keys in this mode",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "This address does not take this method",
            Self::RequestTimeout => "The body took too long to arrive",
            Self::NotCancelable => "The checkout can no longer be cancelled",
            Self::NotPaid(_) => "There is no payment to claim",
            Self::AlreadyClaimed => "The payment was claimed for another order",
            Self::PaymentReturned => "The bank took the payment back",
            Self::TooManyEndpoints => "The merchant can have no more endpoints in this mode",
            Self::EndpointDisabled => "The endpoint is disabled",
            Self::TestUnderWay => "A test event is on its way to the endpoint already",
            Self::SecretUnreadable => "The endpoint's secret cannot be read",
            Self::IdempotencyKeyInUse { .. } => {
                "The first request with this idempotency key is still at work"
            }
            Self::TooLarge | Self::PictureTooLarge => "The body is too large",
            Self::UnsupportedMediaType => "The body must be JSON",
            Self::NotAPicture => "The body must be a picture",
            Self::Invalid(_) => "Some fields are not valid",
            Self::IdempotencyKeyReused => "The idempotency key was used with another request",
            Self::Internal(_) => "Something went wrong on our side",
            Self::Unavailable(_) => "Not available right now",
        }
    }

    fn detail(&self) -> Option<String> {
        match self {
            Self::MalformedJson(fault) => Some(fault.to_string()),
            Self::InvalidIdempotencyKey => {
                Some("Idempotency-Key is one header of 1 to 255 visible ASCII characters.".into())
            }
            Self::UnknownVersion => Some(format!(
                "Guichet-Version is one header, or left out; known here: {}.",
                version::KNOWN.join(", ")
            )),
            Self::Unauthorized => {
                Some("Send Authorization: Bearer and an API key of this server.".into())
            }
            Self::IdempotencyKeyInUse { free_in } => Some(format!(
                "Send the same request again: it is answered once the first is, and done \
                 anew in {} s should the first have been cut short.",
                whole_seconds(*free_in)
            )),
            Self::NotCancelable => Some("It is paid or has expired; read it to see which.".into()),
            Self::NotPaid(status) => {
                Some(format!("The checkout is {}, not paid.", status.as_str()))
            }
            Self::AlreadyClaimed => {
                Some("Fulfil nothing for it; the checkout says which order has it.".into())
            }
            Self::PaymentReturned => Some("Fulfil nothing for it; read its cases.".into()),
            Self::TooManyEndpoints => Some(format!(
                "There are {MAX_ENDPOINTS} already; delete one that is not used."
            )),
            Self::EndpointDisabled => {
                Some("Enable it first; until then it is sent nothing.".into())
            }
            Self::TestUnderWay => Some("Wait until it is answered.".into()),
            Self::SecretUnreadable => Some(
                "Give it another secret, or have whoever runs this server bring back the key \
                 that it was sealed with."
                    .into(),
            ),
            Self::InsufficientScope { needed } => {
                Some(format!("It takes a key with the scope {needed}."))
            }
            Self::RateLimited { retry_after } => Some(format!(
                "Come back in {} s, and make fewer requests at once.",
                whole_seconds(*retry_after)
            )),
            Self::TooManyKeys => Some(format!(
                "There are {MAX_KEYS} already; revoke one that is not used."
            )),
            Self::AccountClosed(_) => Some(
                "Nothing was made. Tell whoever runs this server, and quote request_id.".into(),
            ),
            Self::TooLarge => Some("A body has at most 16384 bytes.".into()),
            Self::PictureTooLarge => Some("A logo has at most 204800 bytes.".into()),
            Self::NotAPicture => Some(
                "Send Content-Type: image/png, image/jpeg, image/webp or image/svg+xml, and the \
                 picture itself as the body."
                    .into(),
            ),
            Self::UnsupportedMediaType => Some("Send Content-Type: application/json.".into()),
            Self::Internal(_) | Self::Unavailable(_) => {
                Some("It has been logged. Quote request_id when you ask about it.".into())
            }
            Self::NotFound
            | Self::MethodNotAllowed
            | Self::RequestTimeout
            | Self::Invalid(_)
            | Self::IdempotencyKeyReused => None,
        }
    }

    /// What broke, where something of ours did.
    pub(crate) fn cause(&self) -> Option<&Cause> {
        match self {
            Self::Internal(cause) | Self::Unavailable(cause) => Some(cause),
            Self::MalformedJson(_)
            | Self::InvalidIdempotencyKey
            | Self::UnknownVersion
            | Self::Unauthorized
            | Self::InsufficientScope { .. }
            | Self::RateLimited { .. }
            | Self::AccountClosed(_)
            | Self::TooManyKeys
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::RequestTimeout
            | Self::NotCancelable
            | Self::NotPaid(_)
            | Self::AlreadyClaimed
            | Self::PaymentReturned
            | Self::TooManyEndpoints
            | Self::EndpointDisabled
            | Self::TestUnderWay
            | Self::SecretUnreadable
            | Self::IdempotencyKeyInUse { .. }
            | Self::TooLarge
            | Self::PictureTooLarge
            | Self::NotAPicture
            | Self::UnsupportedMediaType
            | Self::Invalid(_)
            | Self::IdempotencyKeyReused => None,
        }
    }
}

/// What `Retry-After` takes: rounded up, so that nobody comes back too early.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        use store::StoreError::{
            Busy, Closed, Contended, CorruptEvent, CorruptRow, Damaged, Database, DiskFull,
            ReadOnly, Unreachable, Unsettled,
        };
        match error {
            Closed | Busy | Contended | DiskFull | ReadOnly | Unreachable(_) | Unsettled(_)
            | Damaged(_) => Self::Unavailable(error.into()),
            CorruptEvent { .. } | CorruptRow { .. } | Database(_) => Self::Internal(error.into()),
        }
    }
}

/// What a request to an address that is not there gets.
pub(crate) async fn not_found() -> Problem {
    Problem::NotFound
}

/// What a request with another verb than the address takes gets.
pub(crate) async fn method_not_allowed() -> Problem {
    Problem::MethodNotAllowed
}
