use leptos::prelude::*;
use store::Took;

use super::ends;
use crate::{
    chart::{self, Chart, Line, Stroke},
    figures::{OneDay, Summary},
    part::table,
    words::figures::Figures,
};

/// How long payments took, day by day.
pub(super) fn view(summary: &Summary, words: &'static Figures) -> AnyView {
    let (Some(median), Some(nine_tenths)) = (summary.median, summary.nine_tenths) else {
        return view! {
            <section class="sheet chart" aria-labelledby="figure-time">
                <h2 id="figure-time">{words.time}</h2>
                <p class="telling">{words.time_none}</p>
            </section>
        }
        .into_any();
    };
    // The end of a step: nothing on it took longer.
    let took = |step: Took| (words.took)(step.at_most());
    let telling = (words.time_telling)(&took(median), &took(nine_tenths));
    let line = |name, stroke, of: fn(&OneDay) -> Option<Took>| Line {
        name,
        stroke,
        values: summary
            .days
            .iter()
            .map(|day| of(day).map(Took::at_most))
            .collect(),
    };
    let lines = [
        line(words.median, Stroke::Whole, |day| day.median),
        line(words.nine_tenths, Stroke::Dashed, |day| day.nine_tenths),
    ];
    let most = summary.days.iter().filter_map(|day| day.nine_tenths).max();
    let columns = [words.day, words.median, words.nine_tenths];
    let rows: Vec<_> = summary
        .days
        .iter()
        .filter_map(|day| {
            let cells = vec![
                day.day.to_string().into_any(),
                took(day.median?).into_any(),
                took(day.nine_tenths?).into_any(),
            ];
            Some(table::row(&columns, cells))
        })
        .collect();
    let one_day = super::one_day(summary, words);
    let lines_of_days = chart::lines(
        "figure-time-picture",
        words.time,
        &lines,
        ends(summary),
        most.map(took).unwrap_or_default(),
    );
    let picture = view! { {lines_of_days} {one_day} };
    chart::view(Chart {
        id: "figure-time",
        title: words.time,
        telling,
        picture: picture.into_any(),
        numbers: words.numbers,
        table: table::table(words.time, &columns, rows),
    })
}
