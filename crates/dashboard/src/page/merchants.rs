//! `/dashboard/merchants`: which of several one looks at.

use leptos::prelude::*;
use store::Membership;

use crate::{
    part::form,
    shell::{Frame, page},
    words,
};

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, merchants: &[Membership]) -> String {
    let words = words::merchants::of(frame.locale);
    let role = words::shell::of(frame.locale).role;
    let choices: Vec<_> = frame
        .viewer
        .iter()
        .flat_map(|viewer| {
            merchants.iter().map(move |membership| {
                view! {
                    <li>
                        <form method="post" action="/dashboard/merchants">
                            {form::token(viewer)}
                            <input
                                type="hidden"
                                name="merchant"
                                value=membership.merchant.as_str().to_owned()
                            />
                            <button class="choice">
                                <strong>{membership.name.clone()}</strong>
                                <span>{role(membership.role)}</span>
                            </button>
                        </form>
                    </li>
                }
            })
        })
        .collect();
    let lead = if choices.is_empty() {
        words.none
    } else {
        words.lead
    };
    page(frame, words.title, || {
        view! {
            <p class="lead">{lead}</p>
            <ul class="choices">{choices}</ul>
        }
    })
}
