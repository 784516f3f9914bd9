use serde::{Deserialize, Serialize};

use crate::{
    Attempt, AttemptId, AttemptState, CheckoutId, End, Evidence, Failure, Fulfilment, MerchantId,
    Method, Money, Order, Timestamp, work::OPENING_GRACE,
};

/// One order to be paid, as its events tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checkout {
    /// Its id.
    pub id: CheckoutId,
    /// Who is paid.
    pub merchant: MerchantId,
    /// What the merchant asked for.
    pub order: Order,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the page would have closed if nobody had asked for more time.
    pub first_end: Timestamp,
    /// When the page closes.
    pub expires_at: Timestamp,
    /// Where it stands.
    pub phase: Phase,
    /// Every attempt, oldest first. At most one is live.
    pub attempts: Vec<Attempt>,
    /// Why the last attempt did not pay, while the customer may try again.
    pub last_failure: Option<LastFailure>,
    /// Money that came and does not count for this checkout, or that went back.
    pub cases: Vec<Case>,
    /// What the merchant fulfils for the payment, once it has claimed it.
    pub fulfilment: Option<Fulfilment>,
    /// When the latest of its facts was known: its own time never stands before that.
    pub as_of: Timestamp,
}

/// Where a checkout stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It can be paid.
    Open,
    /// It is to end, and the live attempt's last word is awaited.
    Closing {
        /// Why.
        reason: CloseReason,
        /// Since when.
        since: Timestamp,
    },
    /// It is paid. Final.
    Paid(Payment),
    /// The merchant called it off. Final.
    Canceled {
        /// When.
        at: Timestamp,
    },
    /// Its time was up. Final.
    Expired {
        /// When.
        at: Timestamp,
    },
}

/// Why a checkout is to end unpaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// Its time is up.
    Expired,
    /// The merchant called it off.
    Canceled,
}

/// The one payment that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// The attempt that brought it.
    pub attempt: AttemptId,
    /// How it was paid.
    pub method: Method,
    /// How much was really paid.
    pub amount: Money,
    /// Whether the provider stands behind it.
    pub guaranteed: bool,
    /// How we know.
    pub evidence: Evidence,
    /// When we knew.
    pub paid_at: Timestamp,
}

/// Why the customer is asked to try again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LastFailure {
    /// The attempt that failed.
    pub attempt: AttemptId,
    /// Its failure.
    pub failure: Failure,
    /// When we knew.
    pub at: Timestamp,
}

/// Money that arrived and cannot count, or that went back: somebody must look at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// What is the matter.
    pub kind: CaseKind,
    /// The attempt that brought the money.
    pub attempt: AttemptId,
    /// How much.
    pub amount: Money,
    /// The provider's own code for it, such as a return code, where there is one.
    pub detail: Option<String>,
    /// When we knew.
    pub at: Timestamp,
}

/// How a payment that counts stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The order is paid.
    Paid,
    /// Less was paid than the order asks for.
    Short,
    /// A debit that nobody guarantees: it was agreed to, which is less than paid.
    Debit,
    /// The bank took the payment back.
    Returned,
}

/// What is the matter with money that cannot count or went back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// The checkout was paid already.
    DuplicatePayment,
    /// The checkout had expired or had been cancelled.
    LatePayment,
    /// The bank took the money back after it had counted.
    ReturnedPayment,
}

/// A checkout's status in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waiting for the customer.
    Open,
    /// An attempt is live.
    Processing,
    /// Paid. Final.
    Paid,
    /// Called off by the merchant. Final.
    Canceled,
    /// Out of time. Final.
    Expired,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Processing,
        Self::Paid,
        Self::Canceled,
        Self::Expired,
    ];

    /// Its name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Processing => "processing",
            Self::Paid => "paid",
            Self::Canceled => "canceled",
            Self::Expired => "expired",
        }
    }

    /// Whether nothing can change it any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::Open | Self::Processing => false,
            Self::Paid | Self::Canceled | Self::Expired => true,
        }
    }
}

impl Checkout {
    /// Its status in the API.
    #[must_use]
    pub fn status(&self) -> Status {
        match &self.phase {
            Phase::Open if self.live().is_none() => Status::Open,
            Phase::Open | Phase::Closing { .. } => Status::Processing,
            Phase::Paid(_) => Status::Paid,
            Phase::Canceled { .. } => Status::Canceled,
            Phase::Expired { .. } => Status::Expired,
        }
    }

    /// The checkout's own time when the clock says `now`. A clock that jumps backwards takes
    /// nothing back of what the checkout has seen pass.
    #[must_use]
    pub fn time(&self, now: Timestamp) -> Timestamp {
        now.max(self.as_of)
    }

    /// Whether the provider may still tell of a session that it is being asked for.
    #[must_use]
    pub fn expects_session(&self, now: Timestamp) -> bool {
        let now = self.time(now);
        self.attempts.iter().any(|attempt| {
            let may_be_under_way = match &attempt.state {
                AttemptState::Opening => true,
                AttemptState::Linking(_) | AttemptState::Live => false,
                AttemptState::Ended { end, .. } => match end {
                    End::Superseded | End::Canceled(_) => {
                        attempt.account.is_none() && now.since(attempt.started_at) < OPENING_GRACE
                    }
                    End::Failed(_) | End::Paid { .. } => false,
                },
            };
            may_be_under_way && attempt.session.is_none()
        })
    }

    /// The attempt by which the customer may still pay.
    #[must_use]
    pub fn live(&self) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.is_live())
    }

    /// The attempt of that id.
    #[must_use]
    pub fn attempt(&self, id: &AttemptId) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.id == *id)
    }

    /// The payment, once there is one.
    #[must_use]
    pub const fn payment(&self) -> Option<&Payment> {
        match &self.phase {
            Phase::Paid(payment) => Some(payment),
            Phase::Open
            | Phase::Closing { .. }
            | Phase::Canceled { .. }
            | Phase::Expired { .. } => None,
        }
    }

    /// Whether the bank took back the payment that counts.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.returned().is_some()
    }

    /// The return of the payment that counts, where the bank took it back.
    #[must_use]
    pub fn returned(&self) -> Option<&Case> {
        let payment = self.payment()?;
        let is_its_return = |case: &&Case| match case.kind {
            CaseKind::ReturnedPayment => case.attempt == payment.attempt,
            CaseKind::DuplicatePayment | CaseKind::LatePayment => false,
        };
        self.cases.iter().find(is_its_return)
    }

    /// How the payment that counts stands; `None` before there is one.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        let payment = self.payment()?;
        let is_debit = match payment.method {
            Method::Eft | Method::GuaranteedEft => !payment.guaranteed,
            Method::ETransfer => false,
        };
        Some(match (self.returned(), is_debit, self.shortfall()) {
            (Some(_), _, _) => Standing::Returned,
            (None, true, _) => Standing::Debit,
            (None, false, Some(_)) => Standing::Short,
            (None, false, None) => Standing::Paid,
        })
    }

    /// How much of the order a payment left open: the provider's next-best offer can
    /// guarantee less than was asked for.
    #[must_use]
    pub fn shortfall(&self) -> Option<Money> {
        let (asked, paid) = (self.order.amount?, self.payment()?.amount);
        asked.checked_sub(paid).filter(|short| *short > Money::ZERO)
    }
}
