//! `/dashboard`: where everybody begins.

use leptos::prelude::*;

use crate::{
    shell::{Frame, page},
    words,
};

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame) -> String {
    let words = words::home::of(frame.locale);
    let role = words::shell::of(frame.locale).role;
    let hello = frame.viewer.as_ref().and_then(|viewer| {
        let membership = viewer.membership.as_ref()?;
        Some((words.hello)(&viewer.email, role(membership.role)))
    });
    page(frame, words.title, || view! { <p class="lead">{hello}</p> })
}
