//! How far the walk goes, and what is said on it.

use payment::{Checkout, Command};

use super::{
    alphabet::{attempt_of, is_apart, is_core, is_of_other_session},
    place::NAMES,
    works::{Task, Works},
};
use crate::setup::id;

/// How far the walk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Two attempts, of which the second opens, is stopped, pays or does not: for when the
    /// walk is walked often.
    Few,
    /// Two attempts. What the rules keep apart from money (guarantees, agreements, the names
    /// of failures) is said to the first: the second is asked nothing else about them.
    Two,
    /// Two attempts, and everything to both.
    Whole,
}

/// As far as `GUICHET_WALK` says: `few`, `two` or `whole`.
pub(super) fn reach() -> Reach {
    match std::env::var("GUICHET_WALK").as_deref() {
        Ok("few") => Reach::Few,
        Ok("whole") => Reach::Whole,
        _ => Reach::Two,
    }
}

/// Whether the walk said that command here.
pub(super) fn is_walked(checkout: &Checkout, works: Works, command: &Command) -> bool {
    is_sayable(checkout, works, command, reach())
}

/// Whether a command says anything here: one about an attempt that nobody started does not,
/// and the second attempt is never started before the first, whose twin it would be.
pub(super) fn is_sayable(
    checkout: &Checkout,
    works: Works,
    command: &Command,
    reach: Reach,
) -> bool {
    let Some(attempt) = attempt_of(command) else {
        return true;
    };
    let is_second = *attempt == id(NAMES[1]);
    if let Command::Start { .. } = command {
        return !is_second || !checkout.attempts.is_empty();
    }
    // A debit is asked for by whoever holds the task, and by nobody else.
    if let Command::AskDebit { attempt } = command {
        let number = checkout.attempts.iter().position(|it| it.id == *attempt);
        return number.is_some_and(|n| works.has(Task::Debit(n)));
    }
    // The first session that is told is the attempt's; another one is another only then.
    if is_of_other_session(command) {
        let known = checkout.attempt(attempt);
        return known.is_some_and(|attempt| attempt.session.is_some());
    }
    let is_said = checkout.attempts.len() < 2
        || match reach {
            Reach::Few => is_core(command),
            Reach::Two => !is_apart(command),
            Reach::Whole => true,
        };
    checkout.attempt(attempt).is_some() && is_said
}
