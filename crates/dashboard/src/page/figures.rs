//! `/dashboard/figures`: how business goes, in pictures and in numbers.

mod money;
mod shares;
mod time;

use leptos::prelude::*;
use payment::Locale;
use store::{Counted, Day, DayFigure};

use crate::{
    figures::{Span, Summary},
    part::{
        notice::{self, Notice},
        table,
    },
    shell::{Frame, page},
    words::{self, figures::Figures},
};

/// Where the figures are.
pub const PATH: &str = "/dashboard/figures";

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// Which days.
    pub span: Span,
    /// The last of them.
    pub today: Day,
    /// Their figures.
    pub figures: Vec<DayFigure>,
    /// Whether everything is in them.
    pub counted: Counted,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::figures::of(frame.locale);
    page(frame, words.title, || content(input, frame.locale, words))
}

fn content(input: &Input, locale: Locale, words: &'static Figures) -> AnyView {
    let first = input.span.first(input.today);
    let summary = Summary::of(&input.figures, first, input.today);
    let behind = match input.counted {
        Counted::All => None,
        Counted::AllButUnreadable => {
            Some(notice::view(Notice::Caution, words.unreadable.to_owned()))
        }
        Counted::Some => Some(notice::view(Notice::Caution, words.behind.to_owned())),
    };
    let charts = if summary.is_empty() {
        view! { <p class="empty">{words.none}</p> }.into_any()
    } else {
        view! {
            <div class="charts">
                {shares::funnel(&summary, words)}
                {money::view(&summary, locale, words)}
                {shares::methods(&summary, locale, words)}
                {time::view(&summary, words)}
                {shares::banks(&summary, words)}
                {cases(&summary, locale, words)}
            </div>
        }
        .into_any()
    };
    view! {
        {spans(input.span, words)}
        {behind}
        {charts}
        <p class="hint">{words.zone}</p>
    }
    .into_any()
}

fn spans(now: Span, words: &'static Figures) -> AnyView {
    let links: Vec<_> = Span::ALL
        .into_iter()
        .map(|span| {
            let href = format!("{PATH}?days={}", span.days());
            let mark = (span == now).then_some("page");
            view! { <li><a href=href aria-current=mark>{(words.span)(span.days())}</a></li> }
        })
        .collect();
    view! {
        <nav class="spans" aria-label=words.spans>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

/// Money that cannot count or went back: numbers alone, for there should be few.
fn cases(summary: &Summary, locale: Locale, words: &'static Figures) -> Option<AnyView> {
    if summary.cases.is_empty() {
        return None;
    }
    let columns = [words.case_column, words.payments, words.amount];
    let rows: Vec<_> = summary
        .cases
        .iter()
        .map(|(kind, sum)| {
            let cells = vec![
                (words.case)(*kind).into_any(),
                (words.count)(sum.count).into_any(),
                cents(sum.cents, locale).into_any(),
            ];
            table::row(&columns, cells)
        })
        .collect();
    let section = view! {
        <section class="sheet chart" aria-labelledby="figure-cases">
            <h2 id="figure-cases">{words.cases}</h2>
            {table::table(words.cases, &columns, rows)}
        </section>
    };
    Some(section.into_any())
}

/// An amount of cents that were added up.
fn cents(cents: u64, locale: Locale) -> String {
    let cents = i64::try_from(cents).unwrap_or(i64::MAX);
    let amount = payment::Money::from_cents(cents).unwrap_or(payment::Money::ZERO);
    app::format::money(amount, locale)
}

/// Said where a picture of many days would look empty.
fn one_day(summary: &Summary, words: &'static Figures) -> Option<AnyView> {
    let paid = summary.days.iter().filter(|day| day.paid.count > 0);
    (paid.count() == 1).then(|| view! { <p class="hint">{words.one_day}</p> }.into_any())
}

/// What stands under the first and the last of some days.
fn ends(summary: &Summary) -> [String; 2] {
    let day = |day: Option<&crate::figures::OneDay>| {
        day.map(|one| one.day.to_string()).unwrap_or_default()
    };
    [day(summary.days.first()), day(summary.days.last())]
}
