//! Two servers at the same rows at the same moment. On SQLite they take turns by themselves.

use std::time::Duration;

use futures::future::join_all;
use payment::EndpointId;
use store::{
    ClaimedDelivery, EndpointError, Fate, MAX_ENDPOINTS, ReplayRange, ReplayScope, Store,
    StoreError,
};
use tokio::{sync::watch, time::timeout};

use super::{endpoint_id, new_endpoint, tried};
use crate::shop::{Shop, at};

/// Far more than it takes, unless they stand in each other's way.
const PATIENCE: Duration = Duration::from_secs(60);

impl Shop {
    /// The store as another server has it.
    pub(crate) async fn neighbour(&self) -> Store {
        if self.store.is_shared() {
            Store::open(self.place.url()).await.unwrap()
        } else {
            self.store.clone()
        }
    }
}

async fn settle(
    store: &Store,
    claimed: Vec<ClaimedDelivery>,
    second: i64,
    fate: Fate,
) -> Result<(), StoreError> {
    let batch = claimed.into_iter().map(|it| tried(it, at(second), fate));
    store.settle_deliveries(batch.collect()).await.map(drop)
}

fn everything(endpoint: EndpointId) -> ReplayRange {
    ReplayRange {
        endpoint,
        from: at(0),
        to: at(1_000),
        scope: ReplayScope::Everything,
    }
}

#[tokio::test]
async fn what_is_replayed_while_it_is_settled_waits_once_or_has_arrived() {
    let shop = Shop::open().await;
    let other = shop.neighbour().await;
    shop.endpoint(1).await;
    for n in 1..=30 {
        shop.fail(n, 20).await;
    }
    let racing = async {
        for second in 30..45 {
            let claimed = shop.take(second).await;
            let one_by_one = claimed
                .into_iter()
                .map(|it| settle(&shop.store, vec![it], second, Fate::Delivered));
            let (settled, one, two) = tokio::join!(
                join_all(one_by_one),
                other.replay_range(&shop.merchant, everything(endpoint_id(1)), None, at(second)),
                shop.store.replay_range(
                    &shop.merchant,
                    everything(endpoint_id(1)),
                    None,
                    at(second)
                ),
            );
            settled.into_iter().for_each(Result::unwrap);
            assert_eq!((one.unwrap(), two.unwrap()), (30, 30));
        }
    };
    timeout(PATIENCE, racing).await.unwrap();
}

#[tokio::test]
async fn an_endpoint_that_is_deleted_while_it_is_told_is_gone_without_a_trace() {
    let shop = Shop::open().await;
    let other = shop.neighbour().await;
    let racing = async {
        for round in 0..20 {
            let second = 20 + i64::from(round);
            shop.endpoint(1).await;
            for n in 1..=30 {
                shop.fail(n, second).await;
            }
            let claimed = shop.take(second).await;
            assert_eq!(claimed.len(), 30);
            let (settled, mut count) = watch::channel(0);
            let one_by_one = claimed.into_iter().map(async |it| {
                let done = settle(&shop.store, vec![it], second, Fate::Delivered).await;
                settled.send_modify(|count| *count += 1);
                done
            });
            let id = endpoint_id(1);
            let (done, deleted, ()) = tokio::join!(
                join_all(one_by_one),
                async {
                    // Each time at another moment.
                    count.wait_for(|count| *count >= round).await.unwrap();
                    other
                        .delete_endpoint(&shop.merchant, &id, at(second), None)
                        .await
                },
                async {
                    for n in 31..=34 {
                        shop.fail(n, second).await;
                    }
                },
            );
            done.into_iter().for_each(Result::unwrap);
            assert!(deleted.unwrap());
            // What was written by somebody who had seen it yet.
            shop.store
                .forget_deliveries(at(0), at(second))
                .await
                .unwrap();
            let mut door = shop.back_door().await;
            for table in ["endpoint", "endpoint_secret", "delivery", "delivery_try"] {
                let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
                    "SELECT COUNT(*) FROM {table}"
                )))
                .fetch_one(&mut door)
                .await
                .unwrap();
                assert_eq!(count, 0, "{table}");
            }
        }
    };
    timeout(PATIENCE, racing).await.unwrap();
}

#[tokio::test]
async fn two_who_keep_the_house_at_once_throw_everything_away_once() {
    let shop = Shop::open().await;
    let other = shop.neighbour().await;
    shop.endpoint(1).await;
    let racing = async {
        for round in 0..5 {
            let second = 20 + i64::from(round);
            for n in 1..=60 {
                shop.fail(n, second).await;
            }
            for _ in 0..2 {
                let claimed = shop.take(second).await;
                shop.settle(claimed, second, Fate::Delivered).await;
            }
            let (one, two, three) = tokio::join!(
                shop.store.forget_deliveries(at(second + 1), at(second + 1)),
                other.forget_deliveries(at(second + 1), at(second + 1)),
                shop.store.forget_deliveries(at(second + 1), at(second + 1)),
            );
            assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 60);
        }
        assert!(shop.listed(1).await.is_empty());
        let report = shop.store.verify().await.unwrap();
        assert_eq!(report.notifications, 0);
    };
    timeout(PATIENCE, racing).await.unwrap();
}

#[tokio::test]
async fn two_who_settle_for_the_same_endpoints_do_not_stand_in_each_others_way() {
    const ENDPOINTS: u8 = 40;
    const ROUNDS: i64 = 16;
    let shop = Shop::open().await;
    let other = shop.neighbour().await;
    for n in 1..=ENDPOINTS {
        shop.endpoint(n).await;
    }
    let racing = async {
        for round in 0..ROUNDS {
            // Every other time they fail, so that there is something to write of the endpoint.
            let second = 100 + round;
            let fate = if round % 2 == 0 {
                Fate::Dead
            } else {
                Fate::Delivered
            };
            shop.fail(1, second).await;
            shop.fail(2, second).await;
            let claimed = shop.take(second).await;
            assert_eq!(claimed.len(), usize::from(ENDPOINTS) * 2);
            let (mine, theirs): (Vec<_>, Vec<_>) = claimed
                .into_iter()
                .partition(|it| it.checkout == super::checkout_id(1));
            let theirs: Vec<_> = theirs.into_iter().rev().collect();
            let (one, two) = tokio::join!(
                settle(&shop.store, mine, second, fate),
                settle(&other, theirs, second, fate),
            );
            one.unwrap();
            two.unwrap();
        }
    };
    timeout(PATIENCE, racing).await.unwrap();
    // A server undoes one of two that wait for each other.
    for store in [&shop.store, &other] {
        assert_eq!(store.stats().reruns, 0);
    }
}

#[tokio::test]
async fn of_many_endpoints_that_are_made_at_once_none_is_too_many() {
    let shop = Shop::open().await;
    let other = shop.neighbour().await;
    let make = |n: u8| {
        let store = if n.is_multiple_of(2) {
            &shop.store
        } else {
            &other
        };
        store.create_endpoint(new_endpoint(&shop.merchant, n))
    };
    let made = join_all((1..=70).map(make)).await;
    let mut count = 0;
    for made in made {
        match made {
            Ok(()) => count += 1,
            Err(EndpointError::TooMany) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(count, MAX_ENDPOINTS);
}
