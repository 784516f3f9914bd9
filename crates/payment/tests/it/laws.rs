//! What holds after any sequence of facts whatever.

use std::time::Duration;

use payment::{
    CanceledBy, CaseKind, Checkout, Claim, Command, Event, Evidence, Failure, FailureCode, Method,
    Phase, Reading, Said, Status, replay, screen, work_after,
};
use proptest::prelude::*;

use crate::setup::{
    Till, accounts_read, choose, debit, id, login, opened, paid, read, send, session, start,
};

#[derive(Clone, Debug)]
enum Move {
    Ask(Command),
    Wait(Duration),
}

fn any_reading() -> impl Strategy<Value = Reading> {
    prop_oneof![
        Just(Reading::Undecided),
        Just(Reading::AgreementMissing),
        Just(Reading::Scheduled),
        (1..50_000_i64).prop_map(paid),
        Just(Reading::Failed(Failure {
            code: FailureCode::NotGuaranteed,
            detail: Some("EFT0402".into())
        })),
        Just(Reading::Canceled),
        Just(Reading::Expired),
        Just(Reading::Returned { code: "901".into() }),
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
        n.clone().prop_map(send),
        n.clone().prop_map(opened),
        any_linking(),
        n.clone().prop_map(|n| Command::Adopt {
            attempt: id(n),
            session: session(n)
        }),
        n.clone()
            .prop_map(|n| Command::GiveUpOpening { attempt: id(n) }),
        (n.clone(), prop::option::of(1..50_000_i64)).prop_map(|(n, cents)| {
            Command::GuaranteeIssued {
                attempt: id(n),
                amount: cents.and_then(|cents| payment::Money::from_cents(cents).ok()),
            }
        }),
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
        Just(Command::Extend),
        Just(Command::Tick),
    ]
}

/// Everything around a linked account, in any order.
fn any_linking() -> impl Strategy<Value = Command> {
    let n = 0..3_u8;
    let account = 0..3_u8;
    prop_oneof![
        n.clone()
            .prop_map(|n| Command::BeginLinking { attempt: id(n) }),
        (n.clone(), prop::option::of(account.clone())).prop_map(|(n, picked)| login(n, picked)),
        n.clone().prop_map(|n| Command::AccountsAsked {
            attempt: id(n),
            request: "request".parse().expect("valid"),
        }),
        (n.clone(), prop::collection::vec(account.clone(), 0..3))
            .prop_map(|(n, accounts)| accounts_read(n, &accounts)),
        (n.clone(), account).prop_map(|(n, account)| choose(n, account)),
        n.clone().prop_map(|n| Command::AskDebit { attempt: id(n) }),
        n.clone().prop_map(debit),
        n.prop_map(|n| Command::OfferAgreement {
            attempt: id(n),
            link: "https://pay.example/pad/1".parse().expect("valid"),
        }),
    ]
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => any_rumour(),
        3 => (0..3_u8, any_reading()).prop_map(|(n, reading)| read(n, reading)),
        1 => Just(Command::Cancel),
        1 => Just(Command::Withdraw),
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

/// How many histories each law is tried on: as many as `PROPTEST_CASES` says, or 2000.
pub(crate) fn histories() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(histories()))]

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
        let (returned, uncounted): (Vec<_>, Vec<_>) = till
            .checkout
            .cases
            .iter()
            .partition(|case| case.kind == CaseKind::ReturnedPayment);
        prop_assert_eq!(paid, counted + uncounted.len());
        prop_assert!(returned.len() <= paid);
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
        prop_assert_eq!(&read, &till.log);
        for fact in &read {
            let written = serde_json::to_value(&fact.event).expect("writes");
            prop_assert_eq!(&written["type"], fact.event.name());
        }
    }

    #[test]
    fn a_closing_checkout_ends_by_the_clock_alone(moves in moves(any_command())) {
        let mut till = run(moves, |_, _| ());
        for _ in 0..2 {
            till.wait(crate::setup::LIFETIME + payment::SCHEDULE_WINDOW + payment::CLOSE_GRACE);
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
            if matches!(shown, Screen::Link | Screen::Account) {
                let live = till.checkout.live().expect("linking needs a live attempt");
                assert!(live.session.is_none());
            }
            if matches!(shown, Screen::Bank | Screen::Agreement | Screen::Sent) {
                let live = till.checkout.live().expect("a frame needs a live attempt");
                assert!(live.session.is_some());
            }
            if let Phase::Closing { .. } = till.checkout.phase {
                assert_eq!(shown, Screen::Checking);
            }
        });
    }

    #[test]
    fn money_is_asked_for_once_and_after_the_holder_was_found_to_be_the_payer(
        way in 0..6_usize,
        more in moves(prop_oneof![any_linking(), any_command()])
    ) {
        // Chance alone seldom walks the whole way; it joins wherever the way was left.
        let walked = [
            start(0, Method::Eft),
            Command::BeginLinking { attempt: id(0) },
            login(0, None),
            accounts_read(0, &[0, 1]),
            choose(0, 1),
            Command::AskDebit { attempt: id(0) },
        ];
        let walked = walked.into_iter().take(way + 1).map(Move::Ask);
        let till = run(walked.chain(more).collect(), |_, _| ());
        let mut shown = std::collections::HashMap::new();
        let mut chosen = std::collections::HashSet::new();
        let mut asked = std::collections::HashSet::new();
        for fact in &till.log {
            match &fact.event {
                Event::AccountsRead { attempt, accounts } => {
                    prop_assert!(!accounts.is_empty());
                    prop_assert!(shown.insert(attempt, accounts).is_none());
                }
                Event::AccountChosen { attempt, account } => {
                    let known = shown.get(attempt).is_some_and(|accounts| {
                        accounts.iter().any(|known| known.id == *account)
                    });
                    prop_assert!(known, "an account that nobody compared the holder of");
                    prop_assert!(chosen.insert(attempt));
                }
                Event::DebitAsked { attempt } => {
                    prop_assert!(chosen.contains(attempt));
                    prop_assert!(asked.insert(attempt), "asked twice");
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_guarantee_is_accepted_for_the_wanted_attempt_alone(moves in moves(any_command())) {
        run(moves, |before, till| {
            let accepted = |checkout: &Checkout| {
                checkout.attempts.iter().filter(|attempt| {
                    attempt.guarantee == Some(payment::GuaranteeAnswer::Accepted)
                }).map(|attempt| attempt.id.clone()).collect::<Vec<_>>()
            };
            let known = accepted(before);
            for id in accepted(&till.checkout) {
                let attempt = before.attempt(&id).expect("it was there");
                let is_wanted = attempt.is_live()
                    && attempt.stop_asked.is_none()
                    && before.phase == Phase::Open;
                assert!(known.contains(&id) || is_wanted);
            }
        });
    }

    #[test]
    fn a_link_is_not_sent_while_another_may_be_on_its_way(moves in moves(any_command())) {
        run(moves, |before, till| {
            let sent = |checkout: &Checkout| checkout.attempts.iter().filter(|attempt| {
                attempt.delivery == payment::Delivery::Email
            }).count();
            if sent(&till.checkout) > sent(before) {
                assert!(!before.attempts.iter().any(|attempt| {
                    attempt.delivery == payment::Delivery::Email && attempt.misses_session()
                }));
            }
        });
    }
}
