use std::collections::BTreeMap;

use payment::{DeliveryId, NotificationKind};
use store::{
    DeliveryState, EndpointChange, Fate, IdempotencyKey, NewEndpoint, ReplayRange, ReplayScope,
    Replayed, StoreError,
};

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
        self.store
            .replay_range(&self.merchant, range, None, at(200))
            .await
            .unwrap()
    }

    /// Everything that endpoint 1 could ever have been told, under a key.
    async fn replay_under(&self, key: &str) -> Result<u64, StoreError> {
        let range = ReplayRange {
            endpoint: endpoint_id(1),
            from: at(0),
            to: at(2_000),
            scope: ReplayScope::Everything,
        };
        let key: IdempotencyKey = key.parse().unwrap();
        self.store
            .replay_range(&self.merchant, range, Some(&key), at(3_000))
            .await
    }

    /// More than a page of what happened before endpoint 1 was made.
    async fn long_past() -> Self {
        let shop = Self::open().await;
        for n in 1..=5 {
            for second in 0..50 {
                shop.fail(n, 1_000 + second).await;
            }
        }
        shop.endpoint(1).await;
        shop
    }

    /// Delivers everything that waits, and counts how often each was.
    async fn deliver(&self, counts: &mut BTreeMap<String, u32>) {
        loop {
            let claimed = self.take(3_000).await;
            if claimed.is_empty() {
                return;
            }
            for body in told(&claimed) {
                *counts.entry(body).or_default() += 1;
            }
            self.settle(claimed, 3_000, Fate::Delivered).await;
        }
    }
}

#[tokio::test]
async fn a_dead_letter_that_is_replayed_is_delivered_with_the_same_id_and_stays_where_it_was() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let first = shop.take(20).await.remove(0);
    shop.settle(vec![first.clone()], 21, Fate::Dead).await;
    let Some(Replayed::Again(again)) = shop.again(&first.id, 50).await else {
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
    let third = shop.again(&again, 60).await;
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
    let replayed = shop.again(&second.id, 50).await;
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
    let disabled = shop.again(&id, 50).await;
    assert_eq!(disabled, Some(Replayed::EndpointDisabled));
    assert_eq!(shop.replay(1, 0, 100, ReplayScope::Everything).await, 0);
    let nobodys = DeliveryId::from_bytes([9; 16]);
    assert_eq!(shop.again(&nobodys, 50).await, None);
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
    shop.again(&first, 50).await;
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

#[tokio::test]
async fn a_replay_has_an_id_of_its_own_also_after_those_before_it_were_forgotten() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let first = shop.take(20).await.remove(0);
    shop.settle(vec![first.clone()], 21, Fate::Dead).await;
    let Some(Replayed::Again(second)) = shop.again(&first.id, 50).await else {
        panic!("it is delivered again");
    };
    let claimed = shop.take(50).await;
    shop.settle(claimed, 51, Fate::Dead).await;
    let forgotten = shop.store.forget_deliveries(at(40), at(60)).await;
    assert_eq!(forgotten.unwrap(), 1);
    let Some(Replayed::Again(third)) = shop.again(&second, 60).await else {
        panic!("it is delivered again");
    };
    assert!(third != second && third != first.id);
    assert_eq!(told(&shop.take(60).await), ["1:20"]);
}

#[tokio::test]
async fn a_replay_that_was_cut_short_goes_on_where_it_was_and_sends_nothing_twice() {
    let shop = Shop::long_past().await;
    let mut door = shop.back_door().await;
    let mut past_the_store = async |statement: &'static str| {
        sqlx::query(statement).execute(&mut door).await.unwrap();
    };
    // Something on the second page cannot be read for a while.
    past_the_store("UPDATE notification SET kind = 'x' WHERE created_at = 1049000000").await;
    assert!(shop.replay_under("k").await.is_err());
    let mut counts = BTreeMap::new();
    shop.deliver(&mut counts).await;
    assert_eq!(counts.len(), 200, "as far as it came");
    past_the_store(
        "UPDATE notification SET kind = 'checkout.attempt_failed' WHERE created_at = 1049000000",
    )
    .await;
    assert_eq!(shop.replay_under("k").await.unwrap(), 250);
    shop.deliver(&mut counts).await;
    assert_eq!(
        shop.replay_under("k").await.unwrap(),
        250,
        "it is over, and says so again"
    );
    shop.deliver(&mut counts).await;
    assert_eq!(counts.len(), 250);
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");

    // Another wish is another replay, and so is the same one once its key was forgotten.
    assert_eq!(shop.replay_under("other").await.unwrap(), 250);
    shop.deliver(&mut counts).await;
    shop.store.forget_before(at(9_000)).await.unwrap();
    assert_eq!(shop.replay_under("k").await.unwrap(), 250);
    shop.deliver(&mut counts).await;
    assert!(counts.values().all(|count| *count == 3), "{counts:?}");
}

#[tokio::test]
async fn two_who_do_the_same_replay_at_once_do_it_once() {
    let shop = Shop::long_past().await;
    let (one, other) = tokio::join!(shop.replay_under("k"), shop.replay_under("k"));
    assert_eq!((one.unwrap(), other.unwrap()), (250, 250));
    let mut counts = BTreeMap::new();
    shop.deliver(&mut counts).await;
    assert_eq!(counts.len(), 250);
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
}
