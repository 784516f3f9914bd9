//! Waiting that takes longer than it usually does.

use std::time::Duration;

use leptos::prelude::*;
use payment::{Phase, Screen, Timestamp};

use crate::{
    page::around::{Page, waiting_for},
    words::WaitingFor,
};

/// Says so once it is true: `src/start.js` shows it when the seconds that it names have passed,
/// and without scripts the page that looks again has it.
pub(crate) fn notice(page: &Page<'_>) -> Option<AnyView> {
    let checkout = &page.view().checkout;
    let waits = matches!(page.screen, Screen::Opening | Screen::Checking);
    let said_done = page.input.waiting_since.filter(|_| is_at_bank(page.screen));
    if !waits && said_done.is_none() {
        return None;
    }
    let waiting_for = match checkout.phase {
        Phase::Closing { .. } => WaitingFor::Stop,
        Phase::Open | Phase::Paid(_) | Phase::Canceled { .. } | Phase::Expired { .. } => {
            waiting_for(page.attempt())
        }
    };
    let usual = usual(waiting_for)?;
    let since = said_done.or_else(|| since(page, waiting_for));
    let since = since.unwrap_or(checkout.as_of);
    let waited = page.view().now.since(since);
    let left = usual.saturating_sub(waited).as_secs();
    let words = (page.words.time.slow)(waiting_for);
    let notice = view! {
        <div role="status" data-late=left.to_string()>
            <p class="slow" hidden=left.gt(&0)>
                {words}
            </p>
        </div>
    };
    Some(notice.into_any())
}

/// Whether the customer is at a page of the bank's or the provider's. Whoever says that they are
/// done there, without scripts, waits since then.
#[must_use]
pub const fn is_at_bank(screen: Screen) -> bool {
    matches!(screen, Screen::Bank | Screen::Link | Screen::Agreement)
}

/// When the waiting began. Other facts come in the meantime, as more time or a step of the frame
/// that was under way, and begin nothing; a stop is asked for by the latest of them.
fn since(page: &Page<'_>, waiting_for: WaitingFor) -> Option<Timestamp> {
    let attempt = page.attempt()?;
    let last_step = attempt.steps.last().map(|(_, at)| *at);
    match waiting_for {
        WaitingFor::Page | WaitingFor::Mail => Some(attempt.started_at),
        WaitingFor::Debit => attempt.debit_asked_at,
        WaitingFor::Accounts | WaitingFor::Payment => last_step,
        WaitingFor::Stop | WaitingFor::Day => None,
    }
}

/// How long that usually takes at most; `None` where it takes days. Assumption: the provider
/// documents no such times but that accounts can take minutes to read [C-auth].
const fn usual(waiting_for: WaitingFor) -> Option<Duration> {
    let seconds = match waiting_for {
        WaitingFor::Page => 10,
        WaitingFor::Mail | WaitingFor::Stop => 15,
        WaitingFor::Debit => 20,
        WaitingFor::Payment => 30,
        WaitingFor::Accounts => 45,
        WaitingFor::Day => return None,
    };
    Some(Duration::from_secs(seconds))
}
