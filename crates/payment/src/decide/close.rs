//! How a checkout ends unpaid.

use super::fact::{evidence_of, fact, facts};
use crate::{
    Attempt, CanceledBy, Checkout, CloseReason, End, Event, Evidence, Phase, Recorded, Timestamp,
    work::{CLOSE_GRACE, SCHEDULE_WINDOW},
};

/// What the clock does: ends what is out of time, and what was to end and got no last word.
pub(super) fn tick(checkout: &Checkout, now: Timestamp) -> Vec<Recorded> {
    match checkout.phase {
        // The customer has done everything: the bank takes its days, and the page waits.
        Phase::Open
            if checkout.live().is_some_and(Attempt::is_scheduled)
                && now < checkout.expires_at.plus(SCHEDULE_WINDOW) =>
        {
            Vec::new()
        }
        Phase::Open if now >= checkout.expires_at => begin(checkout, CloseReason::Expired, now),
        Phase::Closing { reason, since } if now >= since.plus(CLOSE_GRACE) => {
            let ended = checkout.live().map(|live| Event::AttemptEnded {
                attempt: live.id.clone(),
                end: End::Canceled(closed_by(reason)),
            });
            ended
                .into_iter()
                .chain([Event::CheckoutClosed { reason }])
                .map(facts(Evidence::Clock, now))
                .collect()
        }
        Phase::Open
        | Phase::Closing { .. }
        | Phase::Paid(_)
        | Phase::Canceled { .. }
        | Phase::Expired { .. } => Vec::new(),
    }
}

/// Ends the checkout, or starts to where an attempt is live and could still be paid.
pub(super) fn begin(checkout: &Checkout, reason: CloseReason, now: Timestamp) -> Vec<Recorded> {
    let by = closed_by(reason);
    let decided = facts(evidence_of(by), now);
    match checkout.live() {
        None => vec![decided(Event::CheckoutClosed { reason })],
        Some(live) if live.is_unasked() => {
            let end = Event::AttemptEnded {
                attempt: live.id.clone(),
                end: End::Canceled(by),
            };
            [end, Event::CheckoutClosed { reason }]
                .into_iter()
                .map(decided)
                .collect()
        }
        Some(live) => {
            let stop = live.stop_asked.is_none().then(|| Event::StopAsked {
                attempt: live.id.clone(),
                by,
            });
            [Event::ClosingBegan { reason }]
                .into_iter()
                .chain(stop)
                .map(decided)
                .collect()
        }
    }
}

/// Ends a checkout that the customer has left for another one. Money may come of whatever was
/// begun, so then it stays.
pub(super) fn withdraw(checkout: &Checkout, now: Timestamp) -> Vec<Recorded> {
    let is_untouched = checkout.phase == Phase::Open && checkout.attempts.is_empty();
    let reason = CloseReason::Canceled;
    let closed = is_untouched.then_some(Event::CheckoutClosed { reason });
    let by_customer = facts(evidence_of(CanceledBy::Customer), now);
    closed.into_iter().map(by_customer).collect()
}

/// `events` end the live attempt; a checkout that waited for that ends too.
pub(super) fn after(
    checkout: &Checkout,
    mut events: Vec<Recorded>,
    now: Timestamp,
) -> Vec<Recorded> {
    if let Phase::Closing { reason, .. } = checkout.phase {
        events.push(fact(
            evidence_of(closed_by(reason)),
            now,
            Event::CheckoutClosed { reason },
        ));
    }
    events
}

const fn closed_by(reason: CloseReason) -> CanceledBy {
    match reason {
        CloseReason::Expired => CanceledBy::Clock,
        CloseReason::Canceled => CanceledBy::Merchant,
    }
}
