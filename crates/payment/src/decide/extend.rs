//! More time for a customer who asks for it.

use super::fact::fact;
use crate::{Checkout, Event, Evidence, Phase, Recorded, Rejection, Status, Timestamp};

/// Moves the end, while the checkout can still be paid. Where there is no more time to be had,
/// or it was given a moment ago, it stays where it is.
pub(super) fn extend(checkout: &Checkout, now: Timestamp) -> Result<Vec<Recorded>, Rejection> {
    if checkout.phase != Phase::Open {
        return Err(Rejection::NotOpen(checkout.status()));
    }
    if now >= checkout.expires_at {
        return Err(Rejection::NotOpen(Status::Expired));
    }
    let extended = checkout
        .more_time(now)
        .map(|expires_at| Event::CheckoutExtended { expires_at });
    Ok(extended
        .into_iter()
        .map(|event| fact(Evidence::Browser, now, event))
        .collect())
}
