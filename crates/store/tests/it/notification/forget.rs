use store::{DeliveryState, EndpointChange, Fate};

use super::{LEASE, endpoint_id};
use crate::shop::{Shop, at};

#[tokio::test]
async fn what_ended_long_ago_is_forgotten_and_what_waits_never() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for (n, fate) in [
        (1, Fate::Delivered),
        (2, Fate::Dead),
        (3, Fate::Again { at: at(900) }),
    ] {
        shop.fail(n, 20).await;
        let claimed = shop.take(20).await;
        shop.settle(claimed, 20 + i64::from(n), fate).await;
    }
    let figures = shop.store.delivery_figures().await.unwrap();
    assert_eq!((figures.waiting, figures.dead), (1, 1));
    assert_eq!(
        shop.store.forget_deliveries(at(21), at(500)).await.unwrap(),
        0
    );
    let dead = shop.listed(1).await;
    let dead = dead
        .iter()
        .find(|it| it.state == DeliveryState::Dead)
        .unwrap();
    assert_eq!(
        shop.store.forget_deliveries(at(22), at(500)).await.unwrap(),
        1
    );
    assert!(shop.store.delivery(&dead.id).await.unwrap().is_some());
    assert_eq!(
        shop.store
            .forget_deliveries(at(400), at(500))
            .await
            .unwrap(),
        1
    );
    assert!(shop.store.delivery(&dead.id).await.unwrap().is_none());
    let left = shop.listed(1).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].state, DeliveryState::Waiting);
    assert_eq!(shop.take(900).await.len(), 1);
    // The log itself forgets nothing.
    assert_eq!(shop.version_of(2).await, store::Version::new(2));
}

#[tokio::test]
async fn what_was_under_way_to_an_endpoint_that_was_disabled_is_given_up_in_the_end() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let lost = shop.store.claim_deliveries(at(20), LEASE, 1).await.unwrap();
    let off = EndpointChange {
        enabled: Some(false),
        ..EndpointChange::default()
    };
    shop.store
        .update_endpoint(&endpoint_id(1), off, at(21))
        .await
        .unwrap();
    drop(lost);
    shop.store.forget_deliveries(at(0), at(30)).await.unwrap();
    assert_eq!(
        shop.listed(1).await[0].state,
        DeliveryState::Waiting,
        "it may yet arrive"
    );
    shop.store.forget_deliveries(at(0), at(80)).await.unwrap();
    assert_eq!(shop.listed(1).await[0].state, DeliveryState::Dead);
    assert_eq!(shop.next_delivery(80).await, None);
}
