//! Paying from an account that the customer links.

use std::time::Duration;

use payment::{
    CanceledBy, Command, End, Event, Failure, FailureCode, Linking, Method, Reading, Rejection,
    Screen, Status, Work, screen, work_after,
};

use crate::setup::{
    LIFETIME, PRICE, Till, account_id, accounts_read, choose, debit, id, login, paid, start,
};

/// Up to the frame in which the customer signs in.
fn linking() -> Till {
    let mut till = Till::open();
    till.ask(start(1, Method::Eft)).expect("starts");
    till.ask(Command::BeginLinking { attempt: id(1) })
        .expect("begins");
    till
}

/// Up to the choice of an account.
fn choosing(picked: Option<u8>, accounts: &[u8]) -> Till {
    let mut till = linking();
    till.ask(login(1, picked)).expect("allowed");
    till.ask(accounts_read(1, accounts)).expect("allowed");
    till
}

fn ask_debit() -> Command {
    Command::AskDebit { attempt: id(1) }
}

fn proposed(till: &Till) -> Option<String> {
    match till.checkout.attempts[0].linking() {
        Some(Linking::Choosing { proposed, .. }) => {
            proposed.as_ref().map(|id| id.as_str().to_owned())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_customer_signs_in_sees_the_account_says_yes_and_signs_the_agreement() {
    let mut till = linking();
    assert_eq!(screen(&till.checkout), Screen::Link);
    let events = till.ask(login(1, None)).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Checking);
    assert_eq!(
        work_after(&till.checkout, &events[0].event)[0].0,
        Work::FetchAccounts { attempt: id(1) }
    );
    till.ask(accounts_read(1, &[1, 2])).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Account);
    let events = till.ask(choose(1, 2)).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Opening);
    assert_eq!(
        work_after(&till.checkout, &events[0].event)[0].0,
        Work::OpenDebit { attempt: id(1) }
    );
    assert_eq!(till.ask(ask_debit()).map(|events| events.len()), Ok(1));
    till.ask(debit(1)).expect("allowed");
    assert_eq!(
        screen(&till.checkout),
        Screen::Opening,
        "nowhere to sign yet"
    );
    let link = "https://pay.example/pad/1".parse().expect("valid");
    till.ask(Command::OfferAgreement {
        attempt: id(1),
        link,
    })
    .expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Agreement);
    till.read(1, Reading::AgreementMissing).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Agreement);
    let unguaranteed = Reading::Paid {
        amount: None,
        guaranteed: false,
    };
    till.read(1, unguaranteed).expect("allowed");
    assert_eq!(
        till.checkout.payment().map(|paid| paid.guaranteed),
        Some(false)
    );
    let account = till.checkout.attempts[0].account.as_ref();
    assert_eq!(
        account.map(|account| account.id.clone()),
        Some(account_id(2))
    );
}

#[test]
fn a_debit_that_the_bank_has_yet_to_take_outlives_the_page() {
    let mut till = linking();
    for command in [
        login(1, None),
        accounts_read(1, &[1]),
        choose(1, 1),
        ask_debit(),
        debit(1),
    ] {
        till.ask(command).expect("allowed");
    }
    till.read(1, Reading::Scheduled).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Checking);
    till.now = till.checkout.expires_at.plus(Duration::from_secs(86_400));
    assert_eq!(till.ask(Command::Tick), Ok(Vec::new()));
    let unguaranteed = Reading::Paid {
        amount: None,
        guaranteed: false,
    };
    till.read(1, unguaranteed).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Paid);
}

#[test]
fn the_account_that_was_picked_in_the_frame_is_proposed() {
    assert_eq!(
        proposed(&choosing(Some(2), &[1, 2])).as_deref(),
        Some("account-2")
    );
}

#[test]
fn the_only_account_is_proposed_and_of_several_none() {
    assert_eq!(
        proposed(&choosing(None, &[3])).as_deref(),
        Some("account-3")
    );
    assert_eq!(proposed(&choosing(None, &[1, 2])), None);
    assert_eq!(
        proposed(&choosing(Some(9), &[1, 2])),
        None,
        "an account of somebody else"
    );
}

