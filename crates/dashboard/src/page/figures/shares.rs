//! So many of so many.

use leptos::prelude::*;
use payment::Locale;
use store::Reached;

use crate::{
    chart::{self, Bar, Chart, Key},
    figures::{Share, Summary},
    part::table,
    words::{self, figures::Figures},
};

/// How far checkouts came.
pub(super) fn funnel(summary: &Summary, words: &'static Figures) -> AnyView {
    let reached = |wanted: Reached| {
        let found = summary.funnel.iter().find(|(stage, _)| *stage == wanted);
        found.map_or(0, |(_, count)| *count)
    };
    let made = reached(Reached::Created);
    let share = |count| Share { of: made, count };
    let bars: Vec<_> = summary
        .funnel
        .iter()
        .map(|(stage, count)| {
            let percent = (words.percent)(share(*count).percent());
            Bar {
                label: (words.reached)(*stage).to_owned(),
                value: *count,
                of: made,
                text: format!("{} · {percent}", (words.count)(*count)),
            }
        })
        .collect();
    let columns = [words.stage, words.checkouts, words.share];
    let rows: Vec<_> = summary
        .funnel
        .iter()
        .map(|(stage, count)| {
            let cells = vec![
                (words.reached)(*stage).into_any(),
                (words.count)(*count).into_any(),
                (words.percent)(share(*count).percent()).into_any(),
            ];
            table::row(&columns, cells)
        })
        .collect();
    let paid = reached(Reached::Paid);
    let picture = view! {
        {chart::bars(&bars, None)}
        <p class="hint">{words.funnel_hint}</p>
    };
    chart::view(Chart {
        id: "figure-funnel",
        title: words.funnel,
        telling: (words.funnel_telling)(
            &(words.count)(made),
            &(words.count)(paid),
            &(words.percent)(share(paid).percent()),
        ),
        picture: picture.into_any(),
        numbers: words.numbers,
        table: table::table(words.funnel, &columns, rows),
    })
}

/// Which methods bring money.
pub(super) fn methods(summary: &Summary, locale: Locale, words: &'static Figures) -> AnyView {
    let name = words::status::of(locale).method;
    let shares = summary.methods.iter();
    let shares: Vec<_> = shares
        .map(|(method, share)| (name(*method).to_owned(), *share))
        .collect();
    of_attempts(&shares, words, By::Method)
}

/// At which banks attempts bring money, as far as that is known.
pub(super) fn banks(summary: &Summary, words: &'static Figures) -> AnyView {
    of_attempts(&summary.banks, words, By::Bank)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Method,
    Bank,
}

fn of_attempts(shares: &[(String, Share)], words: &'static Figures, by: By) -> AnyView {
    let (id, title, telling, none, first) = match by {
        By::Method => (
            "figure-methods",
            words.methods,
            words.methods_telling,
            words.methods_none,
            words.method,
        ),
        By::Bank => (
            "figure-banks",
            words.banks,
            words.banks_telling,
            words.banks_none,
            words.bank,
        ),
    };
    if shares.is_empty() {
        return view! {
            <section class="sheet chart" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <p class="telling">{none}</p>
            </section>
        }
        .into_any();
    }
    let bars: Vec<_> = shares
        .iter()
        .map(|(label, share)| {
            let percent = (words.percent)(share.percent());
            let (count, of) = ((words.count)(share.count), (words.count)(share.of));
            Bar {
                label: label.clone(),
                value: share.count,
                of: share.of,
                text: format!("{count} / {of} · {percent}"),
            }
        })
        .collect();
    let columns = [first, words.attempts, words.succeeded, words.share];
    let rows: Vec<_> = shares
        .iter()
        .map(|(label, share)| {
            let cells = vec![
                label.clone().into_any(),
                (words.count)(share.of).into_any(),
                (words.count)(share.count).into_any(),
                (words.percent)(share.percent()).into_any(),
            ];
            table::row(&columns, cells)
        })
        .collect();
    chart::view(Chart {
        id,
        title,
        telling: telling.to_owned(),
        picture: chart::bars(
            &bars,
            Some(Key {
                of: words.attempts,
                value: words.succeeded,
            }),
        ),
        numbers: words.numbers,
        table: table::table(title, &columns, rows),
    })
}
