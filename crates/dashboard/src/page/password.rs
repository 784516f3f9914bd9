//! The choice of a password, on every page where one is chosen.

use leptos::prelude::*;
use payment::Locale;

use crate::{
    part::field::{self, Field, Kind},
    words,
};

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than [`SHORTEST`] characters.
    Short,
    /// Longer than anybody needs.
    Long,
    /// It begins with what they sign in with, or is one character over and over.
    Guessable,
}

/// Whom the password is for: read by password managers, and by nobody else.
pub(super) fn whose(email: &str) -> AnyView {
    view! {
        <input
            class="visually-hidden"
            type="text"
            name="username"
            value=email.to_owned()
            autocomplete="username"
            readonly
            tabindex="-1"
            aria-hidden="true"
        />
    }
    .into_any()
}

/// The field for a new password.
pub(super) fn chosen(locale: Locale, wrong: Option<Weak>) -> AnyView {
    let words = words::password::of(locale);
    let wrong = wrong.map(|weak| {
        match weak {
            Weak::Short => words.short,
            Weak::Long => words.long,
            Weak::Guessable => words.guessable,
        }
        .to_owned()
    });
    field::view(Field {
        name: "password",
        label: words.new,
        kind: Kind::Password,
        value: String::new(),
        hint: Some(words.hint),
        wrong,
        autocomplete: "new-password",
    })
}
