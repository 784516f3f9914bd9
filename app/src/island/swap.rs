//! Putting a newer rendering of the page in place of the one that is shown.

use std::cell::Cell;

use leptos::{
    prelude::{Set, Update, WithUntracked, document, window},
    task::spawn_local,
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{
    Document, DomParser, Element, HtmlElement, HtmlIFrameElement, NodeList, SupportedType,
};

use super::{
    fetch::{self, NoAnswer},
    page,
    shown::{self, Shown},
    stream, typed,
};

#[wasm_bindgen]
extern "C" {
    /// Starts the islands in `root`; see `src/start.js`.
    #[wasm_bindgen(catch, js_namespace = ["window", "__page"])]
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

/// Lets no fetch that is under way change the page.
pub(super) fn forget() {
    TURN.set(TURN.get() + 1);
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
        match cause {
            Cause::Screen => stream::ask_soon(),
            // Something happened while it was fetched. The click must not be lost.
            Cause::Language => to_language(address.to_owned()),
        }
        return Some(());
    }
    let is_final = state.status.is_final();
    let agree = |name: &str| old_main.get_attribute(name) == new_main.get_attribute(name);
    // A frame that is still to be shown is never moved or made anew: the customer is in it.
    let is_same_frame = agree("data-attempt") && agree("data-look");
    let frame = page::bank_frame().filter(|_| is_same_frame);
    let kept = frame.as_ref().map(Kept::new);

    drop_noscript(&new);
    let whole = frame.is_none().then_some(&old_main);
    replace_parts(&new, whole);
    let (old_root, new_root) = (document().document_element()?, new.document_element()?);
    copy_attribute("lang", &new_root, &old_root);
    document().set_title(&new.title());
    if let Some(frame) = frame {
        for name in [
            "aria-label",
            "data-offline",
            "data-screen",
            "data-state-url",
            "data-events-url",
        ] {
            copy_attribute(name, &new_main, &old_main);
        }
        if let Ok(Some(new)) = new_main.query_selector("iframe[data-frame=bank]") {
            copy_attribute("title", &new, &frame);
        }
        shown.update(|shown| shown.learn(state));
        page::stamp();
    } else {
        typed::hand_on(&old_main, &new_main);
        // A page that expired hands on what stood in it to the one that takes its place.
        let begins_anew = matches!(new_main.query_selector("form[data-form=anew]"), Ok(Some(_)));
        if begins_anew || (is_same_frame && agree("data-screen")) {
            typed::keep(&old_main, &new_main);
        }
        let _ = old_main.replace_with_with_node_1(&new_main);
        // The islands must find what the server drew, so what was heard before is dropped.
        let notice = shown.with_untracked(|shown| shown.notice);
        shown.set(Shown {
            notice,
            ..Shown::new(state)
        });
        hydrate(&new_main).ok()?;
    }

    let history = window().history().ok()?;
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    match (cause, is_final) {
        (_, true) => stream::stop(),
        (Cause::Language, false) => stream::restart(None),
        (Cause::Screen, false) => {}
    }
    match cause {
        Cause::Screen => {
            // Whoever is in the frame stays there and is told.
            let heading = if kept.is_some() {
                find("h1")
            } else {
                focus("h1")
            };
            if let Some(heading) = heading.and_then(|heading| heading.text_content()) {
                shown.update(|shown| shown.page_said = heading);
            }
        }
        Cause::Language => {
            focus("a[data-lang-switch]");
        }
    }
    if let Some(kept) = kept {
        kept.hold();
    }
    Some(())
}

/// A frame that stays, and how far from the top of the window it stood.
struct Kept {
    frame: HtmlIFrameElement,
    top: f64,
}

impl Kept {
    fn new(frame: &HtmlIFrameElement) -> Self {
        Self {
            frame: frame.clone(),
            top: top(frame),
        }
    }

    /// Scrolls it back to there. What stands above it may have become longer or shorter, and
    /// whoever is about to press something in it must not press something else.
    #[expect(clippy::float_arithmetic, reason = "browsers measure so")]
    fn hold(&self) {
        window().scroll_by_with_x_and_y(0.0, top(&self.frame) - self.top);
    }
}

fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Puts the new page's parts in place of those of the same name, but for those within
/// `whole`, which is replaced as a whole. Outside it, a part that has no successor goes.
fn replace_parts(new: &Document, whole: Option<&Element>) {
    let new_parts = parts(new.query_selector_all("[data-swap]"));
    for old in parts(document().query_selector_all("[data-swap]")) {
        if whole.is_some_and(|whole| whole.contains(Some(&old))) {
            continue;
        }
        let name = old.get_attribute("data-swap");
        let successor = new_parts
            .iter()
            .find(|new| new.get_attribute("data-swap") == name);
        match successor {
            Some(new) => {
                let _ = old.replace_with_with_node_1(new);
            }
            None if whole.is_none() => {}
            None => old.remove(),
        }
    }
}

/// What is there for browsers without scripts would be shown, and would reload the page,
/// because the parser takes itself for one.
fn drop_noscript(page: &Document) {
    for part in parts(page.query_selector_all("noscript")) {
        part.remove();
    }
}

/// The elements of a list, at hand while the document changes.
pub(super) fn parts(list: Result<NodeList, JsValue>) -> Vec<Element> {
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

/// Moves the focus.
fn focus(selector: &str) -> Option<HtmlElement> {
    let element = find(selector)?;
    let _ = element.focus();
    Some(element)
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
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
