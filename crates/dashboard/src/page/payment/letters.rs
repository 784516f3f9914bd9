use app::format::Clock;
use leptos::prelude::*;
use payment::{CheckoutId, LetterId, Locale};
use store::{LetterRow, LetterState, Power};

use super::Input;
use crate::{
    part::{form, time},
    shell::{Frame, Viewer},
    words::payment::Payment,
};

/// Where a letter is had sent again.
fn again_path(checkout: &CheckoutId, letter: &LetterId) -> String {
    format!("{}/letters/{letter}/resend", super::path(checkout))
}

/// What the customer was written, and whether a mail server took it; nothing where nobody is
/// written to.
pub(super) fn view(frame: &Frame, input: &Input, words: &'static Payment) -> Option<AnyView> {
    if input.letters.is_empty() {
        return None;
    }
    let may = |viewer: &&Viewer| input.writes && viewer.may(Power::Work);
    let viewer = frame.viewer.as_ref().filter(may);
    let letters: Vec<_> = input
        .letters
        .iter()
        .map(|letter| {
            let again = viewer
                .filter(|_| has_failed(letter))
                .map(|viewer| again(viewer, input, letter, words));
            one(letter, again, frame.locale, words)
        })
        .collect();
    let hint = viewer
        .filter(|_| input.letters.iter().any(has_failed))
        .map(|_| view! { <p class="hint">{words.letter_again_hint}</p> });
    let section = view! {
        <section class="sheet" aria-labelledby="letters">
            <h2 id="letters">{words.letters}</h2>
            <p class="hint">{words.letters_hint}</p>
            <ul class="told">{letters}</ul>
            {hint}
        </section>
    };
    Some(section.into_any())
}

/// Whether it ended without reaching anybody.
const fn has_failed(letter: &LetterRow) -> bool {
    match letter.state {
        LetterState::Dead | LetterState::Refused => true,
        LetterState::Waiting | LetterState::Sent | LetterState::Dropped => false,
    }
}

fn one(
    letter: &LetterRow,
    again: Option<AnyView>,
    locale: Locale,
    words: &'static Payment,
) -> AnyView {
    let at = letter.ended_at.unwrap_or(letter.created_at);
    let at = time::view(at, &Clock::of(None), locale);
    view! {
        <li data-letter=letter.state.as_str()>
            <p>{(words.letter)(letter.letter)}</p>
            <p class="quiet">
                {(words.letter_state)(letter.state)}
                " · "
                {(words.tries)(letter.tries)}
                " · "
                {at}
            </p>
            {again}
        </li>
    }
    .into_any()
}

fn again(viewer: &Viewer, input: &Input, letter: &LetterRow, words: &'static Payment) -> AnyView {
    let about = (words.letter)(letter.letter);
    let name = format!("{}{}{about}", words.letter_again, words.colon);
    let action = again_path(&input.checkout.id, &letter.id);
    form::named_button(viewer, action, "button second", words.letter_again, name)
}
