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

/// What cannot be taken back, in a row of many: it says what it is about to do before it is done.
pub(crate) struct Asked {
    /// Where it is done.
    pub(crate) action: String,
    /// What is pressed first.
    pub(crate) words: &'static str,
    /// What is about to be done, to what.
    pub(crate) question: String,
    /// What comes of it.
    pub(crate) hint: &'static str,
    /// What is pressed then.
    pub(crate) yes: &'static str,
}

/// See [`Asked`].
pub(crate) fn asked(viewer: &Viewer, asked: Asked) -> AnyView {
    let Asked {
        action,
        words,
        question,
        hint,
        yes,
    } = asked;
    let name = format!("{yes}: {question}");
    view! {
        <details class="confirm">
            <summary aria-label=question.clone()>{words}</summary>
            <form class="stack" method="post" action=action>
                {token(viewer)} <p>{format!("{question}. {hint}")}</p>
                <button class="button danger" aria-label=name>
                    {yes}
                </button>
            </form>
        </details>
    }
    .into_any()
}
