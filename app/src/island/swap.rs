//! Putting a newer rendering of the page in place of the one that is shown.

use std::cell::Cell;

use leptos::{
    prelude::{Set, Update, WithUntracked, document, window},
    task::spawn_local,
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{
    Document, DomParser, Element, HtmlElement, HtmlInputElement, NodeList, SupportedType,
};

use super::{
    fetch::{self, NoAnswer},
    page,
    shown::{self, Shown},
    stream,
};

#[wasm_bindgen]
extern "C" {
    /// Starts the islands in `root`; see `src/start.js`.
    #[wasm_bindgen(catch, js_namespace = ["window", "__guichet"])]
    fn hydrate(root: &Element) -> Result<(), JsValue>;
}

/// Why the page is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// Another screen is due.
    Screen,
    /// The customer asked for the other language.
    Language,
}

thread_local! {
    /// Counts fetches: only the last one may change the page.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Fetches the page as it is now and shows it.
pub(super) fn to_new_screen() {
    let address = address();
    fetch_and_show(address, Cause::Screen);
}

/// Fetches the page at `address`, which speaks another language, and shows it. The bank frame
/// stays as it is.
pub(super) fn to_language(address: String) {
    fetch_and_show(address, Cause::Language);
}

/// The page's own address. The browser may be at another one, as after a form with faults.
fn address() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let state = page::data("data-state-url").unwrap_or_default();
    page_address(&path, &state).unwrap_or_else(|| location.href().unwrap_or_default())
}

/// The page's address by that of its state, unless the browser is at that page anyway.
fn page_address(here: &str, state: &str) -> Option<String> {
    let (path, query) = state.split_once('?')?;
    let path = path.strip_suffix("/state")?;
    (here != path).then(|| [path, "?", query].concat())
}

fn fetch_and_show(address: String, cause: Cause) {
    let turn = TURN.get() + 1;
    TURN.set(turn);
    spawn_local(async move {
        let page = fetch::text(&address).await;
        if TURN.get() != turn {
            return;
        }
        match page.map(|html| show(&html, &address, cause)) {
            Ok(Some(())) => {}
            // It cannot be shown in place; the browser can go there.
            Ok(None) | Err(NoAnswer::Refused) => {
                let _ = window().location().assign(&address);
            }
            // Nobody is there. The next answer tries again, and a frame is not given up for it.
            Err(NoAnswer::Unreachable) => stream::ask_soon(),
        }
    });
}

/// Shows a page. `None` if it is no page of a checkout.
fn show(html: &str, address: &str, cause: Cause) -> Option<()> {
    let new = DomParser::new()
        .ok()?
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let (old_main, new_main) = (page::main()?, new.query_selector("main").ok()??);
    let state = shown::drawn(&new)?;
    let shown = shown::current()?;
    if state.seq < shown.with_untracked(|shown| shown.state.seq) {
        stream::ask_soon();
        return Some(());
    }
    drop_noscript(&new);

    let is_same = ["data-screen", "data-attempt", "data-look"]
        .iter()
        .all(|name| old_main.get_attribute(name) == new_main.get_attribute(name));
    let in_place = is_same && page::bank_frame().is_some();
    let old_parts = parts(document().query_selector_all("[data-swap]"));
    let new_parts = parts(new.query_selector_all("[data-swap]"));
    for old in old_parts {
        if !in_place && old_main.contains(Some(&old)) {
            continue;
        }
        let name = old.get_attribute("data-swap");
        match new_parts
            .iter()
            .find(|new| new.get_attribute("data-swap") == name)
        {
            Some(new) => {
                let _ = old.replace_with_with_node_1(new);
            }
            None if in_place => {}
            None => old.remove(),
        }
    }
    copy_attribute(
        "lang",
        &new.document_element()?,
        &document().document_element()?,
    );
    document().set_title(&new.title());
    if in_place {
        for name in ["data-state-url", "data-events-url"] {
            copy_attribute(name, &new_main, &old_main);
        }
        if let (Some(frame), Ok(Some(new))) = (
            page::bank_frame(),
            new_main.query_selector("iframe[data-frame=bank]"),
        ) {
            copy_attribute("title", &new, &frame);
        }
    } else {
        if is_same {
            keep_what_was_typed(&old_main, &new_main);
        }
        let _ = old_main.replace_with_with_node_1(&new_main);
    }

    let is_final = state.status.is_final();
    if in_place {
        shown.update(|shown| shown.learn(state));
    } else {
        // The islands must find what the server drew, so what was heard before is dropped.
        let notice = shown.with_untracked(|shown| shown.notice);
        shown.set(Shown {
            notice,
            ..Shown::new(state)
        });
        if hydrate(&new_main).is_err() {
            return None;
        }
    }
    let _ = window()
        .history()
        .ok()?
        .replace_state_with_url(&JsValue::NULL, "", Some(address));
    match cause {
        Cause::Screen => {
            if is_final {
                stream::stop();
            }
            if let Some(heading) = focus("h1") {
                shown.update(|shown| shown.page_said = heading);
            }
        }
        Cause::Language => {
            if is_final {
                stream::stop();
            } else {
                stream::restart(None);
            }
            focus("a[data-lang-switch]");
        }
    }
    Some(())
}

/// What is there for browsers without scripts would be shown, and would reload the page,
/// because the parser takes itself for one.
fn drop_noscript(page: &Document) {
    for part in parts(page.query_selector_all("noscript")) {
        part.remove();
    }
}

/// The elements of a list, at hand while the document changes.
fn parts(list: Result<NodeList, JsValue>) -> Vec<Element> {
    let Ok(list) = list else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index))
        .filter_map(|node| node.dyn_into().ok())
        .collect()
}

fn copy_attribute(name: &str, from: &Element, to: &Element) {
    if let Some(value) = from.get_attribute(name) {
        let _ = to.set_attribute(name, &value);
    }
}

/// Carries over what the customer has typed and chosen in a form.
fn keep_what_was_typed(old: &Element, new: &Element) {
    let inputs = |main: &Element| parts(main.query_selector_all("input:not([type=hidden])"));
    let new_inputs = inputs(new);
    for old in inputs(old) {
        let old: HtmlInputElement = old.unchecked_into();
        for new in &new_inputs {
            let new: &HtmlInputElement = new.unchecked_ref();
            if new.name() != old.name() || new.type_() != old.type_() {
                continue;
            }
            match old.type_().as_str() {
                "radio" | "checkbox" if new.value() == old.value() => {
                    new.set_checked(old.checked());
                }
                "radio" | "checkbox" => {}
                _ => new.set_value(&old.value()),
            }
        }
    }
}

/// Moves the focus, and returns the text of where it is now.
fn focus(selector: &str) -> Option<String> {
    let element: HtmlElement = document().query_selector(selector).ok()??.dyn_into().ok()?;
    let _ = element.focus();
    element.text_content()
}

#[cfg(test)]
mod tests {
    use super::page_address;

    const STATE: &str = "/c/0123/state?lang=fr-CA";

    #[test]
    fn a_browser_that_is_at_the_page_stays_at_its_address() {
        assert_eq!(page_address("/c/0123", STATE), None);
    }

    #[test]
    fn a_browser_that_is_elsewhere_is_brought_to_the_page() {
        for here in ["/actions/start", "/c/01234", "/c/0123/receipt"] {
            let address = page_address(here, STATE);
            assert_eq!(address.as_deref(), Some("/c/0123?lang=fr-CA"), "{here}");
        }
    }
}
