//! Where the provider says something that its documentation does not.

mod sample;

use crate::word::Word;

pub use sample::{MAX_SAMPLE, sanitize};

/// Something in the provider's answer that is not in its documentation: handled as
/// "not decided" or as the safest known meaning, and reported so that it can be counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drift {
    /// Where it stood.
    pub kind: DriftKind,
    /// What stood there.
    pub word: Word,
}

/// Something undocumented with the message that it stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What it was.
    pub drift: Drift,
    /// The shape of the message, as [`sanitize`] leaves it; `None` where it had no body.
    pub sample: Option<String>,
}

/// Where a surprise stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// A step of the customer's way that is not documented, as the provider's server names it.
    Step,
    /// A step of the bank frame that is not documented, as a browser told it: anybody's word.
    FrameStep,
    /// A session status that is not documented.
    SessionStatus,
    /// A status detail that is not documented, or `missing` where one is needed.
    StatusDetails,
    /// A transaction or payment-request status that is not documented.
    TransactionStatus,
    /// Known words that contradict each other, such as a session that expired with a
    /// transaction that settled. The word is the detail or the transaction's status.
    Contradiction,
    /// A field that is not documented. The word is its name.
    Field,
    /// An HTTP status that no page documents for the call, and that no HTTP service gives
    /// as a matter of course. The word is `HTTP` and the number.
    HttpStatus,
    /// A content type that no page documents `[ET-yaml]`, or `missing` for a body without one.
    ContentType,
    /// A webhook signed in another documented style than the one that is configured.
    SignatureStyle,
    /// A webhook's `event` that is not documented.
    EventName,
    /// A `FlinksCode` that is not documented.
    FlinksCode,
    /// A bank's return code that is not documented.
    ReturnCode,
}

impl DriftKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Step,
        Self::FrameStep,
        Self::SessionStatus,
        Self::StatusDetails,
        Self::TransactionStatus,
        Self::Contradiction,
        Self::Field,
        Self::HttpStatus,
        Self::ContentType,
        Self::SignatureStyle,
        Self::EventName,
        Self::FlinksCode,
        Self::ReturnCode,
    ];

    /// The kind's name as a metric label.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::FrameStep => "frame_step",
            Self::SessionStatus => "session_status",
            Self::StatusDetails => "status_details",
            Self::TransactionStatus => "transaction_status",
            Self::Contradiction => "contradiction",
            Self::Field => "field",
            Self::HttpStatus => "http_status",
            Self::ContentType => "content_type",
            Self::SignatureStyle => "signature_style",
            Self::EventName => "event_name",
            Self::FlinksCode => "flinks_code",
            Self::ReturnCode => "return_code",
        }
    }
}

impl Drift {
    /// A surprise.
    #[must_use]
    pub fn new(kind: DriftKind, word: &Word) -> Self {
        Self {
            kind,
            word: word.clone(),
        }
    }

    /// The surprise of a field that is not documented.
    pub(crate) fn field(name: Word) -> Self {
        Self {
            kind: DriftKind::Field,
            word: name,
        }
    }
}
