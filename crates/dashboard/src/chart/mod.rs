//! Pictures of numbers, drawn on the server. Every picture has its numbers beside it as a table;
//! shapes tell apart what colours alone must not.
//!
//! The shapes are stretched to the width that there is, so no text stands among them.

mod bars;
mod columns;
mod lines;

use leptos::prelude::*;

pub(crate) use self::{
    bars::{Bar, Key, bars},
    columns::columns,
    lines::{Line, Stroke, lines},
};

/// A picture with its name, what it says in words, and its numbers as a table.
pub(crate) struct Chart {
    /// Its id within the page.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// What it shows, in a sentence that needs no eyes.
    pub(crate) telling: String,
    pub(crate) picture: AnyView,
    /// What opens the table.
    pub(crate) numbers: &'static str,
    pub(crate) table: AnyView,
}

/// The whole of it.
pub(crate) fn view(chart: Chart) -> AnyView {
    let Chart {
        id,
        title,
        telling,
        picture,
        numbers,
        table,
    } = chart;
    view! {
        <section class="sheet chart" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <p class="telling">{telling}</p>
            {picture}
            <details class="numbers">
                <summary>{numbers}</summary>
                {table}
            </details>
        </section>
    }
    .into_any()
}

/// How long something is drawn of which `most` would fill the whole `length`. Something is never
/// drawn as nothing.
fn scaled(value: u64, most: u64, length: u64) -> u64 {
    if value == 0 || most == 0 {
        return 0;
    }
    let scaled = u128::from(value) * u128::from(length) / u128::from(most);
    u64::try_from(scaled).unwrap_or(length).clamp(1, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_fills_the_whole_and_something_is_never_nothing() {
        assert_eq!(scaled(50, 50, 1_000), 1_000);
        assert_eq!(scaled(25, 50, 1_000), 500);
        assert_eq!(scaled(1, 1_000_000, 1_000), 1);
        assert_eq!(scaled(0, 50, 1_000), 0);
        assert_eq!(scaled(0, 0, 1_000), 0);
        assert_eq!(scaled(u64::MAX, u64::MAX, 1_000), 1_000);
    }
}
