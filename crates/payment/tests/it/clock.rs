//! A clock that is set back takes nothing back.

use std::time::Duration;

use payment::{CLOSE_GRACE, Command, Delivery, Method, OPENING_GRACE, Rejection, Status};

use crate::setup::{LIFETIME, Till, id, send, session, start};

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn what_expired_is_not_opened_again() {
    let mut till = Till::open();
    till.start_live(0);
    till.wait(LIFETIME);
    till.ask(Command::Tick).expect("ticks");
    till.now = till.now.minus(LIFETIME);
    let refused = Err(Rejection::NotOpen(Status::Processing));
    assert_eq!(till.ask(start(2, Method::GuaranteedEft)), refused);
    till.now = till.now.plus(LIFETIME + CLOSE_GRACE);
    till.ask(Command::Tick).expect("ticks");
    assert_eq!(till.checkout.status(), Status::Expired);
}

#[test]
fn what_happened_after_the_time_was_up_keeps_it_up() {
    let mut till = Till::open();
    till.start_live(0);
    till.wait(LIFETIME);
    till.ask(Command::Notice {
        attempt: id(0),
        said: payment::Said::default(),
    })
    .expect("notes");
    till.now = till.now.minus(LIFETIME);
    let expired = Err(Rejection::NotOpen(Status::Expired));
    let method = Method::GuaranteedEft;
    assert_eq!(till.ask(start(2, method)), expired);
    let may = till.checkout.may_start(method, Delivery::Page, till.now);
    assert_eq!(may, Err(Rejection::NotOpen(Status::Expired)));
}

#[test]
fn no_fact_is_dated_before_the_one_before() {
    let mut till = Till::open();
    till.wait(HOUR / 2);
    till.start(0).expect("starts");
    let started_at = till.now;
    till.now = started_at.minus(HOUR);
    till.ask(Command::AskStop {
        attempt: id(0),
        by: payment::CanceledBy::Customer,
    })
    .expect("live");
    assert!(till.log.is_sorted_by_key(|fact| fact.at));
    assert_eq!(till.checkout.as_of, started_at);
    assert_eq!(till.checkout.time(till.now), started_at);
    assert_eq!(
        till.checkout.time(started_at.plus(HOUR)),
        started_at.plus(HOUR)
    );
}

#[test]
fn a_session_that_is_no_longer_on_its_way_is_not_awaited_again() {
    let mut till = Till::open();
    till.ask(send(0)).expect("sends");
    till.start(2).expect("takes its place");
    till.ask(crate::setup::opened(2)).expect("opens");
    assert!(till.checkout.expects_session(till.now));
    till.wait(OPENING_GRACE);
    till.ask(Command::Notice {
        attempt: id(2),
        said: payment::Said::default(),
    })
    .expect("notes");
    till.now = till.now.minus(OPENING_GRACE);
    assert!(!till.checkout.expects_session(till.now));
    let adopt = Command::Adopt {
        attempt: id(0),
        session: session(0),
    };
    assert_eq!(till.ask(adopt).expect("adopts").len(), 1);
}
