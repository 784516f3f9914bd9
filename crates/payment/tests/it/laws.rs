//! What holds after any sequence of facts whatever.

use std::time::Duration;

use payment::{
    CanceledBy, Checkout, Claim, Command, Event, Evidence, Failure, FailureCode, Method, Phase,
    Reading, Said, Status, replay, screen, work_after,
};
use proptest::prelude::*;

use crate::setup::{Till, id, opened, paid, read, start};

#[derive(Clone, Debug)]
enum Move {
    Ask(Command),
    Wait(Duration),
}

fn any_reading() -> impl Strategy<Value = Reading> {
    prop_oneof![
        Just(Reading::Undecided),
        Just(Reading::AgreementMissing),
        (1..50_000_i64).prop_map(paid),
        Just(Reading::Failed(Failure {
            code: FailureCode::NotGuaranteed,
            detail: Some("EFT0402".into())
        })),
        Just(Reading::Canceled),
        Just(Reading::Expired),
    ]
}

/// Moves that a browser and a webhook can make: everything without proof.
fn any_rumour() -> impl Strategy<Value = Command> {
    let n = 0..3_u8;
    prop_oneof![
        (
            n.clone(),
            prop_oneof![
                Just(Method::GuaranteedEft),
                Just(Method::ETransfer),
                Just(Method::Eft)
            ]
        )
            .prop_map(|(n, method)| start(n, method)),
        n.clone().prop_map(opened),
        (
            n.clone(),
            "[A-Z_]{1,12}",
            prop_oneof![Just(Claim::Underway), Just(Claim::Done), Just(Claim::Over)]
        )
            .prop_map(|(n, step, claim)| Command::Hint {
                attempt: id(n),
                step: step.parse().expect("a valid step"),
                claim,
            }),
        (n.clone(), "Completed|Failed|Canceled|Nonsense").prop_map(|(n, status)| Command::Notice {
            attempt: id(n),
            said: Said {
                status,
                detail: Some("EFT0301".into())
            },
        }),
        (
            n.clone(),
            prop_oneof![Just(CanceledBy::Customer), Just(CanceledBy::Merchant)]
        )
            .prop_map(|(n, by)| Command::AskStop { attempt: id(n), by }),
        n.clone().prop_map(|n| Command::Stop { attempt: id(n) }),
        n.prop_map(|n| Command::NotOpened {
            attempt: id(n),
            failure: Failure {
                code: FailureCode::ProviderUnavailable,
                detail: None
            },
        }),
        Just(Command::Tick),
    ]
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => any_rumour(),
        3 => (0..3_u8, any_reading()).prop_map(|(n, reading)| read(n, reading)),
        1 => Just(Command::Cancel),
    ]
}

fn moves(command: impl Strategy<Value = Command>) -> impl Strategy<Value = Vec<Move>> {
    let wait =
        prop_oneof![Just(1_u64), Just(60), Just(130), Just(4000)].prop_map(Duration::from_secs);
    prop::collection::vec(
        prop_oneof![6 => command.prop_map(Move::Ask), 1 => wait.prop_map(Move::Wait)],
        0..60,
    )
}

