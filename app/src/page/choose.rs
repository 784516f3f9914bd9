use leptos::prelude::*;
use payment::Screen;

use super::around::{Page, link};
use crate::part::{notice, start_form};

/// The choice of a method.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let telling = page.telling(Screen::Choose);
    let open = page.view().checkout.live().map(|_| {
        notice::caution(view! {
            <p>{page.words.form.open_attempt}</p>
            <p>
                <a href=page.address("")>{page.words.form.back_to_bank}</a>
            </p>
        })
    });
    let back = link(page.view().checkout.order.cancel_url.as_ref()).map(|href| {
        view! {
            <p class="quiet">
                <a href=href>{(page.words.around.back_to)(&page.brand().name)}</a>
            </p>
        }
    });
    view! {
        <div class="head">
            <h1 tabindex="-1">{telling.title}</h1>
            <p class="lead">{telling.lead}</p>
        </div>
        {open}
        {start_form::form(page)}
        {back}
    }
    .into_any()
}
