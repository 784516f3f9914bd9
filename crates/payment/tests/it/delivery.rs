//! A link that the provider e-mails.

use payment::{
    Api, AttemptId, Command, Delivery, End, Failure, FailureCode, Method, Rejection, Screen,
    Session, Status, WATCH_WINDOW, Work, screen, work_after,
};

use crate::setup::{PRICE, Till, id, opened, paid, send, session, start};

#[test]
fn an_order_that_goes_by_email_starts_by_itself() {
    let mut till = Till::open();
    till.checkout.order.delivery = Delivery::Email;
    let created = payment::Event::CheckoutCreated {
        order: Box::new(till.checkout.order.clone()),
        expires_at: till.checkout.expires_at,
    };
    let work = work_after(&till.checkout, &created);
    assert!(work.iter().any(|(work, _)| *work == Work::Deliver));
    let first = AttemptId::of_delivery(&till.checkout.id);
    assert_eq!(first.as_str().parse::<AttemptId>().as_ref(), Ok(&first));
}

#[test]
fn the_customer_is_told_that_a_link_was_sent() {
    let mut till = Till::open();
    till.ask(send(1)).expect("starts");
    assert_eq!(screen(&till.checkout), Screen::Opening);
    till.ask(opened(1)).expect("opens");
    assert_eq!(screen(&till.checkout), Screen::Sent);
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Paid);
}

#[test]
fn only_a_transfer_goes_by_email() {
    let mut till = Till::open();
    let mut command = send(1);
    if let Command::Start { method, .. } = &mut command {
        *method = Method::GuaranteedEft;
    }
    assert_eq!(
        till.ask(command),
        Err(Rejection::NotByEmail(Method::GuaranteedEft))
    );
}

#[test]
fn only_an_order_with_a_reference_goes_by_email() {
    let mut till = Till::open();
    till.checkout.order.reference = None;
    assert_eq!(
        till.ask(send(1)),
        Err(Rejection::NotByEmail(Method::ETransfer))
    );
}

#[test]
fn a_link_that_may_have_been_sent_is_not_sent_again() {
    let mut till = Till::open();
    till.ask(send(1)).expect("starts");
    assert_eq!(
        till.ask(send(2)),
        Err(Rejection::MayBeSent),
        "its answer is awaited"
    );
    let failure = Failure::unanswered();
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure,
    })
    .expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Unavailable);
    assert_eq!(till.ask(send(2)), Err(Rejection::MayBeSent));
    assert_eq!(
        till.ask(start(3, Method::ETransfer)),
        Err(Rejection::MayBeSent),
        "nor opened on the page"
    );
    till.ask(start(3, Method::GuaranteedEft))
        .expect("another way is open");
    till.checkout.expires_at = till.now.plus(2 * WATCH_WINDOW);
    till.wait(WATCH_WINDOW);
    till.ask(send(4)).expect("such a link is dead by now");
}

/// A link that was asked for by e-mail, without an answer.
fn unanswered() -> Till {
    let mut till = Till::open();
    till.ask(send(1)).expect("starts");
    let failure = Failure::unanswered();
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure,
    })
    .expect("allowed");
    till
}

#[test]
fn a_link_that_the_provider_refused_to_send_may_be_tried_again() {
    let mut till = Till::open();
    till.ask(send(1)).expect("starts");
    let failure = Failure {
        code: FailureCode::ProviderRefused,
        detail: Some("refused".into()),
    };
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure,
    })
    .expect("allowed");
    till.ask(send(2)).expect("nothing was sent");
}

#[test]
fn a_webhook_brings_back_a_session_whose_making_was_not_answered() {
    let mut till = Till::open();
    till.ask(send(1)).expect("starts");
    let failure = Failure::unanswered();
    till.ask(Command::NotOpened {
        attempt: id(1),
        failure,
    })
    .expect("allowed");
    assert!(till.checkout.attempts[0].misses_session());
    let adopt = Command::Adopt {
        attempt: id(1),
        session: session(1),
    };
    let events = till.ask(adopt.clone()).expect("allowed");
    assert_eq!(events[0].evidence, payment::Evidence::Webhook);
    assert_eq!(
        till.checkout.status(),
        Status::Open,
        "nothing is paid by it"
    );
    let work = work_after(&till.checkout, &events[0].event);
    assert!(
        work.iter()
            .any(|(work, _)| *work == Work::ReadStatus { attempt: id(1) })
    );
    assert_eq!(till.ask(adopt), Ok(Vec::new()));
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Paid);
}

#[test]
fn nothing_is_adopted_while_an_answer_is_awaited() {
    let mut till = unanswered();
    let adopt = |n| Command::Adopt {
        attempt: id(n),
        session: session(9),
    };
    till.start(2).expect("starts");
    assert_eq!(till.ask(adopt(2)), Ok(Vec::new()), "it is being made");
    assert_eq!(till.ask(adopt(1)), Ok(Vec::new()), "it may be the other's");
    till.ask(opened(2)).expect("opens");
    assert_eq!(till.ask(adopt(1)).map(|events| events.len()), Ok(1));
}

#[test]
fn an_answer_that_comes_after_all_completes_what_was_adopted() {
    let mut till = unanswered();
    let adopt = Command::Adopt {
        attempt: id(1),
        session: session(1),
    };
    till.ask(adopt).expect("allowed");
    assert_eq!(till.ask(opened(1)), Ok(Vec::new()));
    let whole = Session {
        id: session(1),
        api: Api::ETransferV1,
        request: "request-1".parse().ok(),
    };
    let complete = Command::Opened {
        attempt: id(1),
        session: whole.clone(),
    };
    till.ask(complete).expect("allowed");
    assert_eq!(till.checkout.attempts[0].session, Some(whole));
    let other = Command::Opened {
        attempt: id(1),
        session: Session::v2(session(2)),
    };
    assert_eq!(till.ask(other), Err(Rejection::OtherSession));
}

#[test]
fn a_link_is_not_sent_to_somebody_who_has_begun_on_the_page() {
    let mut till = Till::open();
    till.start_live(1);
    let mut by_itself = send(2);
    if let Command::Start { attempt, .. } = &mut by_itself {
        *attempt = AttemptId::of_delivery(&till.checkout.id);
    }
    assert_eq!(till.ask(by_itself), Ok(Vec::new()));
}

#[test]
fn a_session_is_not_adopted_by_an_attempt_that_has_one_or_that_was_refused() {
    let mut till = Till::open();
    till.start_live(1);
    let adopt = |n| Command::Adopt {
        attempt: id(n),
        session: session(9),
    };
    assert_eq!(till.ask(adopt(1)), Ok(Vec::new()));
    till.start(2).expect("starts");
    let failure = Failure {
        code: FailureCode::ProviderRefused,
        detail: Some("refused".into()),
    };
    till.ask(Command::NotOpened {
        attempt: id(2),
        failure,
    })
    .expect("allowed");
    assert_eq!(till.ask(adopt(2)), Ok(Vec::new()));
    assert_eq!(till.checkout.attempts[0].end(), Some(&End::Superseded));
}
