//! What every form of somebody who is signed in carries.

use leptos::prelude::*;

use crate::shell::Viewer;

/// The token that no other site knows.
pub(crate) fn token(viewer: &Viewer) -> AnyView {
    view! { <input type="hidden" name="token" value=viewer.form_token.clone() /> }.into_any()
}

/// A form that is one button: a thing that is done at once.
pub(crate) fn button(
    viewer: &Viewer,
    action: String,
    class: &'static str,
    words: String,
) -> AnyView {
    view! {
        <form method="post" action=action>
            {token(viewer)} <button class=class>{words}</button>
        </form>
    }
    .into_any()
}

/// The same in a row of many, with a name of its own for ears.
pub(crate) fn named_button(
    viewer: &Viewer,
    action: String,
    class: &'static str,
    words: &'static str,
    name: String,
) -> AnyView {
    view! {
        <form method="post" action=action>
            {token(viewer)} <button class=class aria-label=name>{words}</button>
        </form>
    }
    .into_any()
}
