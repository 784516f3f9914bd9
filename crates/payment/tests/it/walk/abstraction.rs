//! Whether a place is all that matters: checkouts that lived through real days, with a clock
//! of their own, never leave the places of the walk, and answer everything as the checkout
//! answers that stands for their place.

use std::time::Duration;

use payment::{AttemptId, Checkout, Command, Recorded, Timestamp, replay};
use proptest::prelude::*;

use super::{
    alphabet::commands,
    explore::walk,
    place::{DELIVERED, NAMES, NOW, Names, Place},
    reach::is_walked,
    said::{beginnings, say},
    works::{Works, carry_out},
};
use crate::setup::Till;

/// A choice of what happens next, by number.
#[derive(Clone, Debug)]
enum Turn {
    Say(prop::sample::Index),
    Work(prop::sample::Index, prop::sample::Index),
    Wait(Duration),
    /// The clock is set back.
    Back(Duration),
}

fn turn() -> impl Strategy<Value = Turn> {
    const DAY: u64 = 24 * 60 * 60;
    let seconds = prop::sample::select(vec![0, 1, 59, 60, 90, 120, 1800, 3600, 14 * DAY, 35 * DAY]);
    prop_oneof![
        12 => any::<prop::sample::Index>().prop_map(Turn::Say),
        4 => any::<(prop::sample::Index, prop::sample::Index)>()
            .prop_map(|(task, outcome)| Turn::Work(task, outcome)),
        3 => seconds.clone().prop_map(|s| Turn::Wait(Duration::from_secs(s))),
        1 => seconds.prop_map(|s| Turn::Back(Duration::from_secs(s))),
    ]
}

/// What a checkout answers to everything: why it refuses, or where it then is.
fn answers(
    checkout: &Checkout,
    works: Works,
    now: Timestamp,
    commands: &[Command],
) -> Vec<Result<Place, String>> {
    commands
        .iter()
        .map(|command| {
            say(checkout, works, command, now)
                .map(|said| Place::of(&said.checkout, now, said.works))
                .map_err(|refused| refused.to_string())
        })
        .collect()
}

/// What the attempts are called where the checkout may have started one by itself.
fn names_of(checkout: &Checkout) -> Names {
    let by_itself = AttemptId::of_delivery(&checkout.id);
    match checkout.attempts.first() {
        Some(first) if first.id == by_itself => DELIVERED,
        Some(_) | None => NAMES,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::laws::histories() / 10))]

    #[test]
    fn a_life_never_leaves_the_places_of_the_walk(
        is_by_email: bool,
        turns in prop::collection::vec(turn(), 0..80),
    ) {
        let [page, email] = beginnings();
        let (mut checkout, mut works) = if is_by_email { email } else { page };
        let created = Till::open().log;
        let mut log: Vec<Recorded> = created;
        let mut now = checkout.created_at;
        for turn in turns {
            let all = commands(names_of(&checkout));
            let sayable: Vec<_> =
                all.iter().filter(|command| is_walked(&checkout, works, command)).cloned().collect();
            let mut done = None;
            let moves = match turn {
                Turn::Wait(time) => {
                    now = now.plus(time);
                    Vec::new()
                }
                Turn::Back(time) => {
                    now = now.minus(time);
                    Vec::new()
                }
                Turn::Say(n) => vec![n.get(&sayable).clone()],
                Turn::Work(n, which) => {
                    let tasks: Vec<_> = works.of_use_to(&checkout).tasks().collect();
                    if tasks.is_empty() {
                        continue;
                    }
                    let task = *n.get(&tasks);
                    let mut outcomes = carry_out(task, &checkout);
                    let outcome = outcomes.swap_remove(which.index(outcomes.len()));
                    done = outcome.is_done.then_some(task);
                    outcome.command.into_iter().collect()
                }
            };
            for command in moves {
                if let Ok(said) = say(&checkout, works, &command, now) {
                    (checkout, works) = (said.checkout, said.works);
                    log.extend(said.events);
                }
            }
            if let Some(task) = done {
                works = works.without(task);
            }
            let place = Place::of(&checkout, now, works);
            prop_assert!(walk().places.contains_key(&place), "{:?}", place);

            let names = names_of(&checkout);
            let stand_in = place.checkout(names);
            prop_assert_eq!(Place::of(&stand_in, NOW, place.works), place);
            let sayable: Vec<_> = commands(names)
                .into_iter()
                .filter(|command| is_walked(&checkout, works, command))
                .collect();
            let lived = answers(&checkout, works, now, &sayable);
            let stood_in = answers(&stand_in, place.works, NOW, &sayable);
            for ((command, lived), stood_in) in sayable.iter().zip(lived).zip(stood_in) {
                prop_assert_eq!(lived, stood_in, "{:?} in {:?}", command, place);
            }
        }
        // A crash between any two steps: what is written down is all there is.
        let written = serde_json::to_string(&log).expect("a log can be written");
        let read: Vec<Recorded> = serde_json::from_str(&written).expect("and read");
        let told = replay(checkout.id.clone(), checkout.merchant.clone(), &read);
        prop_assert_eq!(told.as_ref(), Some(&checkout));
        prop_assert!(log.is_sorted_by_key(|fact| fact.at), "a fact before its time");
    }

    #[test]
    fn a_clock_that_is_set_back_changes_no_answer(n: prop::sample::Index, back in 1..u64::MAX >> 8) {
        let places: Vec<_> = walk().places.keys().collect();
        let place = n.get(&places);
        let checkout = place.checkout(NAMES);
        let all = commands(NAMES);
        let earlier = NOW.minus(Duration::from_micros(back));
        prop_assert_eq!(
            answers(&checkout, place.works, earlier, &all),
            answers(&checkout, place.works, NOW, &all)
        );
    }
}
