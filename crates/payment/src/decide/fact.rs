//! Events with when and how we know.

use crate::{CanceledBy, Event, Evidence, Recorded, Timestamp};

pub(super) const fn evidence_of(by: CanceledBy) -> Evidence {
    match by {
        CanceledBy::Customer => Evidence::Browser,
        CanceledBy::Merchant => Evidence::Merchant,
        CanceledBy::Clock => Evidence::Clock,
    }
}

pub(super) const fn fact(evidence: Evidence, at: Timestamp, event: Event) -> Recorded {
    Recorded {
        at,
        evidence,
        event,
    }
}

pub(super) fn facts(evidence: Evidence, at: Timestamp) -> impl Fn(Event) -> Recorded {
    move |event| fact(evidence, at, event)
}
