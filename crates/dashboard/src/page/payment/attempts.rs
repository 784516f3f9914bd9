use app::format::{self, Clock};
use leptos::prelude::*;
use payment::{Checkout, Locale};

use crate::{
    part::{table, time},
    words::{self, payment::Payment},
};

/// Every try to pay, oldest first.
pub(super) fn view(checkout: &Checkout, locale: Locale, words: &'static Payment) -> AnyView {
    let (clock, names) = (Clock::of(None), words::status::of(locale));
    let rows: Vec<_> = checkout
        .attempts
        .iter()
        .map(|attempt| {
            let bank = attempt.account.as_ref().map(|account| {
                let bank = account.institution.as_str().to_owned();
                view! { <span class="quiet">{bank}</span> }
            });
            let method = (names.method)(attempt.method);
            let id = attempt.id.as_str().to_owned();
            let cells = vec![
                view! { <code class="id">{id}</code> }.into_any(),
                view! { <div>{method} " " {bank}</div> }.into_any(),
                format::money(attempt.amount, locale).into_any(),
                time::view(attempt.started_at, &clock, locale),
                (words.attempt)(attempt).into_any(),
            ];
            table::row(&words.attempt_columns, cells)
        })
        .collect();
    let content = if rows.is_empty() {
        view! { <p class="empty">{words.no_attempts}</p> }.into_any()
    } else {
        table::table(words.attempts, &words.attempt_columns, rows)
    };
    view! {
        <section class="sheet" aria-labelledby="attempts">
            <h2 id="attempts">{words.attempts}</h2>
            {content}
        </section>
    }
    .into_any()
}
