//! Waiting that takes longer than it usually does.

use std::time::Duration;

use leptos::prelude::*;
use payment::{Phase, Screen};

use crate::{
    page::around::{Page, waiting_for},
    words::WaitingFor,
};

/// Says so once it is true: `src/start.js` shows it when the seconds that it names have passed,
/// and without scripts the page that looks again has it.
pub(crate) fn notice(page: &Page<'_>) -> Option<AnyView> {
    let checkout = &page.view().checkout;
    if !matches!(page.screen, Screen::Opening | Screen::Checking) {
        return None;
    }
    let waiting_for = match checkout.phase {
        Phase::Closing { .. } => WaitingFor::Stop,
        Phase::Open | Phase::Paid(_) | Phase::Canceled { .. } | Phase::Expired { .. } => {
            waiting_for(page.attempt())
        }
    };
    let usual = usual(waiting_for)?;
    // What is waited for began with the latest of the facts.
    let waited = page.view().now.since(checkout.as_of);
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
