//! `/dashboard/deliveries/{id}`: one delivery, with every try and what was answered.

use app::format::Clock;
use leptos::prelude::*;
use payment::{DeliveryId, Locale};
use store::{DeliveryRow, Power, Try};

use super::{endpoint, payment as payment_page};
use crate::{
    part::{
        form,
        notice::{self, Notice},
        table, time,
    },
    shell::{Frame, page},
    words::{self, endpoints::Endpoints as Words},
};

/// What the page shows. Never to be formatted: it holds what a stranger answered.
#[derive(Clone, Debug)]
pub struct Input {
    /// How it stands.
    pub row: DeliveryRow,
    /// Its tries, first to last.
    pub tries: Vec<Try>,
    /// Whether it was to be sent again to an endpoint that is disabled.
    pub again: Again,
}

/// What came of sending it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Nobody asked for it, or it is on its way.
    Nothing,
    /// It was on its way, and is tried now.
    Hastened,
    /// The endpoint is disabled.
    Refused,
}

/// Where a delivery's page is.
#[must_use]
pub fn path(id: &DeliveryId) -> String {
    format!("/dashboard/deliveries/{id}")
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::endpoints::of(frame.locale);
    let row = &input.row;
    let work = frame.viewer.as_ref().filter(|it| it.may(Power::Work));
    page(frame, words.delivery, || {
        let refused = match input.again {
            Again::Nothing => None,
            Again::Hastened => Some(notice::view(Notice::Done, words.again_hastened.to_owned())),
            Again::Refused => Some(notice::view(Notice::Wrong, words.again_refused.to_owned())),
        };
        let next = row.next_at.map(|at| {
            let at = time::text(at, &Clock::of(None), frame.locale);
            view! { <p>{(words.next)(&at)}</p> }
        });
        let again = work.map(|viewer| {
            let action = format!("{}/replay", path(&row.id));
            view! {
                <p class="hint">{words.again_hint}</p>
                {form::button(viewer, action, "button second", words.again.to_owned())}
            }
        });
        view! {
            <p class="back"><a href=endpoint::path(&row.endpoint)>{words.back_to_endpoint}</a></p>
            {refused}
            <div class="standing">
                <p class="lead">
                    <code>{row.kind.as_str()}</code>
                    " · "
                    {(words.state)(row.state)}
                </p>
                <code class="id">{row.id.as_str().to_owned()}</code>
                {next}
                <p><a href=payment_page::path(&row.checkout)>{words.of_payment}</a></p>
            </div>
            <section class="sheet" aria-labelledby="tries">
                <h2 id="tries">{words.tries}</h2>
                {tries(&input.tries, frame.locale, words)}
            </section>
            {again}
        }
    })
}

fn tries(tries: &[Try], locale: Locale, words: &'static Words) -> AnyView {
    if tries.is_empty() {
        return view! { <p class="empty">{words.no_tries}</p> }.into_any();
    }
    let rows = (1_u32..).zip(tries).map(|(number, one)| {
        let cells = vec![
            time::view(one.at, &Clock::of(None), locale),
            (words.outcome)(one.outcome).into_any(),
            status(one).into_any(),
            took(one).into_any(),
            answer(one, (words.answer)(number), words),
        ];
        table::row(&words.try_columns, cells)
    });
    table::table(words.tries, &words.try_columns, rows.collect())
}

/// The answer's status, where there was one.
pub(super) fn status(one: &Try) -> String {
    one.status
        .map_or_else(|| "–".to_owned(), |status| status.to_string())
}

/// How long it took.
pub(super) fn took(one: &Try) -> String {
    format!("{}\u{a0}ms", one.took.as_millis())
}

/// The beginning of what was answered. More than fits is scrolled, by keyboard too.
pub(super) fn answer(one: &Try, named: String, words: &'static Words) -> AnyView {
    let answer = String::from_utf8_lossy(&one.answer).into_owned();
    if answer.is_empty() {
        return view! { <span class="quiet">{words.answer_empty}</span> }.into_any();
    }
    view! {
        <code class="answer" tabindex="0" role="region" aria-label=named>
            {answer}
        </code>
    }
    .into_any()
}
