//! The browser part of Guichet: starts the islands, nothing else.
//!
//! `src/start.js` calls [`hydrate`] once the module is there, and then the exported
//! function of every island on the page.

use wasm_bindgen::prelude::wasm_bindgen;

// The islands are reached from JavaScript alone; without a name for their crate the
// linker would drop them.
use app as _;

/// Makes the page ready for its islands. Called once, before any of them.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
