use leptos::prelude::*;

use super::{around::Page, bank};
use crate::{island::frame::BankFrame, page::live_state, part::unlisted, words::Framed};

/// The frame in which the customer links the account to be debited. Its address is one of
/// ours: the provider's has a token that opens it once, so it is asked for when the frame
/// loads, and again when the page is opened in full.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let telling = page.telling(page.screen);
    let (frame, full) = (page.below("link/frame"), page.below("link"));
    let frame = bank::iframe(page, Framed::Link, frame);
    let state = live_state(page.view(), page.locale());
    view! {
        <div class="head" data-swap="bank-head">
            <h1 tabindex="-1">{telling.title}</h1>
            <p class="lead">{telling.lead}</p>
            <p class="quiet">{telling.next}</p>
            {bank::before(page)}
        </div>
        <BankFrame state=state>
            {frame}
        </BankFrame>
        <div class="notes" data-swap="bank-notes">
            {without_scripts(page, full.clone())}
            {bank::in_full(page, Framed::Link, full)}
            {unlisted::ways(page)}
            {bank::ways(page)}
        </div>
    }
    .into_any()
}

/// The frame tells by a message what was linked, which only a script can hear. In full, the
/// bank's page leads back here by itself.
fn without_scripts(page: &Page<'_>, full: String) -> AnyView {
    view! {
        <noscript>
            <p>
                <a class="button" href=full rel="noopener">
                    {(page.words.bank.frame)(Framed::Link).in_full}
                </a>
            </p>
        </noscript>
    }
    .into_any()
}
