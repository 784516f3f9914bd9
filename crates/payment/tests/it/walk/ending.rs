//! Whether a checkout ends by itself.

use std::collections::HashSet;

use super::{
    passing::passings,
    place::{NAMES, NOW, Place, Stage},
    said::say,
    works::carry_out,
};

/// How often a worker that learns nothing and a clock that goes on must end a checkout.
const ROUNDS: usize = 8;

/// Whether the work that is written down and the clock end the checkout, where nobody does
/// anything any more and the provider never says a word.
pub(super) fn ends(place: Place, ending: &mut HashSet<Place>) -> bool {
    let mut way = Vec::new();
    let mut at = place;
    for _ in 0..ROUNDS {
        if matches!(at.phase, Stage::Paid(_) | Stage::Ended(_)) || ending.contains(&at) {
            ending.extend(way);
            return true;
        }
        way.push(at);
        if at.works.is_empty() {
            return false;
        }
        let (mut checkout, mut works) = (at.checkout(NAMES), at.works);
        for task in at.works.tasks() {
            let Some(outcome) = carry_out(task, &checkout).into_iter().next() else {
                continue;
            };
            if let Some(Ok(said)) = outcome
                .command
                .map(|command| say(&checkout, works, &command, NOW))
            {
                (checkout, works) = (said.checkout, said.works);
            }
            if outcome.is_done {
                works = works.without(task);
            }
        }
        at = Place::of(&checkout, NOW, works);
        while let Some((_, later)) = passings(&at).into_iter().next() {
            at = later;
        }
    }
    false
}
