use serde::{Deserialize, Serialize};

use super::{
    Endpoint, WebhookFault,
    value::{Always, ContentType, Refusal, TokenLife},
};

/// What a fault does. An order has exactly one of these members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Effect {
    /// The request is answered with this status and a ProblemDetails body.
    Status(Refusal),
    /// The request waits so many milliseconds.
    SlowMs(u64),
    /// The request is answered with a success status and a body that makes no sense.
    Nonsense(Always),
    /// The connection is closed and nothing is answered.
    Reset(Always),
    /// The answer announces its whole length and ends in its middle.
    HalfBody(Always),
    /// The answer is a success with a page of a proxy in it, under this content type.
    ContentType(ContentType),
    /// The answer has a member that no document knows.
    UnknownField(Always),
    /// The `status` is a word that no document knows.
    UnknownStatus(Always),
    /// The code (`statusDetails`, in Connect `FlinksCode`) is one that no document knows.
    UnknownCode(Always),
    /// Every time in answers and webhooks, the `Date` header too, is off by so many seconds.
    ClockSkewSeconds(i32),
    /// After a session has changed, so many reads still show what it was before.
    StaleReads(u32),
    /// A transaction that is `Accepted` is still reported as `Processing`. Strikes when the
    /// details of such a session are read; `times` is the number of reads.
    ProcessingReads(Always),
    /// A token starts one session only.
    SingleUseTokens(Always),
    /// A token stops working before its `expires_in` is over.
    TokenExpiresEarly(TokenLife),
    /// What happens to a webhook.
    Webhook(WebhookFault),
    /// A webhook is about an event that no document knows.
    UnknownEvent(Always),
    /// What the hosted page does in the frame.
    Frame(FrameFault),
    /// The hosted page tells of a step that no document knows.
    UnknownStep(Always),
    /// The account belongs to somebody else, whatever the payer is called.
    NameMismatch(Always),
    /// No guarantee is given.
    GuaranteeRefused(Always),
    /// A storm: other faults, drawn from this seed.
    Seed(u64),
}

/// What the hosted page does to the page around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FrameFault {
    /// It forbids to be framed (`X-Frame-Options` and `frame-ancestors`).
    Refused,
    /// The window that the bank would open stays shut.
    PopupBlocked,
    /// It posts no message at all.
    Silent,
    /// It posts its messages while it is still loading.
    Early,
}

/// What of a conversation an effect takes hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// An answer, in whose place something else comes.
    Answer,
    /// The time until an answer.
    Pause,
    /// The content of answers and webhooks.
    Content,
    /// The words in which a reading tells how a payment stands.
    Words,
    /// The event that a webhook is about.
    Event,
    /// Something that is asked about where it matters: a webhook, a token, a page, the
    /// outcome of a payment, what a reading is about.
    Elsewhere,
}

impl Effect {
    /// What it takes hold of.
    pub(super) const fn place(&self) -> Place {
        match self {
            Self::Status(_)
            | Self::Nonsense(_)
            | Self::Reset(_)
            | Self::HalfBody(_)
            | Self::ContentType(_) => Place::Answer,
            Self::SlowMs(_) => Place::Pause,
            Self::UnknownField(_) | Self::ClockSkewSeconds(_) => Place::Content,
            Self::UnknownStatus(_) | Self::UnknownCode(_) => Place::Words,
            Self::UnknownEvent(_) => Place::Event,
            Self::StaleReads(_)
            | Self::ProcessingReads(_)
            | Self::SingleUseTokens(_)
            | Self::TokenExpiresEarly(_)
            | Self::Webhook(_)
            | Self::Frame(_)
            | Self::UnknownStep(_)
            | Self::NameMismatch(_)
            | Self::GuaranteeRefused(_)
            | Self::Seed(_) => Place::Elsewhere,
        }
    }

    /// Whether a request to that endpoint can suffer from it. Where a fault names no
    /// endpoint, this is where it strikes.
    pub(super) const fn concerns(&self, endpoint: Endpoint) -> bool {
        match self.place() {
            Place::Answer | Place::Pause | Place::Content => true,
            Place::Words => endpoint.is_reading(),
            Place::Event | Place::Elsewhere => false,
        }
    }

    /// Whether it puts something else in the place of the true answer. A request suffers
    /// from one of these at most.
    pub(crate) fn replaces(&self) -> bool {
        self.place() == Place::Answer
    }

    /// Whether it strikes before the request is carried out, unless it is told otherwise.
    /// What is done to a true answer needs one.
    pub(crate) fn comes_first(&self) -> bool {
        self.replaces() && !matches!(self, Self::HalfBody(_))
    }

    /// The member that it is in an order.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::SlowMs(_) => "slow_ms",
            Self::Nonsense(_) => "nonsense",
            Self::Reset(_) => "reset",
            Self::HalfBody(_) => "half_body",
            Self::ContentType(_) => "content_type",
            Self::UnknownField(_) => "unknown_field",
            Self::UnknownStatus(_) => "unknown_status",
            Self::UnknownCode(_) => "unknown_code",
            Self::ClockSkewSeconds(_) => "clock_skew_seconds",
            Self::StaleReads(_) => "stale_reads",
            Self::ProcessingReads(_) => "processing_reads",
            Self::SingleUseTokens(_) => "single_use_tokens",
            Self::TokenExpiresEarly(_) => "token_expires_early",
            Self::Webhook(_) => "webhook",
            Self::UnknownEvent(_) => "unknown_event",
            Self::Frame(_) => "frame",
            Self::UnknownStep(_) => "unknown_step",
            Self::NameMismatch(_) => "name_mismatch",
            Self::GuaranteeRefused(_) => "guarantee_refused",
            Self::Seed(_) => "seed",
        }
    }
}
