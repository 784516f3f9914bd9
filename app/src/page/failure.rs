use leptos::prelude::*;
use payment::Screen;

use super::around::{Page, link};
use crate::part::{
    outcome::{self, Tone},
    start_form,
};

/// What went wrong with the last attempt, and the ways on.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let tone = match page.screen {
        Screen::CanceledByYou | Screen::SessionExpired => Tone::Caution,
        Screen::Choose
        | Screen::Opening
        | Screen::Link
        | Screen::Account
        | Screen::Sent
        | Screen::Bank
        | Screen::Checking
        | Screen::Agreement
        | Screen::Paid
        | Screen::NotGuaranteed
        | Screen::LowBalance
        | Screen::NameMismatch
        | Screen::SignInFailed
        | Screen::Declined
        | Screen::Unavailable
        | Screen::Returned
        | Screen::Failed
        | Screen::CanceledByShop
        | Screen::Expired => Tone::Negative,
    };
    let again = invites_again(page.screen).then(|| start_form::again(page));
    let back = link(page.view().checkout.order.cancel_url.as_ref()).map(|href| {
        view! {
            <p class="quiet">
                <a href=href>{(page.words.around.back_to)(&page.brand().name)}</a>
            </p>
        }
    });
    let heading = if page.has_another_way() {
        page.words.form.other_way
    } else {
        page.words.form.again
    };
    view! {
        {outcome::outcome(tone, &page.telling(page.screen))}
        {outcome::reference(page)}
        {again}
        <section class="other" aria-labelledby="other">
            <h2 id="other">{heading}</h2>
            {start_form::form(page)}
        </section>
        {back}
    }
    .into_any()
}

/// Whether the same way may well work the second time.
pub(crate) const fn invites_again(screen: Screen) -> bool {
    match screen {
        Screen::SignInFailed
        | Screen::SessionExpired
        | Screen::Unavailable
        | Screen::Failed
        | Screen::CanceledByYou => true,
        Screen::Choose
        | Screen::Opening
        | Screen::Link
        | Screen::Account
        | Screen::Sent
        | Screen::Bank
        | Screen::Checking
        | Screen::Agreement
        | Screen::Paid
        | Screen::NotGuaranteed
        | Screen::LowBalance
        | Screen::NameMismatch
        | Screen::Declined
        | Screen::Returned
        | Screen::CanceledByShop
        | Screen::Expired => false,
    }
}
