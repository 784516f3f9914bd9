//! The island that outlives the screens.

use leptos::prelude::*;

use super::{
    connection::Notice,
    language,
    shown::{self, Shown},
    stream,
};
use crate::live::LiveState;

/// Keeps the page at the server's state, and says what changed to those who do not see it.
/// It stands outside `<main>`, on every page, and before its other islands.
#[component]
pub fn Live(
    /// The page's state as the server draws it.
    state: LiveState,
) -> impl IntoView {
    // Written once, for all islands: as props, it would be written again for each.
    let json = serde_json::to_string(&state).unwrap_or_default();
    provide_context(state);
    view! {
        <div class="live" data-live=json>
            <LiveIsland />
        </div>
    }
}

#[island]
fn LiveIsland() -> impl IntoView {
    shown::shared().map(live)
}

fn live(shown: ArcRwSignal<Shown>) -> impl IntoView {
    let is_final = shown.with_untracked(|shown| shown.state.status.is_final());
    let shown = RwSignal::from(shown);
    Effect::new(move |_| {
        language::listen();
        if !is_final {
            stream::start();
        }
    });
    let notice = move || {
        shown.with(|shown| match shown.notice {
            Notice::Quiet => String::new(),
            Notice::Offline => shown.state.words.offline.clone(),
            Notice::Online => shown.state.words.online.clone(),
        })
    };
    view! {
        <p class="visually-hidden" role="status">
            {move || shown.with(|shown| shown.page_said.clone())}
        </p>
        <div role="status">
            <p class="connection" hidden=move || notice().is_empty()>{notice}</p>
        </div>
    }
}
