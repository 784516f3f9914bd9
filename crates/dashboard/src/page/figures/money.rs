use leptos::prelude::*;
use payment::Locale;

use super::{cents, ends};
use crate::{
    chart::{self, Chart},
    figures::Summary,
    part::table,
    words::figures::Figures,
};

/// What was paid, day by day.
pub(super) fn view(summary: &Summary, locale: Locale, words: &'static Figures) -> AnyView {
    let telling = (words.money_telling)(&cents(summary.paid.cents, locale), summary.paid.count);
    let values: Vec<_> = summary.days.iter().map(|day| day.paid.cents).collect();
    let most = values.iter().copied().max().unwrap_or_default();
    let columns = [words.day, words.payments, words.amount];
    let rows: Vec<_> = summary
        .days
        .iter()
        .filter(|day| day.paid.count > 0)
        .map(|day| {
            let cells = vec![
                day.day.to_string().into_any(),
                (words.count)(day.paid.count).into_any(),
                cents(day.paid.cents, locale).into_any(),
            ];
            table::row(&columns, cells)
        })
        .collect();
    let one_day = super::one_day(summary, words);
    let columns_of_days = chart::columns(
        "figure-money-picture",
        words.money,
        &values,
        ends(summary),
        cents(most, locale),
    );
    let picture = view! {
        {columns_of_days}
        {one_day}
        <p class="hint">{words.money_hint}</p>
    };
    chart::view(Chart {
        id: "figure-money",
        title: words.money,
        telling,
        picture: picture.into_any(),
        numbers: words.numbers,
        table: table::table(words.money, &columns, rows),
    })
}
