use leptos::prelude::*;

use super::{around::Page, bank};
use crate::part::{
    look_again,
    masked::masked,
    outcome::{self, Tone},
    start_form,
};

/// The link is in an e-mail: to whom it went, what it looks like, and what to do when it
/// does not come.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let words = &page.words.sent;
    let (shop, amount) = (
        page.brand().name.as_str(),
        page.amount()
            .map(|amount| page.money(amount))
            .unwrap_or_default(),
    );
    let to = page.attempt().map(|attempt| {
        view! {
            <div>
                <dt>{words.to}</dt>
                <dd>{masked(&attempt.payer.email)}</dd>
            </div>
        }
    });
    let signs: Vec<_> = words
        .mail
        .iter()
        .map(|sentence| view! { <li>{sentence(&amount, shop)}</li> })
        .collect();
    view! {
        {outcome::outcome(Tone::Sent, &page.telling(page.screen))}
        {look_again::notice(
            &page.words.bank,
            &page.address(""),
            look_again::IS_READ,
            page.input.still,
        )}
        {bank::before(page)}
        <section class="mail" aria-labelledby="mail">
            <dl class="facts">{to}</dl>
            <h2 id="mail">{words.look_for}</h2>
            <ul class="mail-signs">{signs}</ul>
        </section>
        <section class="other" aria-labelledby="not-come">
            <h2 id="not-come">{words.not_come}</h2>
            <p class="quiet">{words.no_second}</p>
            {start_form::on_page(page)}
        </section>
        <div class="notes">{bank::ways(page)}</div>
    }
    .into_any()
}
