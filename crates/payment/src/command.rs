use crate::{
    AttemptId, CanceledBy, Claim, Failure, Locale, Method, Money, Payer, Proof, Reading, Said,
    SessionId, Status, StepName,
};

/// What can be asked of a checkout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Start an attempt. Asking again with the same id changes nothing: a double click,
    /// a reload and the back button start one attempt.
    Start {
        /// The new attempt's id, chosen by the form.
        attempt: AttemptId,
        /// How the customer wants to pay.
        method: Method,
        /// How much, where the order leaves that open.
        amount: Option<Money>,
        /// Who pays.
        payer: Payer,
        /// The language to ask of the bank frame.
        locale: Locale,
    },
    /// The provider made a session for the attempt.
    Opened {
        /// Whose.
        attempt: AttemptId,
        /// The session.
        session: SessionId,
    },
    /// The provider made no session, or we never learned of one.
    NotOpened {
        /// Whose.
        attempt: AttemptId,
        /// Why.
        failure: Failure,
    },
    /// The frame posted a step.
    Hint {
        /// In whose frame.
        attempt: AttemptId,
        /// The step.
        step: StepName,
        /// What it claims.
        claim: Claim,
    },
    /// A signed notification came.
    Notice {
        /// About which attempt.
        attempt: AttemptId,
        /// What it says.
        said: Said,
    },
    /// The provider answered.
    Read {
        /// About which attempt.
        attempt: AttemptId,
        /// What the answer means.
        reading: Reading,
        /// The provider's words.
        said: Said,
        /// How we know.
        proof: Proof,
    },
    /// Stop the attempt: first ask the provider to cancel its session.
    AskStop {
        /// Which.
        attempt: AttemptId,
        /// Who asks.
        by: CanceledBy,
    },
    /// The provider was asked; stop now, whatever it answered. Money that comes
    /// later is still seen.
    Stop {
        /// Which.
        attempt: AttemptId,
    },
    /// The merchant calls the checkout off.
    Cancel,
    /// The clock passed a moment that may matter.
    Tick,
}

/// Why a command changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The checkout has ended, or is about to.
    #[error("the checkout is {}", .0.as_str())]
    NotOpen(Status),
    /// No such attempt.
    #[error("the checkout has no such attempt")]
    NoSuchAttempt,
    /// The attempt is over.
    #[error("the attempt is over")]
    AttemptOver,
    /// The merchant does not offer this method.
    #[error("the checkout does not offer {0}")]
    MethodNotOffered(Method),
    /// The order leaves the amount open and the customer gave none.
    #[error("the customer has to say how much")]
    AmountMissing,
    /// So many attempts that something other than a person is at work.
    #[error("the checkout has had too many attempts")]
    TooManyAttempts,
    /// The attempt has a session already, and it is another one.
    #[error("the attempt has another session")]
    OtherSession,
}
