use serde::{Deserialize, Serialize};

use crate::{
    AttemptId, Claim, Failure, Locale, Method, Money, Payer, Reading, SessionId, StepName,
    Timestamp,
};

/// One try to pay a checkout by one method. It owns one session at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// How the customer pays.
    pub method: Method,
    /// How much this attempt asks for.
    pub amount: Money,
    /// Who pays.
    pub payer: Payer,
    /// The language that the bank frame was asked to speak.
    pub locale: Locale,
    /// When the customer started it.
    pub started_at: Timestamp,
    /// The provider's session, once there is one.
    pub session: Option<SessionId>,
    /// Where it stands.
    pub state: AttemptState,
    /// What the customer was seen to do in the frame, oldest first: hints.
    pub steps: Vec<(StepName, Timestamp)>,
    /// What the last step claimed.
    pub claim: Option<Claim>,
    /// The provider's last answer.
    pub reading: Option<Reading>,
    /// Set once somebody asked to stop it and until it has ended.
    pub stop_asked: Option<CanceledBy>,
}

/// Where an attempt stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// The provider is being asked for a session.
    Opening,
    /// The customer can pay.
    Live,
    /// It is over.
    Ended {
        /// How.
        end: End,
        /// When.
        at: Timestamp,
    },
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// With money.
    Paid {
        /// How much.
        amount: Money,
        /// Whether the provider stands behind it.
        guaranteed: bool,
    },
    /// Without money, for a reason.
    Failed(Failure),
    /// Somebody stopped it.
    Canceled(CanceledBy),
    /// Another attempt took its place.
    Superseded,
}

/// Who stopped something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CanceledBy {
    /// The customer, on the page or in the bank frame.
    Customer,
    /// The merchant, through the API.
    Merchant,
    /// The checkout's time was up.
    Clock,
}

impl Attempt {
    /// Whether the customer may still pay by it.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        match self.state {
            AttemptState::Opening | AttemptState::Live => true,
            AttemptState::Ended { .. } => false,
        }
    }

    /// How it ended, once it has.
    #[must_use]
    pub const fn end(&self) -> Option<&End> {
        match &self.state {
            AttemptState::Ended { end, .. } => Some(end),
            AttemptState::Opening | AttemptState::Live => None,
        }
    }

    /// Whether money came of it.
    #[must_use]
    pub const fn is_paid(&self) -> bool {
        matches!(self.end(), Some(End::Paid { .. }))
    }

    /// Whether the provider has nothing more to say about its session.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.reading.as_ref().is_some_and(Reading::is_final)
    }

    /// The last step that was seen in the frame.
    #[must_use]
    pub fn last_step(&self) -> Option<&StepName> {
        self.steps.last().map(|(step, _)| step)
    }
}
