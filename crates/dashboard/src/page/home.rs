//! `/dashboard`: where everybody begins. What came in, what waits for somebody, what to do next.

mod paid;

use leptos::prelude::*;
use payment::Locale;
use store::{CheckoutRow, Counted, Day, DayFigure, Endpoint, Power};

use super::{
    endpoint,
    endpoints::{address, standing},
    payment_links, payments,
    payments::row,
};
use crate::{
    part::{
        notice::{self, Notice},
        table,
    },
    payments::Filter,
    shell::{Frame, page},
    words::{self, home::Home},
};

/// How many days are looked at together.
pub const WEEK: u16 = 7;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// The day that it is.
    pub today: Day,
    /// The figures of two weeks, of which that day is the last.
    pub figures: Vec<DayFigure>,
    /// Whether everything is in them.
    pub counted: Counted,
    /// The newest checkouts that somebody has to look at.
    pub waiting: Vec<CheckoutRow>,
    /// Endpoints that were not told of everything, with how much was given up of late.
    pub lost: Vec<(Endpoint, u32)>,
    /// The newest checkouts.
    pub newest: Vec<CheckoutRow>,
    /// What a new merchant has yet to do.
    pub steps: Vec<Step>,
}

/// Something that a new merchant does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What programs are known by.
    Key,
    /// Where they are told.
    Endpoint,
    /// How pages look.
    Brand,
    /// Something to look at.
    Payment,
    /// Money that is real.
    Live,
}

impl Step {
    /// Where it is done, where that is one page.
    const fn path(self) -> Option<&'static str> {
        match self {
            Self::Key => Some("/dashboard/keys"),
            Self::Endpoint => Some("/dashboard/endpoints"),
            Self::Brand => Some("/dashboard/branding"),
            Self::Payment => Some(payment_links::NEW),
            Self::Live => None,
        }
    }
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::home::of(frame.locale);
    let role = words::shell::of(frame.locale).role;
    let hello = frame.viewer.as_ref().and_then(|viewer| {
        let membership = viewer.membership.as_ref()?;
        Some((words.hello)(&viewer.email, role(membership.role)))
    });
    page(frame, words.title, || {
        view! {
            {paid::view(input, frame.locale, words)}
            {steps(&input.steps, words)}
            {waiting(input, frame.locale, words)}
            {lost(frame, input, words)}
            {newest(input, frame.locale, words)}
            <p class="hint">{hello}</p>
        }
    })
}

fn steps(steps: &[Step], words: &'static Home) -> Option<AnyView> {
    if steps.is_empty() {
        return None;
    }
    let steps: Vec<_> = steps
        .iter()
        .map(|step| {
            let name = (words.step)(*step);
            let name = match step.path() {
                Some(path) => view! { <a class="row-link" href=path>{name}</a> }.into_any(),
                None => view! { <strong>{name}</strong> }.into_any(),
            };
            view! { <li>{name} <p class="hint">{(words.step_hint)(*step)}</p></li> }
        })
        .collect();
    let section = view! {
        <section class="sheet" aria-labelledby="next">
            <h2 id="next">{words.next}</h2>
            <p class="hint">{words.next_hint}</p>
            <ul class="steps">{steps}</ul>
        </section>
    };
    Some(section.into_any())
}

fn rows(rows: &[CheckoutRow], name: &'static str, locale: Locale) -> AnyView {
    let list = words::payments::of(locale);
    let filter = Filter::default();
    let rows = rows.iter().map(|it| row::view(it, &filter, locale, list));
    table::table(name, &list.columns, rows.collect())
}

fn waiting(input: &Input, locale: Locale, words: &'static Home) -> AnyView {
    if input.waiting.is_empty() {
        // Where nothing has happened yet, nothing needs to be said of it.
        return (!input.newest.is_empty())
            .then(|| notice::view(Notice::Done, words.no_case.to_owned()))
            .into_any();
    }
    let all = format!("{}?cases=some", payments::PATH);
    view! {
        <section class="sheet cases" aria-labelledby="waiting">
            <h2 id="waiting">{words.waiting}</h2>
            <p class="hint">{words.waiting_hint}</p>
            {rows(&input.waiting, words.waiting, locale)}
            <p class="pages"><a href=all>{words.all_waiting}</a></p>
        </section>
    }
    .into_any()
}

fn lost(frame: &Frame, input: &Input, words: &'static Home) -> Option<AnyView> {
    if input.lost.is_empty() {
        return None;
    }
    let endpoints = words::endpoints::of(frame.locale);
    let govern = frame.viewer.as_ref().filter(|it| it.may(Power::Govern));
    let rows = input.lost.iter().map(|(one, count)| {
        let href = format!("{}?state=dead", endpoint::path(&one.id));
        let name = view! { <a class="row-link" href=href>{address(one, govern)}</a> };
        let cells = vec![
            name.into_any(),
            standing(one, frame.locale, endpoints),
            (words.lost_count)(*count).into_any(),
        ];
        table::row(&words.lost_columns, cells)
    });
    let section = view! {
        <section class="sheet cases" aria-labelledby="lost">
            <h2 id="lost">{words.lost}</h2>
            <p class="hint">{words.lost_hint}</p>
            {table::table(words.lost, &words.lost_columns, rows.collect())}
        </section>
    };
    Some(section.into_any())
}

fn newest(input: &Input, locale: Locale, words: &'static Home) -> AnyView {
    let content = if input.newest.is_empty() {
        view! { <p class="empty">{words.none_yet}</p> }.into_any()
    } else {
        view! {
            {rows(&input.newest, words.newest, locale)}
            <p class="pages"><a href=payments::PATH>{words.all_payments}</a></p>
        }
        .into_any()
    };
    view! {
        <section class="sheet" aria-labelledby="newest">
            <h2 id="newest">{words.newest}</h2>
            {content}
        </section>
    }
    .into_any()
}
