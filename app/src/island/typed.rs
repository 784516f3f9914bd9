//! What the customer has typed and chosen, when the form around it is drawn anew.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::swap::parts;

/// Carries over what stands in the inputs of `old` to those of the same name in `new`. Hidden
/// ones are the server's.
pub(super) fn keep(old: &Element, new: &Element) {
    let inputs = |main: &Element| parts(main.query_selector_all("input:not([type=hidden])"));
    let new_inputs = inputs(new);
    for old in inputs(old) {
        let old: HtmlInputElement = old.unchecked_into();
        for new in &new_inputs {
            let new: &HtmlInputElement = new.unchecked_ref();
            if new.name() == old.name() && new.type_() == old.type_() {
                carry_over(&old, new);
            }
        }
    }
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
