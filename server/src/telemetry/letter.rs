use metrics::{counter, describe_counter, describe_gauge, gauge};
use payment::Letter;
use store::{LetterFigures, LetterOutcome};

const TRIES: &str = "guichet_letter_tries_total";
const WAITING: &str = "guichet_letters_waiting";
const DEAD: &str = "guichet_letters_dead";

pub(super) fn describe() {
    describe_counter!(
        TRIES,
        "Letters to customers that were tried to be handed to the mail server, by what they are about and outcome"
    );
    describe_gauge!(WAITING, "Letters to customers that have yet to be sent");
    describe_gauge!(DEAD, "Letters to customers that were given up after days");
    gauge!(WAITING).set(0.0);
    gauge!(DEAD).set(0.0);
}

/// Counts a try to send a letter.
pub(crate) fn letter(letter: Letter, outcome: LetterOutcome) {
    counter!(TRIES, "letter" => letter.as_str(), "outcome" => outcome.as_str()).increment(1);
}

/// Says how letters stand.
pub(crate) fn letters(figures: LetterFigures) {
    let LetterFigures { waiting, dead } = figures;
    gauge!(WAITING).set(f64::from(waiting));
    gauge!(DEAD).set(f64::from(dead));
}
