use serde::{Deserialize, Serialize};

use crate::{
    AttemptId, CanceledBy, CaseKind, Claim, CloseReason, End, Evidence, Locale, Method, Money,
    Order, Payer, Reading, Said, SessionId, StepName, Timestamp,
};

/// A fact: what happened, when, and how we know. The log is made of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// When we knew.
    pub at: Timestamp,
    /// How we know.
    pub evidence: Evidence,
    /// What happened.
    pub event: Event,
}

/// What can happen to a checkout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Event {
    /// The merchant made it.
    CheckoutCreated {
        /// What the merchant asked for.
        order: Box<Order>,
        /// When the page closes.
        expires_at: Timestamp,
    },
    /// The customer chose a method and started.
    AttemptStarted {
        /// The new attempt.
        attempt: AttemptId,
        /// How the customer pays.
        method: Method,
        /// How much.
        amount: Money,
        /// Who pays.
        payer: Payer,
        /// The language asked of the bank frame.
        locale: Locale,
    },
    /// The provider made a session: the customer can pay.
    SessionOpened {
        /// Whose session.
        attempt: AttemptId,
        /// The session.
        session: SessionId,
    },
    /// The frame posted a step. A hint.
    StepSeen {
        /// In whose frame.
        attempt: AttemptId,
        /// The step.
        step: StepName,
        /// What it claims.
        claim: Claim,
    },
    /// A signed notification came. It is confirmed by a status read before it counts.
    WebhookReceived {
        /// About which attempt.
        attempt: AttemptId,
        /// What it says.
        said: Said,
    },
    /// The provider's answer about a session changed.
    ReadingChanged {
        /// About which attempt.
        attempt: AttemptId,
        /// What it means.
        reading: Reading,
        /// The provider's words.
        said: Said,
    },
    /// Somebody asked to stop an attempt; the provider is being asked to cancel.
    StopAsked {
        /// Which attempt.
        attempt: AttemptId,
        /// Who asked.
        by: CanceledBy,
    },
    /// An attempt is over.
    AttemptEnded {
        /// Which attempt.
        attempt: AttemptId,
        /// How it ended.
        end: End,
    },
    /// The checkout is paid by this attempt.
    CheckoutPaid {
        /// The attempt whose payment counts.
        attempt: AttemptId,
    },
    /// Money came that cannot count.
    CaseOpened {
        /// What is the matter.
        kind: CaseKind,
        /// The attempt that brought it.
        attempt: AttemptId,
        /// How much.
        amount: Money,
    },
    /// The checkout is to end; the live attempt's last word is awaited.
    ClosingBegan {
        /// Why.
        reason: CloseReason,
    },
    /// The checkout ended unpaid.
    CheckoutClosed {
        /// Why.
        reason: CloseReason,
    },
}

impl Event {
    /// Its name in the log and in the timeline.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CheckoutCreated { .. } => "checkout_created",
            Self::AttemptStarted { .. } => "attempt_started",
            Self::SessionOpened { .. } => "session_opened",
            Self::StepSeen { .. } => "step_seen",
            Self::WebhookReceived { .. } => "webhook_received",
            Self::ReadingChanged { .. } => "reading_changed",
            Self::StopAsked { .. } => "stop_asked",
            Self::AttemptEnded { .. } => "attempt_ended",
            Self::CheckoutPaid { .. } => "checkout_paid",
            Self::CaseOpened { .. } => "case_opened",
            Self::ClosingBegan { .. } => "closing_began",
            Self::CheckoutClosed { .. } => "checkout_closed",
        }
    }

    /// The attempt that it is about.
    #[must_use]
    pub const fn attempt(&self) -> Option<&AttemptId> {
        match self {
            Self::AttemptStarted { attempt, .. }
            | Self::SessionOpened { attempt, .. }
            | Self::StepSeen { attempt, .. }
            | Self::WebhookReceived { attempt, .. }
            | Self::ReadingChanged { attempt, .. }
            | Self::StopAsked { attempt, .. }
            | Self::AttemptEnded { attempt, .. }
            | Self::CheckoutPaid { attempt }
            | Self::CaseOpened { attempt, .. } => Some(attempt),
            Self::CheckoutCreated { .. }
            | Self::ClosingBegan { .. }
            | Self::CheckoutClosed { .. } => None,
        }
    }
}
