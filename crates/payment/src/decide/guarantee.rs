//! What is said to a guarantee.

use super::{fact::fact, find, is_wanted_at};
use crate::{
    AttemptId, Checkout, Event, Evidence, GuaranteeAnswer, Money, Recorded, Rejection, Timestamp,
};

/// A guarantee is accepted for a payment that is still wanted, and never for more than was
/// asked. An acceptance is taken back when the payment is no longer wanted; a refusal stands.
pub(super) fn answer(
    checkout: &Checkout,
    attempt: AttemptId,
    amount: Option<Money>,
    now: Timestamp,
) -> Result<Vec<Recorded>, Rejection> {
    let known = find(checkout, &attempt)?;
    let is_covered = amount.is_none_or(|sum| sum <= known.amount);
    let answer = if is_wanted_at(checkout, known, now) && is_covered {
        GuaranteeAnswer::Accepted
    } else {
        GuaranteeAnswer::Refused
    };
    let is_said = match known.guarantee {
        None => false,
        Some(GuaranteeAnswer::Accepted) => answer == GuaranteeAnswer::Accepted,
        Some(GuaranteeAnswer::Refused) => true,
    };
    if known.is_paid() || is_said {
        return Ok(Vec::new());
    }
    Ok(vec![fact(
        Evidence::Webhook,
        now,
        Event::GuaranteeAnswered { attempt, answer },
    )])
}
