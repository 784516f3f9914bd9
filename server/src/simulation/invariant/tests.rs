//! Histories that are broken on purpose: each invariant notices its own.

use payment::{
    AttemptId, CheckoutId, CloseReason, Customer, Delivery, Locale, MerchantId, Metadata, Method,
    Mode, Money, Order, Payer, Recorded, Session, create, open,
};
use store::Version;

use super::*;

const AT: Timestamp = Timestamp::from_micros(1_000_000);
const CENTS: i64 = 25_000;

/// A log, and what is at the bank.
struct History {
    log: Vec<Recorded>,
    at_bank: Option<Moved>,
}

fn money() -> Money {
    Money::from_cents(CENTS).expect("valid")
}

fn attempt(number: u8) -> AttemptId {
    AttemptId::from_bytes([number; 16])
}

fn fact(evidence: Evidence, event: Event) -> Recorded {
    Recorded {
        at: AT,
        evidence,
        event,
    }
}

fn started(number: u8) -> Recorded {
    let payer = Payer {
        first_name: "John".parse().expect("valid"),
        middle_name: None,
        last_name: "Doe".parse().expect("valid"),
        email: "john.doe@example.com".parse().expect("valid"),
        phone: None,
        date_of_birth: None,
        occupation: None,
    };
    let event = Event::AttemptStarted {
        attempt: attempt(number),
        method: Method::ETransfer,
        amount: money(),
        payer,
        locale: Locale::EnCa,
        delivery: Delivery::Page,
    };
    fact(Evidence::Browser, event)
}

fn opened(number: u8) -> Recorded {
    let session = Session::v2(format!("session-{number}").parse().expect("valid"));
    let event = Event::SessionOpened {
        attempt: attempt(number),
        session,
    };
    fact(Evidence::StatusRead, event)
}

fn ended(number: u8, end: End) -> Event {
    Event::AttemptEnded {
        attempt: attempt(number),
        end,
    }
}

fn paid(number: u8) -> Event {
    let end = End::Paid {
        amount: money(),
        guaranteed: false,
    };
    ended(number, end)
}

fn counts(number: u8) -> Event {
    Event::CheckoutPaid {
        attempt: attempt(number),
    }
}

fn claimed() -> Event {
    Event::CheckoutClaimed {
        order: "ORDER-1".parse().expect("valid"),
    }
}

impl History {
    /// A checkout that is paid as it should be.
    fn of_a_payment() -> Self {
        let order = Order {
            mode: Mode::Test,
            delivery: Delivery::Page,
            amount: Some(money()),
            reference: None,
            methods: vec![Method::ETransfer],
            customer: Customer::default(),
            payee_account: None,
            locale: None,
            theme: payment::Theme::Auto,
            success_url: None,
            cancel_url: None,
            metadata: Metadata::new(),
            payment_link: None,
        };
        let log = vec![
            create(order, AT, AT),
            started(1),
            opened(1),
            fact(Evidence::StatusRead, paid(1)),
            fact(Evidence::StatusRead, counts(1)),
            fact(Evidence::Merchant, claimed()),
        ];
        Self {
            log,
            at_bank: Some(Moved {
                amount: money(),
                is_back: false,
            }),
        }
    }

    /// The same, changed.
    fn broken_by(change: impl FnOnce(&mut Self)) -> Self {
        let mut history = Self::of_a_payment();
        change(&mut history);
        history
    }

    /// What the invariants say of it.
    fn judged(&self) -> Option<&'static str> {
        let merchant = MerchantId::from_bytes([2; 16]);
        let mut checkout: Option<Checkout> = None;
        for (place, recorded) in self.log.iter().enumerate() {
            let seq = Version::new(u32::try_from(place + 1).expect("short"));
            let logged = Logged {
                seq,
                id: payment::EventId::from_bytes([3; 16]),
                recorded: recorded.clone(),
            };
            let before = checkout.take();
            let next = match before.clone() {
                Some(before) => payment::apply(before, recorded),
                None => open(CheckoutId::from_bytes([1; 16]), merchant.clone(), recorded)
                    .expect("a making"),
            };
            match after(before.as_ref(), &logged, &next, &|_| self.at_bank) {
                Ok(()) => checkout = Some(next),
                Err(Broken::Invariant { name, .. }) => return Some(name),
                Err(other) => panic!("{other}"),
            }
        }
        None
    }
}

#[test]
fn a_payment_as_it_should_be_is_not_complained_about() {
    assert_eq!(History::of_a_payment().judged(), None);
}

#[test]
fn money_that_a_browser_or_a_webhook_tells_of_is_noticed() {
    for evidence in [Evidence::Browser, Evidence::Webhook, Evidence::Clock] {
        for place in [3, 4] {
            let history = History::broken_by(|it| it.log[place].evidence = evidence);
            assert_eq!(history.judged(), Some("money_is_moved_by_proof_alone"));
        }
    }
}

#[test]
fn a_payment_that_the_bank_knows_nothing_of_is_noticed() {
    let name = Some("what_is_paid_here_is_paid_at_the_bank");
    assert_eq!(History::broken_by(|it| it.at_bank = None).judged(), name);
    let other = Moved {
        amount: Money::from_cents(CENTS + 1).expect("valid"),
        is_back: false,
    };
    let history = History::broken_by(|it| it.at_bank = Some(other));
    assert_eq!(history.judged(), name);
}

