//! Whether a form still fits the checkout that it is about.
//!
//! A page can be older than it looks: it stood in another tab, or the browser kept it. Its forms
//! tell which attempt was the last when it was drawn, so that one which another followed starts
//! nothing before its sender has seen that.

use payment::{Attempt, Checkout};

use crate::desk::Start;

/// What forms say where no attempt had been made yet.
const NONE: &str = "none";

/// What a page's forms bring along of the checkout as it was when they were drawn.
#[must_use]
pub fn seen(checkout: &Checkout) -> &str {
    let last = checkout.attempts.last();
    last.map_or(NONE, |attempt| attempt.id.as_str())
}

/// Whether an attempt was made since. A form that does not say what it knew is believed.
#[must_use]
pub fn is_stale(checkout: &Checkout, after: &str) -> bool {
    !after.is_empty() && after != seen(checkout)
}

/// Whether a form asks for what the attempt of its id was started with: it was sent twice, and
/// not changed in between.
pub(super) fn asks_for(start: &Start, came: &Attempt) -> bool {
    start.method == came.method
        && start.payer == came.payer
        && start.delivery == came.delivery
        && start.amount.is_none_or(|amount| amount == came.amount)
}
