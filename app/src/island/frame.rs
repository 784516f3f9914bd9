//! The island around the bank frame.

use std::{cell::RefCell, time::Duration};

use gloo_events::EventListener;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

use super::{
    page,
    path::path,
    shown::{self, Shown},
};
use crate::live::LiveState;

#[wasm_bindgen]
extern "C" {
    /// Hands over the messages that came before anybody listened; see `src/early.js`.
    #[wasm_bindgen(catch, js_namespace = ["window", "__page"])]
    fn take() -> Result<Array, JsValue>;
}

/// The bank frame, which the server drew as `children`, with the customer's way above it.
/// Nothing here touches the frame itself, so it loads once.
#[component]
pub fn BankFrame(
    /// The page's state as the server draws it.
    state: LiveState,
    /// The bank frame and what belongs to it.
    children: Children,
) -> impl IntoView {
    provide_context(state);
    view! { <FrameIsland>{children()}</FrameIsland> }
}

#[island]
fn FrameIsland(children: Children) -> impl IntoView {
    shown::shared().map(|shown| frame(shown, children))
}

fn frame(shown: ArcRwSignal<Shown>, children: Children) -> impl IntoView {
    let shown = RwSignal::from(shown);
    let is_late = RwSignal::new(false);
    Effect::new(move |_| {
        listen();
        // The page may have gone on by then.
        let be_late = move || {
            let _ = is_late.try_set(true);
        };
        set_timeout(be_late, PATIENCE);
    });
    let is_silent = move || {
        let speaks =
            |shown: &Shown| shown.heard.anything() || shown.state.words.frame_silent.is_empty();
        is_late.get() && !shown.with(speaks)
    };
    let is_checking = move || shown.with(|shown| shown.heard.claims_done());
    Effect::new(move |_| {
        if is_checking() {
            keep_focus();
        }
    });
    view! {
        {path(shown)}
        <section class="frame" aria-labelledby="frame-title">
            <div class="frame-area" hidden=is_checking>
                <h2 class="frame-title" id="frame-title">
                    {move || shown.with(|shown| shown.state.words.frame_title.clone())}
                </h2>
                <p class="frame-skeleton" hidden=move || shown.with(|shown| shown.heard.anything())>
                    {move || shown.with(|shown| shown.state.words.frame_loading.clone())}
                </p>
                {children()}
                <p class="frame-silent" role="status" hidden=move || !is_silent()>
                    {move || {
                        let words = || shown.with(|shown| shown.state.words.frame_silent.clone());
                        is_silent().then(words).unwrap_or_default()
                    }}
                </p>
            </div>
            <div class="frame-checking" hidden=move || !is_checking()>
                <h2 class="frame-checking-title" tabindex="-1">
                    {move || shown.with(|shown| shown.state.words.checking_title.clone())}
                </h2>
                <p>{move || shown.with(|shown| shown.state.words.checking_body.clone())}</p>
            </div>
        </section>
        <p class="visually-hidden" role="status">
            {move || shown.with(|shown| shown.way_said.clone())}
        </p>
    }
}

/// After how long a frame that has said nothing is taken for one that stayed empty. Banks'
/// pages report that they are there within a second or two.
const PATIENCE: Duration = Duration::from_secs(10);

thread_local! {
    static LISTENER: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Hears what the frame posts, and first what it has posted already. One listener serves
/// every frame that the page has in its time: whose message counts is asked at each.
fn listen() {
    LISTENER.with_borrow_mut(|listener| {
        listener.get_or_insert_with(|| EventListener::new(&window(), "message", page::hear));
    });
    if let Ok(early) = take() {
        for event in early.iter() {
            page::hear(event.unchecked_ref());
        }
    }
}

/// The customer was in the frame, which is hidden now: brings them to what stands in its
/// place, once it is visible.
fn keep_focus() {
    let was_in_frame = document()
        .active_element()
        .zip(page::bank_frame())
        .is_some_and(|(active, frame)| active == *frame.unchecked_ref());
    if was_in_frame {
        request_animation_frame(|| {
            let title = document().query_selector(".frame-checking-title");
            if let Ok(Some(title)) = title {
                let _ = title.unchecked_into::<HtmlElement>().focus();
            }
        });
    }
}
