//! What is the case with a checkout, and how it is known: one kind of sentence for each.

use payment::{
    Attempt, AttemptState, Checkout, CheckoutId, Claim, CloseReason, End, Evidence, MAX_ATTEMPTS,
    MerchantId, Money, Phase, Reading, Screen, Timestamp, screen,
};
use store::{Logged, Version};

/// What is the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Story {
    /// It is paid.
    Paid { amount: Money, guaranteed: bool },
    /// It was, and the bank took the money back.
    Returned { amount: Money },
    /// Nobody has tried.
    Untouched,
    /// The last attempt failed.
    Failed(Again),
    /// The last attempt ended otherwise without money.
    Stopped(Again),
    /// The browser says that it is done, and nobody else does.
    Claimed,
    /// The debit agreement is not signed.
    Unsigned,
    /// The bank has yet to take the debit.
    Scheduled,
    /// An attempt is live.
    Underway,
    /// It is, and somebody asked to stop it.
    Stopping,
    /// It is to end.
    Closing,
    /// The merchant called it off.
    Canceled,
    /// Its time was up.
    Expired,
    /// It had ended for that reason, and money arrived afterwards.
    Late(CloseReason),
}

/// Whether the customer can try once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// They can.
    Possible,
    /// There were as many attempts as there may be.
    UsedUp,
}

impl Story {
    pub(crate) fn of(checkout: &Checkout) -> Self {
        match &checkout.phase {
            Phase::Paid(payment) if checkout.is_returned() => Self::Returned {
                amount: payment.amount,
            },
            Phase::Paid(payment) => Self::Paid {
                amount: payment.amount,
                guaranteed: payment.guaranteed,
            },
            Phase::Closing { .. } => Self::Closing,
            // A case of a checkout that ended unpaid is money that came too late.
            Phase::Canceled { .. } if checkout.cases.is_empty() => Self::Canceled,
            Phase::Canceled { .. } => Self::Late(CloseReason::Canceled),
            Phase::Expired { .. } if checkout.cases.is_empty() => Self::Expired,
            Phase::Expired { .. } => Self::Late(CloseReason::Expired),
            Phase::Open => {
                let again = if checkout.attempts.len() < MAX_ATTEMPTS {
                    Again::Possible
                } else {
                    Again::UsedUp
                };
                let last = checkout.attempts.last();
                last.map_or(Self::Untouched, |last| Self::of_attempt(last, again))
            }
        }
    }

    fn of_attempt(attempt: &Attempt, again: Again) -> Self {
        match &attempt.state {
            AttemptState::Ended { end, .. } => match end {
                End::Failed(_) => Self::Failed(again),
                End::Canceled(_) | End::Superseded => Self::Stopped(again),
                // Between two events of one transaction.
                End::Paid { .. } => Self::Underway,
            },
            AttemptState::Opening | AttemptState::Linking(_) | AttemptState::Live
                if attempt.stop_asked.is_some() =>
            {
                Self::Stopping
            }
            AttemptState::Opening | AttemptState::Linking(_) | AttemptState::Live => {
                match (&attempt.reading, attempt.claim) {
                    (Some(Reading::AgreementMissing), _) => Self::Unsigned,
                    (Some(Reading::Scheduled), _) => Self::Scheduled,
                    (_, Some(Claim::Done)) => Self::Claimed,
                    (_, Some(Claim::Underway | Claim::Over) | None) => Self::Underway,
                }
            }
        }
    }
}

/// The moment that the story tells of.
pub(crate) fn moment(checkout: &Checkout) -> Timestamp {
    match &checkout.phase {
        Phase::Paid(payment) => payment.paid_at,
        Phase::Canceled { at } | Phase::Expired { at } => *at,
        Phase::Closing { since, .. } => *since,
        Phase::Open => match checkout.attempts.last().map(|attempt| &attempt.state) {
            Some(AttemptState::Ended { at, .. }) => *at,
            Some(AttemptState::Opening | AttemptState::Linking(_) | AttemptState::Live) | None => {
                checkout.as_of
            }
        },
    }
}

/// How it is known.
pub(crate) fn evidence(checkout: &Checkout) -> Evidence {
    checkout
        .payment()
        .map_or(Evidence::StatusRead, |payment| payment.evidence)
}

/// A screen that the customer's page changed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// With which event.
    pub seq: Version,
    /// When.
    pub at: Timestamp,
    /// To which screen.
    pub screen: Screen,
}

/// Every change of the screen that a log tells of, the first page among them. What happens in
/// one moment is one change.
#[must_use]
pub fn moments(log: &[Logged]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    let mut told: Option<Checkout> = None;
    for Logged { seq, recorded, .. } in log {
        told = match told.take() {
            Some(checkout) => Some(payment::apply(checkout, recorded)),
            // Who is paid, and which checkout it is, changes no screen.
            None => payment::open(
                CheckoutId::from_bytes([0; 16]),
                MerchantId::from_bytes([0; 16]),
                recorded,
            ),
        };
        let Some(checkout) = &told else {
            break;
        };
        let moment = Moment {
            seq: *seq,
            at: recorded.at,
            screen: screen(checkout),
        };
        if moments.last().is_some_and(|last| last.at == moment.at) {
            moments.pop();
        }
        if moments
            .last()
            .is_none_or(|last| last.screen != moment.screen)
        {
            moments.push(moment);
        }
    }
    moments
}

#[cfg(test)]
mod tests;
