//! Of each event that a merchant is to be told of, exactly its notification.

use payment::{End, Event, Money, NotificationKind};
use store::{Entry, NewNotification};

use super::{busy, tamper, told, verified};
use crate::shop::{Shop, at, attempt, opened, recorded, session, started};

async fn paid() -> Shop {
    let shop = busy().await;
    pay(&shop).await;
    shop
}

/// A checkout that was paid at second 100, and whose merchant was told so.
pub(super) async fn pay(shop: &Shop) {
    let made = shop.checkout(4).await;
    let amount = Money::from_cents(25_000).unwrap();
    let entry = Entry {
        events: vec![
            started(1),
            opened(1, session(4)),
            recorded(Event::AttemptEnded {
                attempt: attempt(1),
                end: End::Paid {
                    amount,
                    guaranteed: true,
                },
            }),
            recorded(Event::CheckoutPaid {
                attempt: attempt(1),
            }),
        ],
        notifications: vec![NewNotification {
            event: 3,
            kind: NotificationKind::Paid,
            body: b"{}".to_vec(),
        }],
        ..Entry::default()
    };
    shop.store.append(&made, entry).await.unwrap();
}

#[tokio::test]
async fn a_notification_that_is_gone_changed_or_made_up_is_named() {
    let ways: &[(&'static str, &[&str])] = &[
        ("UPDATE merchant SET name = name", &[]),
        (
            "DELETE FROM notification",
            &["4 event 5 notification_missing"],
        ),
        (
            "UPDATE notification SET kind = 'checkout.expired'",
            &["4 event 5 notification_differs"],
        ),
        (
            "UPDATE notification SET created_at = created_at + 1",
            &["4 event 5 notification_differs"],
        ),
        (
            "UPDATE notification SET id = 'evt_00000000000000000000000000'",
            &["4 event 5 notification_differs"],
        ),
        (
            "UPDATE notification SET mode = 'live'",
            &["4 event 5 notification_differs"],
        ),
        (
            "UPDATE notification SET seq = 4",
            &["4 event 5 notification_missing", "4 notification_added"],
        ),
        (
            "INSERT INTO notification (id, merchant, mode, checkout, seq, kind, body, created_at)
             SELECT 'evt_00000000000000000000000000', merchant, mode, checkout, 2, kind, body, created_at
             FROM notification",
            &["4 notification_added"],
        ),
        (
            "UPDATE notification SET body = (SELECT hash FROM event
             WHERE event.checkout = notification.checkout AND event.seq = 1)",
            &["4 event 5 notification_altered"],
        ),
    ];
    for (statement, findings) in ways {
        let shop = paid().await;
        tamper(&shop, &[statement]).await;
        for report in [
            verified(&shop.store).await,
            shop.store.replay().await.unwrap(),
        ] {
            assert_eq!(told(&shop, &report), *findings, "{statement}");
        }
    }
}

#[tokio::test]
async fn a_notification_that_was_kept_long_enough_is_not_missed() {
    let shop = paid().await;
    assert_eq!(verified(&shop.store).await.notifications, 1);
    let forgotten = shop.store.forget_deliveries(at(101), at(200)).await;
    forgotten.unwrap();
    let report = verified(&shop.store).await;
    assert_eq!((report.notifications, report.faults), (0, 0), "{report:?}");
}

#[tokio::test]
async fn what_proves_a_notification_is_proved_by_its_log() {
    for statement in [
        "UPDATE event SET told = NULL",
        "UPDATE event SET told = hash WHERE told IS NOT NULL",
    ] {
        let shop = paid().await;
        tamper(&shop, &[statement]).await;
        let findings = told(&shop, &verified(&shop.store).await);
        assert!(
            findings.contains(&"4 event 5 event_altered".to_owned()),
            "{statement}: {findings:?}"
        );
        assert!(shop.store.load(&shop.order(4).id).await.is_err());
    }
}
