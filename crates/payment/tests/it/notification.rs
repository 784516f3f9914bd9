//! What a merchant is told.

use payment::{
    Checkout, CloseReason, Command, Event, NotificationKind, Reading, apply, notification_after,
};

use crate::setup::{LIFETIME, PRICE, Till, id, order_id, paid};

/// Everything that the merchant was told, in turn.
fn told(till: &Till) -> Vec<NotificationKind> {
    let mut log = till.log.iter();
    let created = log.next().expect("it was created");
    let (id, merchant) = (till.checkout.id.clone(), till.checkout.merchant.clone());
    let mut checkout = payment::open(id, merchant, created).expect("a creation");
    log.filter_map(|fact| {
        checkout = apply(checkout.clone(), fact);
        notification_after(&checkout, &fact.event)
    })
    .collect()
}

#[test]
fn a_payment_is_told_once() {
    let mut till = Till::open();
    till.start_live(0);
    till.read(0, paid(PRICE)).expect("reads");
    till.ask(Command::Claim { order: order_id(0) })
        .expect("paid");
    till.read(0, paid(PRICE)).expect("reads");
    assert_eq!(told(&till), [NotificationKind::Paid]);
}

#[test]
fn every_failure_is_told_and_then_the_end() {
    let mut till = Till::open();
    for n in [0, 2] {
        till.start_live(n);
        till.read(n, Reading::Expired).expect("reads");
    }
    till.wait(LIFETIME);
    till.ask(Command::Tick).expect("ticks");
    assert_eq!(
        told(&till),
        [
            NotificationKind::AttemptFailed,
            NotificationKind::AttemptFailed,
            NotificationKind::Expired
        ]
    );
}

#[test]
fn who_changes_their_mind_is_not_told_of() {
    let mut till = Till::open();
    till.start_live(0);
    till.start_live(2);
    till.read(2, Reading::Canceled).expect("reads");
    till.ask(Command::Cancel).expect("open");
    assert_eq!(told(&till), [NotificationKind::Canceled]);
}

#[test]
fn money_that_cannot_count_or_goes_back_is_told() {
    let mut twice = Till::open();
    twice.start_live(0);
    twice.start_live(2);
    for n in [0, 2] {
        twice.read(n, paid(PRICE)).expect("reads");
    }
    twice
        .read(0, Reading::Returned { code: "901".into() })
        .expect("reads");
    assert_eq!(
        told(&twice),
        [
            NotificationKind::Paid,
            NotificationKind::DuplicatePayment,
            NotificationKind::PaymentReturned
        ]
    );

    let mut late = Till::open();
    late.start_live(0);
    late.ask(Command::Cancel).expect("open");
    late.wait(payment::CLOSE_GRACE);
    late.ask(Command::Tick).expect("ticks");
    late.read(0, paid(PRICE)).expect("reads");
    assert_eq!(
        told(&late),
        [NotificationKind::Canceled, NotificationKind::LatePayment]
    );
}

#[test]
fn an_event_that_changed_nothing_tells_nothing() {
    let mut till = Till::open();
    till.start_live(0);
    till.read(0, paid(PRICE)).expect("reads");
    let tells = |checkout: &Checkout, event| notification_after(checkout, &event);
    let another = Event::CheckoutPaid { attempt: id(2) };
    assert_eq!(tells(&till.checkout, another), None);
    for reason in [CloseReason::Expired, CloseReason::Canceled] {
        let closed = Event::CheckoutClosed { reason };
        assert_eq!(tells(&till.checkout, closed), None);
    }
}

#[test]
fn a_kind_is_read_by_its_name_in_the_api() {
    for kind in NotificationKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
        assert_eq!(kind.to_string(), kind.as_str());
        let written = serde_json::to_string(&kind).expect("writes");
        assert_eq!(written, format!("\"{kind}\""));
        assert_eq!(
            serde_json::from_str::<NotificationKind>(&written).ok(),
            Some(kind)
        );
    }
    assert!("checkout.claimed".parse::<NotificationKind>().is_err());
    let ends = NotificationKind::ALL
        .into_iter()
        .filter(|kind| kind.is_final());
    assert_eq!(
        ends.collect::<Vec<_>>(),
        [
            NotificationKind::Paid,
            NotificationKind::Expired,
            NotificationKind::Canceled
        ]
    );
}
