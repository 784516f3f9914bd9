//! The page in the document: what its markup says, and what states and steps do to it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlIFrameElement};

use super::{hint, message, shown, swap};
use crate::live::LiveState;

/// Where the checkout stands in the document.
pub(super) fn main() -> Option<Element> {
    document().query_selector("main").ok().flatten()
}

/// One of the attributes that `<main>` carries for us.
pub(super) fn data(name: &str) -> Option<String> {
    main()?.get_attribute(name)
}

/// The bank frame, where the page has one.
pub(super) fn bank_frame() -> Option<HtmlIFrameElement> {
    main()?
        .query_selector("iframe[data-frame=bank]")
        .ok()??
        .dyn_into()
        .ok()
}

/// Takes in a `message` event: nothing happens unless it is the bank frame's.
pub(super) fn hear(event: &web_sys::Event) {
    let Some(said) = event.dyn_ref().and_then(message::read) else {
        return;
    };
    if let Some(shown) = shown::current() {
        shown.update(|shown| shown.hear(&said.step));
        stamp();
        hint::report(&said);
    }
}

/// Takes in a state from the server: shows it, or fetches the page when it is about another
/// screen. Only a newer state may do that, so that a page and a server that disagree about
/// the same moment do not fetch for ever.
pub(super) fn learn(state: LiveState) {
    let Some(shown) = shown::current() else {
        return;
    };
    let attempt = state
        .attempt
        .as_ref()
        .map_or("", |attempt| attempt.as_str());
    let is_here = data("data-screen").as_deref() == Some(state.screen.as_str())
        && data("data-attempt").unwrap_or_default() == attempt;
    if is_here {
        shown.update(|shown| shown.learn(state));
        stamp();
    } else if state.seq > shown.with_untracked(|shown| shown.state.seq) {
        swap::to_new_screen();
    }
}

/// Writes into the markup what is shown. The status changes only together with its screen.
pub(super) fn stamp() {
    if let (Some(main), Some(shown)) = (main(), shown::current()) {
        shown.with_untracked(|shown| {
            let _ = main.set_attribute("data-status", shown.state.status.as_str());
            let _ = main.set_attribute("data-seq", &shown.state.seq.to_string());
            let _ = main.set_attribute("data-step", shown.step());
        });
    }
}
