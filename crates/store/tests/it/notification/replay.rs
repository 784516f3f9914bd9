use payment::{DeliveryId, NotificationKind};
use store::{DeliveryState, EndpointChange, Fate, NewEndpoint, ReplayRange, ReplayScope, Replayed};

use super::{endpoint_id, new_endpoint, only, told};
use crate::shop::{Shop, at};

impl Shop {
    async fn replay(&self, n: u8, from: i64, to: i64, scope: ReplayScope) -> u64 {
        let range = ReplayRange {
            endpoint: endpoint_id(n),
            from: at(from),
            to: at(to),
            scope,
        };
        self.store.replay_range(range, at(200)).await.unwrap()
    }
}

#[tokio::test]
async fn a_dead_letter_that_is_replayed_is_delivered_with_the_same_id_and_stays_where_it_was() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let first = shop.take(20).await.remove(0);
    shop.settle(vec![first.clone()], 21, Fate::Dead).await;
    let Some(Replayed::Again(again)) = shop.store.replay_delivery(&first.id, at(50)).await.unwrap()
    else {
        panic!("it is delivered again");
    };
    assert_ne!(again, first.id);
    let claimed = shop.take(50).await;
    assert_eq!(claimed[0].id, again);
    assert_eq!(claimed[0].notification, first.notification);
    assert_eq!(
        (claimed[0].body.as_slice(), claimed[0].tries),
        (&b"1:20"[..], 0)
    );
    shop.settle(claimed, 51, Fate::Delivered).await;
    let states: Vec<_> = shop.listed(1).await.iter().map(|it| it.state).collect();
    assert_eq!(states, [DeliveryState::Delivered, DeliveryState::Dead]);

    // And once more, what has arrived.
    let third = shop.store.replay_delivery(&again, at(60)).await.unwrap();
    assert!(matches!(third, Some(Replayed::Again(third)) if third != again));
    assert_eq!(told(&shop.take(60).await), ["1:20"]);
}

#[tokio::test]
async fn what_has_yet_to_arrive_is_hastened_with_all_that_stands_before_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    shop.fail(1, 21).await;
    let claimed = shop.take(21).await;
    shop.settle(claimed, 22, Fate::Again { at: at(500) }).await;
    let second = shop.listed(1).await[0].clone();
    assert_eq!(second.next_at, Some(at(500)));
    let replayed = shop
        .store
        .replay_delivery(&second.id, at(50))
        .await
        .unwrap();
    assert_eq!(replayed, Some(Replayed::Hastened(second.id)));
    assert_eq!(shop.listed(1).await.len(), 2, "nothing waits twice");
    let first = shop.take(50).await;
    assert_eq!(told(&first), ["1:20"]);
    shop.settle(first, 51, Fate::Delivered).await;
    assert_eq!(told(&shop.take(51).await), ["1:21"]);
}

#[tokio::test]
async fn what_is_not_there_or_goes_nowhere_is_not_replayed() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let claimed = shop.take(20).await;
    let id = claimed[0].id.clone();
    shop.settle(claimed, 21, Fate::Gone).await;
    let disabled = shop.store.replay_delivery(&id, at(50)).await.unwrap();
    assert_eq!(disabled, Some(Replayed::EndpointDisabled));
    assert_eq!(shop.replay(1, 0, 100, ReplayScope::Everything).await, 0);
    let nobodys = DeliveryId::from_bytes([9; 16]);
    assert_eq!(
        shop.store.replay_delivery(&nobodys, at(50)).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_range_of_time_is_replayed_in_order_and_only_what_the_endpoint_wants() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    shop.fail(1, 30).await;
    shop.tell(1, NotificationKind::Paid, 40).await;
    shop.fail(2, 50).await;
    for second in [60, 61, 62] {
        let claimed = shop.take(second).await;
        shop.settle(claimed, second, Fate::Delivered).await;
    }
    // From the first moment on, and before the last.
    assert_eq!(shop.replay(1, 20, 50, ReplayScope::Everything).await, 3);
    assert_eq!(told(&shop.take(200).await), ["1:20"]);
    assert_eq!(
        shop.replay(1, 20, 50, ReplayScope::Everything).await,
        3,
        "what waits already is not made to wait twice"
    );
    assert_eq!(shop.listed(1).await.len(), 7);

    // One that was not there at the time hears of it too.
    shop.store
        .create_endpoint(NewEndpoint {
            kinds: only([NotificationKind::Paid]),
            ..new_endpoint(&shop.merchant, 2)
        })
        .await
        .unwrap();
    assert_eq!(shop.replay(2, 0, 100, ReplayScope::Everything).await, 1);
    let claimed = shop.take(200).await;
    assert_eq!(told(&claimed), ["1:40"]);
    assert_eq!(claimed[0].endpoint, endpoint_id(2));
}

#[tokio::test]
async fn of_a_range_what_never_arrived_can_be_replayed_alone() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let claimed = shop.take(20).await;
    shop.settle(claimed, 21, Fate::Delivered).await;
    shop.fail(2, 22).await;
    let claimed = shop.take(22).await;
    shop.settle(claimed, 23, Fate::Dead).await;
    let set = |enabled| EndpointChange {
        enabled: Some(enabled),
        ..EndpointChange::default()
    };
    shop.store
        .update_endpoint(&endpoint_id(1), set(false), at(24))
        .await
        .unwrap();
    shop.fail(3, 25).await;
    shop.store
        .update_endpoint(&endpoint_id(1), set(true), at(26))
        .await
        .unwrap();
    assert_eq!(shop.replay(1, 0, 100, ReplayScope::Undelivered).await, 2);
    assert_eq!(told(&shop.take(200).await), ["2:22", "3:25"]);
}

#[tokio::test]
async fn a_replay_of_something_early_goes_before_what_waits_behind_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let claimed = shop.take(20).await;
    let first = claimed[0].id.clone();
    shop.settle(claimed, 21, Fate::Dead).await;
    shop.fail(1, 22).await;
    shop.store.replay_delivery(&first, at(50)).await.unwrap();
    let claimed = shop.take(50).await;
    assert_eq!(told(&claimed), ["1:20"]);
    shop.settle(claimed, 51, Fate::Delivered).await;
    assert_eq!(told(&shop.take(51).await), ["1:22"]);
}

#[tokio::test]
async fn a_long_range_is_replayed_page_by_page_and_whole() {
    let shop = Shop::open().await;
    for n in 0..=4 {
        for second in 0..100 {
            shop.fail(n, 1_000 + second).await;
        }
    }
    shop.endpoint(1).await;
    assert_eq!(
        shop.replay(1, 1_000, 1_100, ReplayScope::Everything).await,
        500
    );
    let mut seen = 0;
    for second in 0..100 {
        let claimed = shop.take(2_000).await;
        let expected: Vec<_> = (0..=4).map(|n| format!("{n}:{}", 1_000 + second)).collect();
        assert_eq!(told(&claimed), expected);
        seen += claimed.len();
        shop.settle(claimed, 2_000, Fate::Delivered).await;
    }
    assert_eq!(seen, 500);
}
