use leptos::prelude::*;

use crate::page::around::Page;

/// The way from a wide screen to the customer's phone, where the bank's own program may be.
/// The picture is only asked for by who wants it.
pub(crate) fn continue_there(page: &Page<'_>) -> Option<AnyView> {
    if page.view().checkout.status().is_final() {
        return None;
    }
    let words = &page.words.order;
    let code = page.below("qr.svg");
    Some(
        view! {
            <details class="phone">
                <summary>{words.phone}</summary>
                <p>{words.phone_how}</p>
                <img src=code alt=words.phone_code width="200" height="200" loading="lazy" />
            </details>
        }
        .into_any(),
    )
}
