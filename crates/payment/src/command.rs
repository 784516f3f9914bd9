use crate::{
    AgreementLink, AttemptId, CanceledBy, Claim, Delivery, Failure, LinkRequestId, LinkedAccount,
    LinkedAccountId, Locale, LoginId, Method, Money, OrderId, Payer, Proof, Reading, Said, Session,
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
        /// How the customer gets to the bank's page.
        delivery: Delivery,
    },
    /// The attempt is paid from an account that the customer links first.
    BeginLinking {
        /// Which.
        attempt: AttemptId,
    },
    /// The customer has signed in at their bank in the frame. A login is worth nothing
    /// until the provider has shown whose accounts are behind it.
    Login {
        /// In whose frame.
        attempt: AttemptId,
        /// The login.
        login: LoginId,
        /// The account that they picked there.
        account: Option<LinkedAccountId>,
    },
    /// The provider is busy reading the accounts behind the login.
    AccountsAsked {
        /// For which attempt.
        attempt: AttemptId,
        /// The reading.
        request: LinkRequestId,
    },
    /// The provider showed the accounts.
    AccountsRead {
        /// For which attempt.
        attempt: AttemptId,
        /// Those whose holder has the payer's name and which can be debited.
        accounts: Vec<LinkedAccount>,
    },
    /// The customer says which account pays. Money is asked for from here on.
    ChooseAccount {
        /// For which attempt.
        attempt: AttemptId,
        /// The account.
        account: LinkedAccountId,
    },
    /// The provider is about to be asked for the debit: to be said before it is, so that it
    /// is never asked twice.
    AskDebit {
        /// For which attempt.
        attempt: AttemptId,
    },
    /// The provider made a session for the attempt.
    Opened {
        /// Whose.
        attempt: AttemptId,
        /// The session.
        session: Session,
    },
    /// A signed notification names a session that can only be this attempt's, whose making
    /// was never answered.
    Adopt {
        /// Whose.
        attempt: AttemptId,
        /// The session.
        session: SessionId,
    },
    /// The provider told where the debit agreement is signed.
    OfferAgreement {
        /// Whose.
        attempt: AttemptId,
        /// Where.
        link: AgreementLink,
    },
    /// A signed notification says that the provider would guarantee the payment.
    GuaranteeIssued {
        /// Of which attempt.
        attempt: AttemptId,
        /// How much of it, where that is said.
        amount: Option<Money>,
    },
    /// The provider made no session, or we never learned of one.
    NotOpened {
        /// Whose.
        attempt: AttemptId,
        /// Why.
        failure: Failure,
    },
    /// The provider should have made a session long ago.
    GiveUpOpening {
        /// Whose.
        attempt: AttemptId,
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
    /// The customer wants another checkout in the place of this one, at which nobody has begun
    /// to pay. Where somebody has, nothing changes.
    Withdraw,
    /// The customer needs more time.
    Extend,
    /// The merchant claims the payment for what it fulfils. The first claim wins for ever,
    /// and claiming again for the same order changes nothing.
    Claim {
        /// The merchant's order.
        order: OrderId,
    },
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
    /// The link goes by e-mail for e-Transfer alone, and for orders with a reference.
    #[error("{0} is not delivered by e-mail")]
    NotByEmail(Method),
    /// The provider may have sent a link of which we never heard: another one could be paid
    /// as well.
    #[error("a payment link may have been sent already")]
    MayBeSent,
    /// The provider may have made a debit of which we never heard: another one could be taken
    /// as well.
    #[error("a debit may have been asked for already")]
    MayBeDebited,
    /// The customer has not linked such an account.
    #[error("the attempt has no such account")]
    NoSuchAccount,
    /// The attempt has a session already, and it is another one.
    #[error("the attempt has another session")]
    OtherSession,
    /// There is no payment to claim.
    #[error("the checkout is {}, not paid", .0.as_str())]
    NotPaid(Status),
    /// The bank took the payment back before anybody claimed it.
    #[error("the payment went back to the customer")]
    PaymentReturned,
    /// The payment was claimed for another order.
    #[error("the payment is claimed for another order")]
    ClaimedForAnother,
}
