//! Who may fulfil an order for the payment.

use super::fact::fact;
use crate::{Checkout, Event, Evidence, OrderId, Recorded, Rejection, Timestamp};

/// The first claim of a payment wins for ever. What went back before anybody claimed it is
/// nothing to fulfil an order for.
pub(super) fn claim(
    checkout: &Checkout,
    order: OrderId,
    now: Timestamp,
) -> Result<Vec<Recorded>, Rejection> {
    if let Some(claimed) = &checkout.fulfilment {
        return if claimed.order == order {
            Ok(Vec::new())
        } else {
            Err(Rejection::ClaimedForAnother)
        };
    }
    if checkout.payment().is_none() {
        return Err(Rejection::NotPaid(checkout.status()));
    }
    if checkout.is_returned() {
        return Err(Rejection::PaymentReturned);
    }
    Ok(vec![fact(
        Evidence::Merchant,
        now,
        Event::CheckoutClaimed { order },
    )])
}