#[test]
fn a_debit_is_asked_for_once() {
    let mut till = choosing(None, &[1]);
    till.ask(choose(1, 1)).expect("allowed");
    assert_eq!(till.ask(ask_debit()).map(|events| events.len()), Ok(1));
    assert_eq!(till.ask(ask_debit()), Ok(Vec::new()));
}

#[test]
fn an_account_that_was_not_shown_cannot_be_chosen() {
    let mut till = choosing(None, &[1]);
    assert_eq!(till.ask(choose(1, 2)), Err(Rejection::NoSuchAccount));
    let mut till = linking();
    assert_eq!(till.ask(choose(1, 1)), Err(Rejection::NoSuchAccount));
}

#[test]
fn another_name_ends_the_attempt_before_anything_was_asked_for() {
    let mut till = linking();
    till.ask(login(1, None)).expect("allowed");
    let failure = Failure {
        code: FailureCode::NameMismatch,
        detail: None,
    };
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure,
    })
    .expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::NameMismatch);
    assert_eq!(till.checkout.status(), Status::Open);
    assert!(
        !till
            .log
            .iter()
            .any(|fact| matches!(fact.event, Event::DebitAsked { .. }))
    );
}

#[test]
fn a_sign_in_that_takes_its_time_is_not_given_up() {
    let mut till = linking();
    till.wait(payment::OPENING_GRACE);
    assert_eq!(
        till.ask(Command::GiveUpOpening { attempt: id(1) }),
        Ok(Vec::new())
    );
    assert_eq!(screen(&till.checkout), Screen::Link);
}

#[test]
fn who_stops_before_the_debit_is_let_go_at_once() {
    let mut till = choosing(None, &[1]);
    till.ask(choose(1, 1)).expect("allowed");
    let stop = Command::AskStop {
        attempt: id(1),
        by: CanceledBy::Customer,
    };
    till.ask(stop).expect("allowed");
    assert_eq!(
        till.checkout.attempts[0].end(),
        Some(&End::Canceled(CanceledBy::Customer))
    );
    assert_eq!(
        till.ask(ask_debit()),
        Ok(Vec::new()),
        "nobody wants it any more"
    );
}

#[test]
fn a_checkout_ends_at_once_while_nothing_was_asked_for() {
    let mut till = choosing(None, &[1]);
    till.wait(LIFETIME);
    till.ask(Command::Tick).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Expired);
}

#[test]
fn a_checkout_waits_for_the_word_on_a_debit_that_was_asked_for() {
    let mut till = choosing(None, &[1]);
    till.ask(choose(1, 1)).expect("allowed");
    till.ask(ask_debit()).expect("allowed");
    till.ask(Command::Cancel).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Processing);
    let events = till.ask(debit(1)).expect("allowed");
    let work = work_after(&till.checkout, &events[0].event);
    let cancel = Work::CancelSession { attempt: id(1) };
    assert!(work.iter().any(|(work, _)| *work == cancel));
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Paid);
}

#[test]
fn a_debit_without_an_answer_fails_and_is_not_repeated() {
    let mut till = choosing(None, &[1]);
    till.ask(choose(1, 1)).expect("allowed");
    till.ask(ask_debit()).expect("allowed");
    let failure = Failure::unanswered();
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure,
    })
    .expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Unavailable);
    assert!(till.ask(ask_debit()).expect("allowed").is_empty());
    assert_eq!(
        till.ask(start(2, Method::Eft)),
        Err(Rejection::MayBeDebited)
    );
    till.ask(start(2, Method::ETransfer))
        .expect("another way is open");
}

