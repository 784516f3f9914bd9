use app::format::Clock;
use leptos::prelude::*;
use payment::Locale;
use store::LetterRow;

use crate::{part::time, words::payment::Payment};

/// What the customer was written, and whether a mail server took it; nothing where nobody is
/// written to.
pub(super) fn view(
    letters: &[LetterRow],
    locale: Locale,
    words: &'static Payment,
) -> Option<AnyView> {
    if letters.is_empty() {
        return None;
    }
    let letters: Vec<_> = letters
        .iter()
        .map(|letter| one(letter, locale, words))
        .collect();
    let section = view! {
        <section class="sheet" aria-labelledby="letters">
            <h2 id="letters">{words.letters}</h2>
            <p class="hint">{words.letters_hint}</p>
            <ul class="told">{letters}</ul>
        </section>
    };
    Some(section.into_any())
}

fn one(letter: &LetterRow, locale: Locale, words: &'static Payment) -> AnyView {
    let at = letter.ended_at.unwrap_or(letter.created_at);
    let at = time::view(at, &Clock::of(None), locale);
    view! {
        <li data-letter=letter.state.as_str()>
            <p>{(words.letter)(letter.letter)} " " {at}</p>
            <p class="quiet">
                {(words.letter_state)(letter.state)}
                " · "
                {(words.tries)(letter.tries)}
            </p>
        </li>
    }
    .into_any()
}
