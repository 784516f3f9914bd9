//! `/dashboard/sign-in`

use leptos::prelude::*;

use crate::{
    part::{
        field::{self, Field, Kind},
        notice::{self, Notice},
    },
    shell::{Frame, page},
    words::{self, sign_in::SignIn as Words},
};

/// What the page shows.
#[derive(Debug)]
pub struct SignIn<'a> {
    /// Where to go on.
    pub next: &'a str,
    /// What was filled in, or who is signed in.
    pub email: &'a str,
    /// Whether somebody who is signed in shows once more who they are.
    pub is_again: bool,
    /// What did not work.
    pub trouble: Option<Trouble>,
}

/// Why somebody was not let in. None of these tells whether there is such an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The address and the password do not go together.
    Wrong,
    /// Too many were wrong.
    TooOften,
    /// Too many sign in right now.
    Busy,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &SignIn<'_>) -> String {
    let words = words::sign_in::of(frame.locale);
    let trouble = shown.trouble.map(|trouble| {
        let words = match trouble {
            Trouble::Wrong => words.wrong,
            Trouble::TooOften => words.too_often,
            Trouble::Busy => words.busy,
        };
        notice::view(Notice::Wrong, words.to_owned())
    });
    let again = shown
        .is_again
        .then(|| notice::view(Notice::Caution, words.again.to_owned()));
    let email = field::view(Field {
        name: "email",
        label: words.email,
        kind: Kind::Email,
        value: shown.email.to_owned(),
        hint: None,
        wrong: None,
        autocomplete: "username",
    });
    let password = field::view(Field {
        name: "password",
        label: words.password,
        kind: Kind::Password,
        value: String::new(),
        hint: None,
        wrong: None,
        autocomplete: "current-password",
    });
    let next = shown.next.to_owned();
    page(frame, words.title, || {
        view! {
            {again}
            {trouble}
            <form class="stack" method="post" action="/dashboard/sign-in">
                <input type="hidden" name="next" value=next />
                {email}
                {password}
                <button class="button">{words.submit}</button>
            </form>
            {passkey(shown.next, words)}
            <p>
                <a href="/dashboard/recovery">{words.recovery}</a>
            </p>
        }
    })
}

/// The way in by a passkey, which a script brings to sight.
fn passkey(next: &str, words: &'static Words) -> AnyView {
    view! {
        <div
            class="stack or"
            data-passkey="sign-in"
            data-options="/dashboard/passkey/options"
            data-finish="/dashboard/passkey/sign-in"
            data-next=next.to_owned()
            hidden
        >
            <p class="or-word">{words.or}</p>
            <button class="button second" type="button">
                {words.passkey}
            </button>
            <div data-trouble hidden>
                {notice::view(Notice::Wrong, words.passkey_trouble.to_owned())}
            </div>
        </div>
    }
    .into_any()
}