#[test]
fn a_debit_that_the_provider_refused_may_be_tried_again() {
    let mut till = choosing(None, &[1]);
    till.ask(choose(1, 1)).expect("allowed");
    till.ask(ask_debit()).expect("allowed");
    let failure = Failure {
        code: FailureCode::ProviderRefused,
        detail: Some("refused".into()),
    };
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure,
    })
    .expect("allowed");
    till.ask(start(2, Method::Eft)).expect("nothing was made");
}

#[test]
fn no_other_debit_is_begun_while_one_is_asked_for() {
    let mut till = choosing(None, &[1]);
    till.ask(choose(1, 1)).expect("allowed");
    till.ask(ask_debit()).expect("allowed");
    assert_eq!(
        till.ask(start(2, Method::Eft)),
        Err(Rejection::MayBeDebited)
    );
}

#[test]
fn no_debit_is_asked_for_once_the_time_is_up() {
    let mut till = choosing(None, &[1]);
    let mut chosen = till.clone();
    chosen.ask(choose(1, 1)).expect("allowed");
    for till in [&mut till, &mut chosen] {
        till.wait(LIFETIME);
    }
    assert_eq!(till.ask(choose(1, 1)), Err(Rejection::AttemptOver));
    assert_eq!(chosen.ask(ask_debit()), Ok(Vec::new()));
}

#[test]
fn the_first_login_is_the_only_one() {
    let mut till = linking();
    till.ask(login(1, None)).expect("allowed");
    let other = Command::Login {
        attempt: id(1),
        login: "somebody-elses".parse().expect("valid"),
        account: None,
    };
    assert_eq!(till.ask(other), Ok(Vec::new()));
}

#[test]
fn the_reading_that_the_provider_is_busy_with_is_written_down_once() {
    let asked = |request: &str| Command::AccountsAsked {
        attempt: id(1),
        request: request.parse().expect("valid"),
    };
    let mut till = Till::open();
    till.ask(start(1, Method::Eft)).expect("starts");
    till.ask(Command::BeginLinking { attempt: id(1) })
        .expect("begins");
    assert_eq!(till.ask(asked("first")), Ok(Vec::new()), "nobody signed in");
    till.ask(login(1, None)).expect("links");
    for (request, facts) in [("first", 1), ("first", 0), ("second", 1), ("second", 0)] {
        let events = till.ask(asked(request)).expect("links");
        assert_eq!(events.len(), facts, "{request}");
    }
    let linking = till.checkout.live().and_then(payment::Attempt::linking);
    let Some(Linking::Reading { request, .. }) = linking else {
        panic!("{linking:?}");
    };
    assert_eq!(
        request.as_ref().map(payment::LinkRequestId::as_str),
        Some("second")
    );
}

#[test]
fn who_can_pay_already_links_nothing() {
    let mut till = Till::open();
    till.start_live(1);
    let begin = Command::BeginLinking { attempt: id(1) };
    assert_eq!(till.ask(begin.clone()), Ok(Vec::new()));

    let mut stopped = Till::open();
    stopped.start(1).expect("starts");
    let stop = Command::AskStop {
        attempt: id(1),
        by: CanceledBy::Customer,
    };
    stopped.ask(stop).expect("live");
    assert_eq!(stopped.ask(begin), Ok(Vec::new()), "nobody wants it");
}

#[test]
fn a_debit_that_was_asked_for_long_ago_keeps_no_other_from_being_begun() {
    let mut till = linking();
    till.ask(login(1, None)).expect("links");
    till.ask(accounts_read(1, &[0])).expect("reads");
    till.ask(choose(1, 0)).expect("chooses");
    till.ask(Command::AskDebit { attempt: id(1) })
        .expect("asks");
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure: Failure::unanswered(),
    })
    .expect("fails");
    till.checkout.expires_at = till.now.plus(2 * payment::WATCH_WINDOW);
    till.wait(payment::WATCH_WINDOW - Duration::from_secs(1));
    let early = till.ask(start(2, Method::Eft));
    assert_eq!(early, Err(Rejection::MayBeDebited));
    till.wait(Duration::from_secs(1));
    assert!(till.ask(start(2, Method::Eft)).is_ok());
}
