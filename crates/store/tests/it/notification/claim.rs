use payment::NotificationKind;
use store::Fate;

use super::{LEASE, endpoint_id, told};
use crate::shop::{Shop, at};

#[tokio::test]
async fn a_notification_is_written_with_its_event_and_claimed_with_all_it_takes_to_send_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.tell(1, NotificationKind::Paid, 20).await;
    let shop = shop.reopen().await;
    assert_eq!(shop.next_delivery(19).await, Some(at(20)));
    assert!(shop.take(19).await.is_empty(), "it is not due yet");
    let claimed = shop.take(20).await;
    assert_eq!(claimed.len(), 1);
    let log = shop
        .store
        .events(&super::checkout_id(1), store::Version::new(1))
        .await;
    assert_eq!(claimed[0].notification, log.unwrap()[0].id);
    assert_eq!(claimed[0].endpoint, endpoint_id(1));
    assert_eq!(claimed[0].url, "https://shop1.example/hooks");
    assert_eq!(claimed[0].checkout, super::checkout_id(1));
    assert_eq!(claimed[0].kind, NotificationKind::Paid);
    assert_eq!(claimed[0].body, b"1:20");
    assert_eq!(claimed[0].tries, 0);
    assert!(shop.take(20).await.is_empty(), "it is taken");
    assert_eq!(shop.next_delivery(20).await, Some(at(80)), "the lease ends");
}

#[tokio::test]
async fn an_append_that_is_refused_tells_nobody() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    let made = shop.checkout(1).await;
    let entry = store::Entry {
        notifications: vec![store::NewNotification {
            event: 0,
            kind: NotificationKind::Paid,
            body: b"{}".to_vec(),
        }],
        ..vec![crate::shop::step("A")].into()
    };
    let append = |entry| shop.store.append(&made, entry);
    // Both are prepared on the same version, and one is too late.
    let (first, second) = tokio::join!(append(entry.clone()), append(entry));
    assert_eq!(
        [first.is_ok(), second.is_ok()]
            .iter()
            .filter(|it| **it)
            .count(),
        1
    );
    assert_eq!(shop.listed(1).await.len(), 1);
}

#[tokio::test]
async fn what_a_sender_that_died_had_taken_on_is_given_to_the_next() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let dead = shop.take(20).await;
    assert!(shop.take(79).await.is_empty());
    let next = shop.take(80).await;
    assert_eq!(told(&next), ["1:20"]);
    assert_eq!(next[0].tries, 0, "nobody knows of a try");
    // The dead one comes back, and is too late.
    shop.settle(dead, 81, Fate::Dead).await;
    assert_eq!(shop.listed(1).await[0].state, store::DeliveryState::Waiting);
    shop.settle(next, 82, Fate::Delivered).await;
    let row = &shop.listed(1).await[0];
    assert_eq!((row.state, row.tries), (store::DeliveryState::Delivered, 1));
    assert_eq!(shop.next_delivery(82).await, None);
}

#[tokio::test]
async fn the_notifications_of_one_checkout_go_one_after_the_other_and_others_beside_them() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for (n, second) in [(1, 20), (1, 21), (1, 22), (2, 23)] {
        shop.fail(n, second).await;
    }
    let first = shop.take(30).await;
    assert_eq!(told(&first), ["1:20", "2:23"]);
    assert!(shop.take(30).await.is_empty());
    shop.settle(first, 31, Fate::Delivered).await;
    assert_eq!(shop.next_delivery(31).await, Some(at(21)));
    let second = shop.take(31).await;
    assert_eq!(told(&second), ["1:21"]);

    // It fails: what stands behind it waits as long as it does.
    shop.settle(second, 32, Fate::Again { at: at(50) }).await;
    assert_eq!(shop.next_delivery(32).await, Some(at(50)));
    shop.fail(1, 33).await;
    assert!(shop.take(49).await.is_empty());
    let second = shop.take(50).await;
    assert_eq!(told(&second), ["1:21"]);
    assert_eq!(second[0].tries, 1);

    // It is given up: the next is due at once.
    shop.settle(second, 51, Fate::Dead).await;
    let third = shop.take(51).await;
    assert_eq!(told(&third), ["1:22"]);
    shop.settle(third, 52, Fate::Delivered).await;
    assert_eq!(told(&shop.take(52).await), ["1:33"]);
}

#[tokio::test]
async fn each_endpoint_has_a_lane_of_its_own() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.endpoint(2).await;
    for n in 1..=100 {
        shop.fail(n, 20).await;
    }
    // One of them stalls: it never settles what it takes.
    let mut arrived = 0;
    let mut stalled = 0;
    for _ in 0..20 {
        let claimed = shop.take(20).await;
        let (mine, others): (Vec<_>, Vec<_>) = claimed
            .into_iter()
            .partition(|it| it.endpoint == endpoint_id(2));
        arrived += mine.len();
        stalled += others.len();
        shop.settle(mine, 20, Fate::Delivered).await;
    }
    assert_eq!(arrived, 100);
    assert_eq!(stalled, 32, "no more than a few at once");
}

#[tokio::test]
async fn the_endpoints_of_one_merchant_take_a_few_places_each_and_not_all_together() {
    let shop = Shop::open().await;
    for n in 1..=9 {
        shop.endpoint(n).await;
    }
    for n in 1..=40 {
        shop.fail(n, 20).await;
    }
    // All of them stall.
    let mut held = Vec::new();
    for _ in 0..5 {
        held.extend(shop.take(20).await);
    }
    assert_eq!(held.len(), 256);
    for n in 1..=9 {
        let lane = held.iter().filter(|it| it.endpoint == endpoint_id(n));
        assert!((24..=32).contains(&lane.count()), "each has its share");
    }
    let ended = held.split_off(246);
    shop.settle(ended, 20, Fate::Delivered).await;
    assert_eq!(shop.take(20).await.len(), 10, "as many as were let go");
}

#[tokio::test]
async fn a_claim_takes_the_longest_overdue_and_no_more_than_it_was_asked_for() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for (n, second) in [(1, 22), (2, 20), (3, 21)] {
        shop.fail(n, second).await;
    }
    let claim = |limit| shop.store.claim_deliveries(at(30), LEASE, limit);
    assert_eq!(told(&claim(2).await.unwrap()), ["2:20", "3:21"]);
    assert_eq!(told(&claim(2).await.unwrap()), ["1:22"]);
}

#[tokio::test]
async fn two_senders_never_take_the_same() {
    let shop = Shop::open().await;
    for n in 1..=4 {
        shop.endpoint(n).await;
    }
    for n in 1..=20 {
        shop.fail(n, 20).await;
    }
    let claim = || shop.store.claim_deliveries(at(20), LEASE, 30);
    let (a, b, c) = tokio::join!(claim(), claim(), claim());
    let mut ids: Vec<_> = [a, b, c]
        .into_iter()
        .flat_map(Result::unwrap)
        .map(|it| it.id)
        .collect();
    ids.extend(shop.take(20).await.into_iter().map(|it| it.id));
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((count, ids.len()), (80, 80));
}
