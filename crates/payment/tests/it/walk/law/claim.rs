//! Who may fulfil an order for the payment.

use payment::{CaseKind, Checkout, Command, Evidence, Rejection};

use super::{Held, Law, Objection, Step, holds};

impl Step<'_> {
    pub(super) fn claim_is_the_merchants(&self) -> Held {
        if self.before.fulfilment == self.after.fulfilment {
            return Ok(());
        }
        holds(
            self.before.fulfilment.is_none(),
            "a claim was changed or undone",
        )?;
        let Command::Claim { order } = self.command else {
            return Err("claimed without being asked");
        };
        let is_asked = self
            .after
            .fulfilment
            .as_ref()
            .is_some_and(|claim| claim.order == *order && claim.claimed_at == self.now);
        holds(is_asked, "claimed for another order or day")?;
        let is_merchants = self
            .events
            .iter()
            .all(|fact| fact.evidence == Evidence::Merchant);
        holds(is_merchants, "claimed by somebody else than the merchant")
    }
}

/// What a claim must be answered, whatever it is answered.
pub(crate) fn claimed_as_it_must_be(
    checkout: &Checkout,
    command: &Command,
    answer: Result<usize, &Rejection>,
) -> Result<(), Objection> {
    let Command::Claim { order } = command else {
        return Ok(());
    };
    let expected = match (&checkout.fulfilment, checkout.payment()) {
        (Some(claim), _) if claim.order == *order => Ok(0),
        (Some(_), _) => Err(Rejection::ClaimedForAnother),
        (None, None) => Err(Rejection::NotPaid(checkout.status())),
        (None, Some(payment)) => {
            let is_back = checkout.cases.iter().any(|case| {
                case.kind == CaseKind::ReturnedPayment && case.attempt == payment.attempt
            });
            if is_back {
                Err(Rejection::PaymentReturned)
            } else {
                Ok(1)
            }
        }
    };
    if answer == expected.as_ref().copied() {
        Ok(())
    } else {
        Err((Law::OneClaim, "a claim was answered otherwise"))
    }
}
