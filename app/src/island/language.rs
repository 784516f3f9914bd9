//! Changing the language without leaving the page, so that the bank frame stays.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use super::swap;

thread_local! {
    static LISTENER: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Takes over plain clicks on the language switch, wherever it is by then.
pub(super) fn listen() {
    LISTENER.with_borrow_mut(|listener| {
        listener.get_or_insert_with(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document(), "click", options, |event| {
                if let Some(address) = switch_address(event) {
                    event.prevent_default();
                    swap::to_language(address);
                }
            })
        });
    });
}

/// Where a click leads, if it is a plain one on the switch. With a modifier or another button
/// the customer wants a tab or a download of their own.
fn switch_address(event: &Event) -> Option<String> {
    let click: &MouseEvent = event.dyn_ref()?;
    let is_plain = click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
        && !click.default_prevented();
    let target: Element = click.target()?.dyn_into().ok()?;
    let link = target.closest("a[data-lang-switch]").ok()??;
    link.get_attribute("href").filter(|_| is_plain)
}
