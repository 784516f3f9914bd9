use serde::{Deserialize, Serialize};

use crate::{
    AgreementLink, AttemptId, Claim, Delivery, Failure, GuaranteeAnswer, LinkedAccount, Linking,
    Locale, Method, Money, Payer, Reading, Session, StepName, Timestamp,
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
    /// How the customer gets to the bank's page.
    pub delivery: Delivery,
    /// When the customer started it.
    pub started_at: Timestamp,
    /// The account that the customer chose, where they linked one.
    pub account: Option<LinkedAccount>,
    /// When the provider was asked for its debit.
    pub debit_asked_at: Option<Timestamp>,
    /// The provider's session, once there is one.
    pub session: Option<Session>,
    /// Where the debit agreement is signed, where that is a page of its own.
    pub agreement: Option<AgreementLink>,
    /// What we said to the provider's guarantee.
    pub guarantee: Option<GuaranteeAnswer>,
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
    /// The customer links an account, from which the provider will be asked for a debit.
    Linking(Linking),
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
            AttemptState::Opening | AttemptState::Linking(_) | AttemptState::Live => true,
            AttemptState::Ended { .. } => false,
        }
    }

    /// How it ended, once it has.
    #[must_use]
    pub const fn end(&self) -> Option<&End> {
        match &self.state {
            AttemptState::Ended { end, .. } => Some(end),
            AttemptState::Opening | AttemptState::Linking(_) | AttemptState::Live => None,
        }
    }

    /// Where the customer is with linking an account, while that is what they do.
    #[must_use]
    pub const fn linking(&self) -> Option<&Linking> {
        match &self.state {
            AttemptState::Linking(linking) => Some(linking),
            AttemptState::Opening | AttemptState::Live | AttemptState::Ended { .. } => None,
        }
    }

    /// Whether the provider was asked for nothing yet, so that it can bring no money.
    #[must_use]
    pub(crate) const fn is_unasked(&self) -> bool {
        match &self.state {
            AttemptState::Linking(linking) => !matches!(linking, Linking::DebitAsked),
            AttemptState::Opening | AttemptState::Live | AttemptState::Ended { .. } => false,
        }
    }

    /// Whether it is over and the provider may have made a session for it of which we never
    /// heard. One that is being asked for will be told by the answer.
    #[must_use]
    pub fn misses_session(&self) -> bool {
        let is_missed = match &self.state {
            AttemptState::Ended { end, .. } => match end {
                End::Failed(failure) => failure.is_unanswered(),
                // A link that was e-mailed can be paid although nobody waits for it.
                End::Superseded | End::Canceled(_) => self.delivery == Delivery::Email,
                End::Paid { .. } => false,
            },
            AttemptState::Opening | AttemptState::Linking(_) | AttemptState::Live => false,
        };
        is_missed && self.session.is_none() && self.account.is_none()
    }

    /// Whether the bank has a debit to take on a day that has not come.
    #[must_use]
    pub fn is_scheduled(&self) -> bool {
        self.reading == Some(Reading::Scheduled)
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