/// Runs the moves and shows every state with the one before it.
fn run(moves: Vec<Move>, mut look: impl FnMut(&Checkout, &Till)) -> Till {
    let mut till = Till::open();
    for step in moves {
        let before = till.checkout.clone();
        match step {
            Move::Wait(duration) => till.wait(duration),
            Move::Ask(command) => {
                // A rejection is an answer like any other; it must have changed nothing.
                if till.ask(command).is_err() {
                    assert_eq!(before, till.checkout);
                }
            }
        }
        look(&before, &till);
    }
    till
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_terminal_state_never_changes(moves in moves(any_command())) {
        run(moves, |before, till| {
            if before.status().is_final() {
                assert_eq!(before.phase, till.checkout.phase);
            }
        });
    }

    #[test]
    fn at_most_one_payment_counts_and_no_money_is_dropped(moves in moves(any_command())) {
        let till = run(moves, |_, _| ());
        let counted = till.log.iter().filter(|fact| matches!(fact.event, Event::CheckoutPaid { .. })).count();
        let paid = till.checkout.attempts.iter().filter(|attempt| attempt.is_paid()).count();
        prop_assert!(counted <= 1);
        prop_assert_eq!(counted, usize::from(till.checkout.payment().is_some()));
        prop_assert_eq!(paid, counted + till.checkout.cases.len());
    }

    #[test]
    fn without_proof_nothing_is_ever_paid(moves in moves(any_rumour())) {
        let till = run(moves, |_, _| ());
        prop_assert_ne!(till.checkout.status(), Status::Paid);
        prop_assert!(!till.checkout.attempts.iter().any(payment::Attempt::is_paid));
        prop_assert!(till.checkout.cases.is_empty());
    }

    #[test]
    fn money_is_known_from_the_provider_alone(moves in moves(any_command())) {
        let till = run(moves, |_, _| ());
        for fact in &till.log {
            if matches!(fact.event, Event::CheckoutPaid { .. } | Event::CaseOpened { .. } | Event::ReadingChanged { .. }) {
                prop_assert!(fact.evidence == Evidence::StatusRead || fact.evidence == Evidence::Report);
            }
        }
    }

    #[test]
    fn at_most_one_attempt_is_live(moves in moves(any_command())) {
        run(moves, |_, till| {
            let live = till.checkout.attempts.iter().filter(|attempt| attempt.is_live()).count();
            assert!(live <= 1);
            if till.checkout.status().is_final() {
                assert_eq!(live, 0, "nothing can be paid on a page that is closed");
            }
        });
    }

    #[test]
    fn the_log_tells_the_whole_story(moves in moves(any_command())) {
        let till = run(moves, |_, _| ());
        let told = replay(till.checkout.id.clone(), till.checkout.merchant.clone(), &till.log);
        prop_assert_eq!(told.as_ref(), Some(&till.checkout));
        let written = serde_json::to_string(&till.log).expect("a log can be written");
        let read: Vec<payment::Recorded> = serde_json::from_str(&written).expect("and read");
        prop_assert_eq!(read, till.log);
    }

    #[test]
    fn a_closing_checkout_ends_by_the_clock_alone(moves in moves(any_command())) {
        let mut till = run(moves, |_, _| ());
        for _ in 0..2 {
            till.wait(crate::setup::LIFETIME + payment::CLOSE_GRACE);
            till.ask(Command::Tick).expect("the clock is never refused");
        }
        prop_assert!(till.checkout.status().is_final());
    }

    #[test]
    fn a_session_that_nobody_may_pay_is_cancelled_or_settled(moves in moves(any_command())) {
        let till = run(moves, |_, _| ());
        let mut told = None;
        let mut asked = std::collections::HashSet::new();
        for fact in &till.log {
            let checkout = match told.take() {
                None => payment::open(till.checkout.id.clone(), till.checkout.merchant.clone(), fact),
                Some(checkout) => Some(payment::apply(checkout, fact)),
            }.expect("the log starts with a creation");
            for (work, _) in work_after(&checkout, &fact.event) {
                if let payment::Work::CancelSession { attempt } = work {
                    asked.insert(attempt);
                }
            }
            told = Some(checkout);
        }
        for attempt in &till.checkout.attempts {
            let unwanted = !attempt.is_live() && attempt.session.is_some() && !attempt.is_settled();
            prop_assert!(!unwanted || asked.contains(&attempt.id), "{:?}", attempt.state);
        }
    }

    #[test]
    fn every_state_has_a_screen_that_fits_it(moves in moves(any_command())) {
        use payment::Screen;
        run(moves, |_, till| {
            let shown = screen(&till.checkout);
            assert_eq!(shown == Screen::Paid, till.checkout.status() == Status::Paid);
            assert_eq!(shown == Screen::Expired, till.checkout.status() == Status::Expired);
            assert_eq!(shown == Screen::CanceledByShop, till.checkout.status() == Status::Canceled);
            if matches!(shown, Screen::Bank | Screen::Agreement) {
                let live = till.checkout.live().expect("a frame needs a live attempt");
                assert!(live.session.is_some());
            }
            if let Phase::Closing { .. } = till.checkout.phase {
                assert_eq!(shown, Screen::Checking);
            }
        });
    }
}
