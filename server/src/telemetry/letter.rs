use metrics::{counter, describe_counter, describe_gauge, gauge};
use payment::Letter;
use store::{LetterFigures, LetterOutcome};

const TRIES: &str = "guichet_letter_tries_total";
const WAITING: &str = "guichet_letters_waiting";
const DEAD: &str = "guichet_letters_dead";
const LOST: &str = "guichet_letter_leases_lost_total";

pub(super) fn describe() {
    describe_counter!(
        TRIES,
        "Letters to customers that were tried to be handed to the mail server, by what they are about and outcome"
    );
    describe_gauge!(WAITING, "Letters to customers that have yet to be sent");
    describe_gauge!(
        DEAD,
        "Letters to customers that were given up in the last 30 days and that nobody had sent again"
    );
    describe_counter!(
        LOST,
        "Letters that took longer than their lease, and that another may have sent, too"
    );
    counter!(LOST).absolute(0);
    gauge!(WAITING).set(0.0);
    gauge!(DEAD).set(0.0);
}

/// Counts a try to send a letter.
pub(crate) fn letter(letter: Letter, outcome: LetterOutcome) {
    counter!(TRIES, "letter" => letter.as_str(), "outcome" => outcome.as_str()).increment(1);
}

/// Counts a letter that was somebody else's by the time it was settled.
pub(crate) fn letter_lease_lost() {
    counter!(LOST).increment(1);
}

/// Says how letters stand.
pub(crate) fn letters(figures: LetterFigures) {
    let LetterFigures { waiting, dead } = figures;
    gauge!(WAITING).set(f64::from(waiting));
    gauge!(DEAD).set(f64::from(dead));
}
