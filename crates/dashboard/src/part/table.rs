//! A table that becomes a list of cards where there is no room for columns. Its roles are said
//! expressly, as the layout of cards takes them away.

use leptos::prelude::*;

/// A table with that caption, for ears, and these columns. The rows are made by [`row`].
pub(crate) fn table(
    caption: &'static str,
    columns: &[&'static str],
    rows: Vec<AnyView>,
) -> AnyView {
    let heads: Vec<_> = columns
        .iter()
        .map(|column| view! { <th role="columnheader" scope="col">{*column}</th> })
        .collect();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A row. Each cell has the name of its column beside it, for the cards.
pub(crate) fn row(columns: &[&'static str], cells: Vec<AnyView>) -> AnyView {
    let cells: Vec<_> = columns
        .iter()
        .zip(cells)
        .map(|(column, cell)| view! { <td role="cell" data-label=*column>{cell}</td> })
        .collect();
    view! { <tr role="row">{cells}</tr> }.into_any()
}

/// The way to what is older, where there is more.
pub(crate) fn older(href: Option<String>, words: &'static str) -> Option<AnyView> {
    href.map(|href| {
        view! { <p class="older"><a id="older" href=href rel="next">{words}</a></p> }.into_any()
    })
}
