//! What a command does.

use payment::{
    Checkout, Command, NotificationKind, Recorded, Rejection, Timestamp, apply, decide,
    notification_after,
};

use super::works::{Task, Works};
use crate::setup::Till;

/// A command's effect.
pub(super) struct Said {
    pub(super) checkout: Checkout,
    pub(super) works: Works,
    pub(super) told: Vec<NotificationKind>,
    pub(super) events: Vec<Recorded>,
}

/// Says `command` and writes down the work that follows.
pub(super) fn say(
    checkout: &Checkout,
    works: Works,
    command: &Command,
    now: Timestamp,
) -> Result<Said, Rejection> {
    let events = decide(checkout, command.clone(), now)?;
    let mut told = Vec::new();
    let mut works = works;
    let mut after = checkout.clone();
    for fact in &events {
        after = apply(after, fact);
        works = works.after(&after, &fact.event);
        told.extend(notification_after(&after, &fact.event));
    }
    Ok(Said {
        checkout: after,
        works,
        told,
        events,
    })
}

/// The places where a walk begins: an order for the page, and one whose link is e-mailed.
pub(super) fn beginnings() -> [(Checkout, Works); 2] {
    let till = Till::open();
    let works = Works::default().after(&till.checkout, &till.log[0].event);
    [works, works.with(Task::Deliver)].map(|works| (till.checkout.clone(), works))
}
