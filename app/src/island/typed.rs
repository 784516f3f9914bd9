//! What the customer has typed and chosen, when the form around it is drawn anew.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::swap::parts;

thread_local! {
    /// The fields that are gone with something typed into them, one of each name. Nothing of it was
    /// sent: what is sent leads to another page.
    static TYPED: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what was typed in `old`, which is about to go, as when another tab has begun a
/// payment, and fills it in where `new` asks for it again.
pub(super) fn hand_on(old: &Element, new: &Element) {
    const TEXT: &str = "input:not([type=hidden], [type=radio], [type=checkbox])";
    TYPED.with_borrow_mut(|typed| {
        let is_typed = |input: &Element| {
            let input: &HtmlInputElement = input.unchecked_ref();
            input.value() != input.default_value()
        };
        let inputs = parts(old.query_selector_all(TEXT));
        // A field that was there again tells better than the one before it.
        typed.retain(|gone| !inputs.iter().any(|input| is_same(gone, input)));
        typed.extend(inputs.into_iter().filter(is_typed));
        fill(typed, &parts(new.query_selector_all(TEXT)));
    });
}

/// Carries over what stands in the inputs of `old` to those of the same name in `new`. Hidden
/// ones are the server's.
pub(super) fn keep(old: &Element, new: &Element) {
    let inputs = |main: &Element| parts(main.query_selector_all("input:not([type=hidden])"));
    fill(&inputs(old), &inputs(new));
}

fn fill(old: &[Element], new: &[Element]) {
    for old in old {
        for new in new.iter().filter(|new| is_same(old, new)) {
            carry_over(old.unchecked_ref(), new.unchecked_ref());
        }
    }
}

/// Whether both ask for the same.
fn is_same(one: &Element, other: &Element) -> bool {
    let (one, other): (&HtmlInputElement, &HtmlInputElement) =
        (one.unchecked_ref(), other.unchecked_ref());
    one.name() == other.name() && one.type_() == other.type_()
}

fn carry_over(old: &HtmlInputElement, new: &HtmlInputElement) {
    match old.type_().as_str() {
        "radio" | "checkbox" => {
            if new.value() == old.value() {
                new.set_checked(old.checked());
            }
        }
        _ => new.set_value(&old.value()),
    }
}
