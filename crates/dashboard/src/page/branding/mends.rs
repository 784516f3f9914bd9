//! Which colours are served otherwise than they were wished, both side by side.

use app::brand::{Mend, Rgb};
use leptos::prelude::*;
use payment::Locale;

use crate::words;

/// The list of them.
pub(super) fn view(mended: &[Mend], locale: Locale) -> AnyView {
    let words = words::branding::of(locale);
    if mended.is_empty() {
        return view! { <p class="hint">{words.mended_none}</p> }.into_any();
    }
    let items: Vec<_> = mended
        .iter()
        .map(|mend| {
            view! {
                <li>
                    <span class="colours">
                        {swatch(mend.wanted)} <span aria-hidden="true">"→"</span>
                        {swatch(mend.served)}
                    </span>
                    <span>{(words.mend)(mend)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <p class="hint">{words.mended_lead}</p>
        <ul class="mends">{items}</ul>
    }
    .into_any()
}

/// A colour itself: an attribute of a drawing, as no style may stand in a page.
pub(super) fn swatch(colour: Rgb) -> AnyView {
    view! {
        <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <rect width="24" height="24" fill=String::from(colour)></rect>
        </svg>
    }
    .into_any()
}
