use leptos::prelude::*;
use payment::{Attempt, Screen};

use super::around::Page;
use crate::{
    part::{
        header, look_again,
        outcome::{self, Tone},
        rights, slow,
    },
    words::Telling,
};

/// What we are waiting for: the provider's session, or its word on the payment.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let words = &page.words.bank;
    let is_asked_for = page.input.status_only;
    let waits_anyway = matches!(page.screen, Screen::Opening | Screen::Checking);
    let back = (is_asked_for && !waits_anyway).then(|| {
        view! { <a href=page.address("")>{words.back}</a> }
    });
    let again = if is_asked_for {
        page.address(&header::status_view(page))
    } else {
        page.address("")
    };
    let looks = look_again::notice(words, &again, look_again::WAITS, page.input.still);
    let again = format!("{again}{}", page.still());
    let is_signed = page.attempt().is_some_and(Attempt::is_scheduled);
    let signed = is_signed.then(|| rights::fold(page));
    view! {
        {outcome::outcome(Tone::Busy, &telling(page))}
        {looks}
        {outcome::reference(page)}
        {slow::notice(page)}
        <div class="ways">
            <a href=again>{words.refresh}</a>
            {back}
        </div>
        {signed}
    }
    .into_any()
}

/// While the bank's page is open elsewhere, all that we can say is that we are looking.
pub(crate) fn telling(page: &Page<'_>) -> Telling {
    match page.screen {
        Screen::Bank => page.telling(Screen::Checking),
        Screen::Choose
        | Screen::Opening
        | Screen::Link
        | Screen::Account
        | Screen::Sent
        | Screen::Checking
        | Screen::Agreement
        | Screen::Paid
        | Screen::NotGuaranteed
        | Screen::LowBalance
        | Screen::NameMismatch
        | Screen::SignInFailed
        | Screen::Declined
        | Screen::SessionExpired
        | Screen::Unavailable
        | Screen::Returned
        | Screen::Failed
        | Screen::CanceledByYou
        | Screen::CanceledByShop
        | Screen::Expired => page.telling(page.screen),
    }
}
