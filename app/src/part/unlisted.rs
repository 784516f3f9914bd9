use leptos::prelude::*;

use crate::page::around::Page;

/// What somebody does whose bank is not offered on its page.
pub(crate) fn ways(page: &Page<'_>) -> AnyView {
    let words = &page.words.time;
    let last = page.attempt().map(|attempt| attempt.method);
    let onward = if page.methods().any(|method| Some(method) != last) {
        view! {
            <p>
                <a href=page.address("&choose=1")>{words.unlisted.next}</a>
            </p>
        }
        .into_any()
    } else {
        view! { <p>{(words.unlisted_only)(&page.brand().name)}</p> }.into_any()
    };
    view! {
        <details class="unlisted">
            <summary>{words.unlisted.title}</summary>
            <p>{words.unlisted.lead}</p>
            {onward}
        </details>
    }
    .into_any()
}
