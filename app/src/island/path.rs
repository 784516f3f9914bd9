//! The customer's way, as a list that moves with them.

use flinks::stage::Stage;
use leptos::prelude::*;

use super::{progress, shown::Shown};
use crate::live::{LiveState, PathRow, RowState};

/// The way: what is behind, where the customer is, what is left. On narrow screens the line
/// stands for the list and opens it.
pub(super) fn path(shown: RwSignal<Shown>) -> impl IntoView {
    // An attempt's way has the same stages from its beginning to its end.
    let stages = shown.with_untracked(|shown| shown.state.path.len());
    view! {
        <section class="path" aria-labelledby="path-title">
            <h2 class="path-title" id="path-title">
                {move || shown.with(|shown| shown.state.words.path_title.clone())}
            </h2>
            <details class="path-line">
                <summary>{move || shown.with(Shown::line)}</summary>
            </details>
            <ol class="path-list">
                {(0..stages).map(|index| row(shown, index)).collect::<Vec<_>>()}
            </ol>
        </section>
    }
}

/// The way as it is at this moment, for a page on which it does not move.
#[cfg(feature = "ssr")]
pub(crate) fn way(state: LiveState) -> AnyView {
    path(RwSignal::new(Shown::new(state))).into_any()
}

fn row(shown: RwSignal<Shown>, index: usize) -> impl IntoView {
    let state = move || shown.with(|shown| progress::row_state(index, shown.behind()));
    let at = move || shown.with(|shown| text(&shown.state, index, |row| row.at.as_deref()));
    let stage = shown.with_untracked(|shown| shown.state.path.get(index).map(|row| row.stage));
    view! {
        <li
            class="path-row"
            data-stage=stage.map(Stage::as_str)
            data-state=move || state().as_str()
            aria-current=move || (state() == RowState::Current).then_some("step")
        >
            <span class="path-label">
                {move || shown.with(|shown| text(&shown.state, index, |row| Some(&row.label)))}
            </span>
            <span class="visually-hidden">
                {move || shown.with(|shown| for_ears(&shown.state, state()))}
            </span>
            <span class="path-at" hidden=move || at().is_empty()>
                {at}
            </span>
        </li>
    }
}

fn text(
    state: &LiveState,
    index: usize,
    part: impl for<'a> Fn(&'a PathRow) -> Option<&'a str>,
) -> String {
    let text = state.path.get(index).and_then(part);
    text.unwrap_or_default().to_owned()
}

fn for_ears(state: &LiveState, row: RowState) -> String {
    match row {
        RowState::Done => state.words.done.clone(),
        RowState::Current => state.words.current.clone(),
        RowState::Next => String::new(),
    }
}