#[test]
fn a_second_live_attempt_is_noticed() {
    let history = History::broken_by(|it| it.log.insert(2, started(2)));
    assert_eq!(history.judged(), Some("at_most_one_attempt_is_live"));
}

#[test]
fn money_that_counts_nowhere_is_noticed() {
    // A second attempt brings money after the first, and nobody opens a case.
    let history = History::broken_by(|it| {
        let superseded = fact(Evidence::Browser, ended(1, End::Superseded));
        it.log.splice(3.., [superseded, started(2), opened(2)]);
        it.log.extend([
            fact(Evidence::StatusRead, paid(2)),
            fact(Evidence::StatusRead, counts(2)),
            fact(Evidence::StatusRead, paid(1)),
            fact(Evidence::Merchant, claimed()),
        ]);
    });
    assert_eq!(
        history.judged(),
        Some("all_money_counts_once_or_has_a_case")
    );
}

#[test]
fn money_that_has_two_cases_is_noticed() {
    let case = || {
        let event = Event::CaseOpened {
            kind: CaseKind::DuplicatePayment,
            attempt: attempt(1),
            amount: money(),
            detail: None,
        };
        fact(Evidence::StatusRead, event)
    };
    let history = History::broken_by(|it| it.log.push(case()));
    assert_eq!(
        history.judged(),
        Some("all_money_counts_once_or_has_a_case")
    );
}

#[test]
fn what_the_store_has_lost_or_changed_is_noticed() {
    let log: Vec<Logged> = History::of_a_payment()
        .log
        .into_iter()
        .zip(1..)
        .map(|(recorded, seq)| Logged {
            seq: Version::new(seq),
            id: payment::EventId::from_bytes([3; 16]),
            recorded,
        })
        .collect();
    assert!(what_was_seen_stays_in_the_log(&log, &log).is_ok());
    assert!(what_was_seen_stays_in_the_log(&log, &log[..5]).is_err());
    let mut changed = log.clone();
    changed[3].recorded.at = AT.plus(std::time::Duration::from_secs(1));
    assert!(what_was_seen_stays_in_the_log(&log, &changed).is_err());
}

/// The rules never lead from here to there, so only the states beside one another can show it.
#[test]
fn an_end_that_is_taken_back_is_noticed() {
    let merchant = MerchantId::from_bytes([2; 16]);
    let log = History::of_a_payment().log;
    let made = open(CheckoutId::from_bytes([1; 16]), merchant, &log[0]).expect("a making");
    let paid = log[1..].iter().fold(made.clone(), payment::apply);
    let closed = Event::CheckoutClosed {
        reason: CloseReason::Expired,
    };
    let expired = payment::apply(made.clone(), &fact(Evidence::Clock, closed));
    assert!(a_terminal_status_never_changes(&expired, &made).is_err());
    assert!(a_terminal_status_never_changes(&expired, &paid).is_err());
    assert!(what_is_paid_stays_paid(&paid, &made).is_err());
    assert!(a_claim_is_for_ever(&paid, &made).is_err());
    let unpaid = Checkout {
        fulfilment: paid.fulfilment.clone(),
        ..made
    };
    assert!(only_what_is_paid_is_claimed(&unpaid).is_err());
}

#[test]
fn an_answer_to_a_claim_that_the_log_does_not_bear_out_is_noticed() {
    let merchant = MerchantId::from_bytes([2; 16]);
    let log = History::of_a_payment().log;
    let made = open(CheckoutId::from_bytes([1; 16]), merchant, &log[0]).expect("a making");
    let paid = log[1..].iter().fold(made.clone(), payment::apply);
    let (ours, other): (OrderId, OrderId) = (
        "ORDER-1".parse().expect("valid"),
        "ORDER-2".parse().expect("valid"),
    );
    let judged = |checkout, order: &OrderId, answer| {
        a_claim_is_answered_as_the_log_says(Some(checkout), order, &answer, &mut None).is_ok()
    };
    let lost = || Answer::NotClaimed(Rejection::ClaimedForAnother);
    assert!(judged(&paid, &ours, Answer::Claimed(ours.clone(), AT)));
    assert!(judged(&paid, &other, lost()));
    assert!(!judged(&paid, &other, Answer::Claimed(ours.clone(), AT)));
    assert!(!judged(&made, &ours, Answer::Claimed(ours.clone(), AT)));
    assert!(!judged(&paid, &ours, lost()));
    let not_paid = Answer::NotClaimed(Rejection::NotPaid(made.status()));
    assert!(judged(&made, &ours, not_paid.clone()));
    assert!(!judged(&paid, &ours, not_paid));
    let mut known = Some((ours.clone(), AT));
    let later = Answer::Claimed(ours.clone(), AT.plus(std::time::Duration::from_secs(1)));
    let again = a_claim_is_answered_as_the_log_says(Some(&paid), &ours, &later, &mut known);
    assert!(again.is_err(), "the same answer for ever");
}
