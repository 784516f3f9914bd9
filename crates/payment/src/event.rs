use serde::{Deserialize, Serialize};

use crate::{
    AgreementLink, AttemptId, CanceledBy, CaseKind, Claim, CloseReason, Delivery, End, Evidence,
    GuaranteeAnswer, LinkRequestId, LinkedAccount, LinkedAccountId, Locale, LoginId, Method, Money,
    Order, OrderId, Payer, Reading, Said, Session, StepName, Timestamp, session,
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
        /// How the customer gets to the bank's page.
        #[serde(default)]
        delivery: Delivery,
    },
    /// The customer is to link an account.
    LinkingBegan {
        /// Which attempt is paid from it.
        attempt: AttemptId,
    },
    /// The customer has signed in at their bank.
    LoginReceived {
        /// In whose frame.
        attempt: AttemptId,
        /// The login.
        login: LoginId,
        /// The account that they picked in the frame.
        account: Option<LinkedAccountId>,
    },
    /// The provider is busy reading the accounts behind the login.
    AccountsAsked {
        /// For which attempt.
        attempt: AttemptId,
        /// The reading.
        request: LinkRequestId,
    },
    /// The provider showed the accounts behind the login.
    AccountsRead {
        /// For which attempt.
        attempt: AttemptId,
        /// Those whose holder has the payer's name and which can be debited.
        accounts: Vec<LinkedAccount>,
    },
    /// The customer said which account pays.
    AccountChosen {
        /// For which attempt.
        attempt: AttemptId,
        /// The account.
        account: LinkedAccountId,
    },
    /// The provider is being asked for the debit. This stands in the log before it is, so
    /// that it is asked once, whatever becomes of the answer.
    DebitAsked {
        /// For which attempt.
        attempt: AttemptId,
    },
    /// The provider made a session: the customer can pay.
    SessionOpened {
        /// Whose session.
        attempt: AttemptId,
        /// The session.
        #[serde(with = "session::recorded")]
        session: Session,
    },
    /// The provider told where the debit agreement is signed.
    AgreementOffered {
        /// Whose.
        attempt: AttemptId,
        /// Where.
        link: AgreementLink,
    },
    /// The provider would guarantee the payment, and we said whether it may go on.
    GuaranteeAnswered {
        /// Which attempt's.
        attempt: AttemptId,
        /// What we said.
        answer: GuaranteeAnswer,
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
    /// Money came that cannot count, or went back.
    CaseOpened {
        /// What is the matter.
        kind: CaseKind,
        /// The attempt that brought it.
        attempt: AttemptId,
        /// How much.
        amount: Money,
        /// The provider's own code for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<String>,
    },
    /// The customer asked for more time and was given it.
    CheckoutExtended {
        /// When the page closes now.
        expires_at: Timestamp,
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
    /// The merchant claimed the payment for what it fulfils.
    CheckoutClaimed {
        /// The merchant's order.
        order: OrderId,
    },
}

impl Event {
    /// Its name in the log and in the timeline.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CheckoutCreated { .. } => "checkout_created",
            Self::AttemptStarted { .. } => "attempt_started",
            Self::LinkingBegan { .. } => "linking_began",
            Self::LoginReceived { .. } => "login_received",
            Self::AccountsAsked { .. } => "accounts_asked",
            Self::AccountsRead { .. } => "accounts_read",
            Self::AccountChosen { .. } => "account_chosen",
            Self::DebitAsked { .. } => "debit_asked",
            Self::SessionOpened { .. } => "session_opened",
            Self::AgreementOffered { .. } => "agreement_offered",
            Self::GuaranteeAnswered { .. } => "guarantee_answered",
            Self::StepSeen { .. } => "step_seen",
            Self::WebhookReceived { .. } => "webhook_received",
            Self::ReadingChanged { .. } => "reading_changed",
            Self::StopAsked { .. } => "stop_asked",
            Self::AttemptEnded { .. } => "attempt_ended",
            Self::CheckoutPaid { .. } => "checkout_paid",
            Self::CaseOpened { .. } => "case_opened",
            Self::CheckoutExtended { .. } => "checkout_extended",
            Self::ClosingBegan { .. } => "closing_began",
            Self::CheckoutClosed { .. } => "checkout_closed",
            Self::CheckoutClaimed { .. } => "checkout_claimed",
        }
    }

    /// The attempt that it is about.
    #[must_use]
    pub const fn attempt(&self) -> Option<&AttemptId> {
        match self {
            Self::AttemptStarted { attempt, .. }
            | Self::LinkingBegan { attempt }
            | Self::LoginReceived { attempt, .. }
            | Self::AccountsAsked { attempt, .. }
            | Self::AccountsRead { attempt, .. }
            | Self::AccountChosen { attempt, .. }
            | Self::DebitAsked { attempt }
            | Self::SessionOpened { attempt, .. }
            | Self::AgreementOffered { attempt, .. }
            | Self::GuaranteeAnswered { attempt, .. }
            | Self::StepSeen { attempt, .. }
            | Self::WebhookReceived { attempt, .. }
            | Self::ReadingChanged { attempt, .. }
            | Self::StopAsked { attempt, .. }
            | Self::AttemptEnded { attempt, .. }
            | Self::CheckoutPaid { attempt }
            | Self::CaseOpened { attempt, .. } => Some(attempt),
            Self::CheckoutCreated { .. }
            | Self::CheckoutExtended { .. }
            | Self::ClosingBegan { .. }
            | Self::CheckoutClosed { .. }
            | Self::CheckoutClaimed { .. } => None,
        }
    }
}
