use payment::{Money, Reference, Said, SessionId};

use super::{
    GuaranteeIssued,
    body::{Body, text, word},
};
use crate::{
    amount,
    drift::{Drift, DriftKind},
    status::{Code, SessionStatus, TransactionStatus, word_drift},
    word::{Word, is_time},
};

/// What a webhook says about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionStatusChanged {
    /// The session.
    pub session_id: SessionId,
    /// Our own name for the payment, as it was sent with the session, where the body has it.
    /// Assumption: it is called as in the status endpoint's answer `[G-stat]`.
    pub reference: Option<Reference>,
    /// Its status, where the body has one.
    pub status: Option<SessionStatus>,
    /// What the status means, where the body has it.
    pub code: Option<Code>,
    /// The amount, where the body has a readable one.
    pub amount: Option<Money>,
    /// The provider's time stamp (ISO 8601) as it stands in the body. The webhook has no
    /// event id, so this is what tells two of one session apart.
    pub when: Option<String>,
    /// Status and code in the provider's own words.
    pub said: Said,
    /// What is not documented of these, and fields and event names that are not.
    pub drift: Vec<Drift>,
}

/// The body says nothing about any session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the webhook names no session")]
pub struct NoSession;

/// The provider's name for a status webhook `[G-whk-s]`.
const STATUS_CHANGED: &str = "SessionSetupStatusChanged";

/// The names that a guarantee's webhook may have. Assumption: no page names it.
const GUARANTEE_ISSUED: [&str; 2] = ["GuaranteeIssued", "SessionGuaranteeIssued"];

/// Any webhook of the provider about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Webhook {
    /// What became of a session; also whatever has another name, so that it at least leads
    /// to a status read.
    Status(SessionStatusChanged),
    /// A guarantee waits for the merchant's answer.
    Guarantee(GuaranteeIssued),
}

impl Webhook {
    /// Reads a body.
    ///
    /// Assumption: a guarantee is told from a status by its `event`.
    ///
    /// # Errors
    /// As for [`SessionStatusChanged::decode`].
    pub fn decode(raw_body: &[u8]) -> Result<Self, NoSession> {
        let body = Body::read(raw_body).ok_or(NoSession)?;
        let event = body.first(|level| text(level.event));
        let is_guarantee = event.is_some_and(|event| GUARANTEE_ISSUED.contains(&&*event));
        Ok(if is_guarantee {
            Self::Guarantee(GuaranteeIssued::of(&body).ok_or(NoSession)?)
        } else {
            Self::Status(SessionStatusChanged::of(&body).ok_or(NoSession)?)
        })
    }

    /// The session that it is about.
    #[must_use]
    pub const fn session_id(&self) -> &SessionId {
        match self {
            Self::Status(status) => &status.session_id,
            Self::Guarantee(guarantee) => &guarantee.session_id,
        }
    }

    /// Our own name for the payment, where the body has it. One about a guarantee is never
    /// asked for it: its session is open in a frame of ours, so it is known.
    #[must_use]
    pub const fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Status(status) => status.reference.as_ref(),
            Self::Guarantee(_) => None,
        }
    }

    /// What is not documented about it.
    #[must_use]
    pub fn drift(&self) -> &[Drift] {
        match self {
            Self::Status(status) => &status.drift,
            Self::Guarantee(guarantee) => &guarantee.drift,
        }
    }
}

impl SessionStatusChanged {
    /// Reads a body.
    ///
    /// Assumption: the envelope is not documented, so each field is looked for at the top
    /// and under `data` and `payload`; what else is there is ignored, and an unreadable
    /// field is as good as an absent one.
    ///
    /// # Errors
    /// A body that is longer than [`MAX_ANSWER`](crate::limits::MAX_ANSWER), is not a JSON
    /// object or has no usable session id.
    pub fn decode(raw_body: &[u8]) -> Result<Self, NoSession> {
        let body = Body::read(raw_body).ok_or(NoSession)?;
        Self::of(&body).ok_or(NoSession)
    }

    fn of(body: &Body<'_>) -> Option<Self> {
        let session_id = body.first(|level| text(level.session_id)?.parse().ok())?;
        let status: Option<Word> = body.first(|level| word(level.status));
        let details: Option<Word> = body.first(|level| word(level.status_details));
        let known = status.as_ref().map(SessionStatus::from);
        // The provider's other webhooks are about payment requests, which have words of
        // their own `[ET-gpr]`.
        let is_of_a_request = status.as_ref().is_some_and(|word| {
            !matches!(TransactionStatus::from(word), TransactionStatus::Unknown(_))
        });
        let code = details.as_ref().map(Code::from);
        let mut drift = known
            .as_ref()
            .map(|status| word_drift(status, code.as_ref(), &details))
            .unwrap_or_default();
        drift.retain(|drift| !(is_of_a_request && drift.kind == DriftKind::SessionStatus));
        drift.extend(envelope_drift(body));
        Some(Self {
            session_id,
            reference: body.first(|level| text(level.reference_id)?.parse().ok()),
            status: known,
            code,
            amount: body.first(|level| amount::parse(level.amount?.get())),
            when: body.first(|level| {
                text(level.when)
                    .filter(|when| is_time(when))
                    .map(String::from)
            }),
            said: Said {
                status: status.map(String::from).unwrap_or_default(),
                detail: details.map(String::from),
            },
            drift,
        })
    }
}

/// The names that are not documented: of the event and of fields.
pub(super) fn envelope_drift(body: &Body<'_>) -> impl Iterator<Item = Drift> {
    let event = body
        .first(|level| word(level.event))
        .filter(|event| {
            event.as_str() != STATUS_CHANGED && !GUARANTEE_ISSUED.contains(&event.as_str())
        })
        .map(|word| Drift {
            kind: DriftKind::EventName,
            word,
        });
    event
        .into_iter()
        .chain(body.unknown().cloned().map(Drift::field))
}
