use store::{DeliveryState, DisabledReason, EndpointChange, EndpointNews, Fate, Standing};

use super::{endpoint_id, tried};
use crate::shop::{Shop, at};

impl Shop {
    /// Has `count` tries fail, one after the other.
    async fn failures(&self, count: i64, from: i64) -> Vec<EndpointNews> {
        let mut news = Vec::new();
        for second in from..from + count {
            let claimed = self.take(second).await;
            assert_eq!(claimed.len(), 1);
            let again = Fate::Again { at: at(second + 1) };
            news.extend(self.settle(claimed, second, again).await);
        }
        news
    }

    async fn failing_since(&self) -> Option<payment::Timestamp> {
        let endpoint = self.store.endpoint(&endpoint_id(1)).await.unwrap();
        endpoint.unwrap().failing_since
    }
}

#[tokio::test]
async fn an_endpoint_that_keeps_failing_is_told_of_once_and_once_when_it_heals() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    assert_eq!(shop.failures(4, 30).await, []);
    assert_eq!(shop.failing_since().await, None, "that may be chance");
    assert_eq!(
        shop.failures(5, 34).await,
        [EndpointNews::Failing(endpoint_id(1))]
    );
    assert_eq!(shop.failing_since().await, Some(at(30)), "since the first");
    assert_eq!(
        shop.store
            .delivery_figures()
            .await
            .unwrap()
            .failing_endpoints,
        1
    );

    let claimed = shop.take(50).await;
    let news = shop.settle(claimed, 50, Fate::Delivered).await;
    assert_eq!(news, [EndpointNews::Healed(endpoint_id(1))]);
    assert_eq!(shop.failing_since().await, None);
    shop.fail(2, 60).await;
    assert_eq!(shop.failures(4, 60).await, [], "the count starts again");
    let claimed = shop.take(70).await;
    assert_eq!(shop.settle(claimed, 70, Fate::Delivered).await, []);
}

#[tokio::test]
async fn a_batch_counts_from_its_last_success() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for n in 1..=12 {
        shop.fail(n, 20).await;
    }
    let mut claimed = shop.take(20).await;
    let again = Fate::Again { at: at(40) };
    let mut batch = Vec::new();
    for (second, fate) in (0..12).map(|n| {
        if n == 6 {
            (n, Fate::Delivered)
        } else {
            (n, again)
        }
    }) {
        batch.push(tried(claimed.remove(0), at(21 + second), fate));
    }
    let news = shop.store.settle_deliveries(batch).await.unwrap();
    assert_eq!(news, [EndpointNews::Failing(endpoint_id(1))]);
    assert_eq!(shop.failing_since().await, Some(at(28)));
}

#[tokio::test]
async fn a_failing_endpoint_is_tried_with_one_at_a_time_until_it_heals() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for n in 1..=40 {
        shop.fail(n, 20).await;
    }
    let claimed = shop.take(20).await;
    assert_eq!(claimed.len(), 32);
    shop.settle(claimed, 21, Fate::Again { at: at(22) }).await;
    let one = shop.take(30).await;
    assert_eq!(one.len(), 1);
    assert!(shop.take(30).await.is_empty());
    shop.settle(one, 31, Fate::Delivered).await;
    assert_eq!(shop.take(32).await.len(), 32);
}

#[tokio::test]
async fn an_endpoint_that_says_that_it_is_gone_is_disabled_with_all_that_waits_for_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for n in 1..=3 {
        shop.fail(n, 20).await;
    }
    let mut claimed = shop.take(20).await;
    let last = claimed.split_off(2);
    let news = shop.settle(claimed, 21, Fate::Gone).await;
    assert_eq!(news, [EndpointNews::Gone(endpoint_id(1))], "once");
    shop.settle(last, 22, Fate::Again { at: at(30) }).await;
    let standing = shop
        .store
        .endpoint(&endpoint_id(1))
        .await
        .unwrap()
        .unwrap()
        .standing;
    let gone = Standing::Disabled {
        since: at(21),
        reason: DisabledReason::Gone,
    };
    assert_eq!(standing, gone);
    let rows = shop.listed(1).await;
    assert!(rows.iter().all(|it| it.state == DeliveryState::Dead));
}

#[tokio::test]
async fn another_address_starts_with_a_clean_slate() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    shop.failures(5, 20).await;
    assert!(shop.failing_since().await.is_some());
    let change = |url: &str| EndpointChange {
        url: Some(url.into()),
        ..EndpointChange::default()
    };
    let same = change("https://shop1.example/hooks");
    shop.store
        .update_endpoint(&endpoint_id(1), same, at(30))
        .await
        .unwrap();
    assert!(shop.failing_since().await.is_some());
    let other = change("https://elsewhere.example/");
    shop.store
        .update_endpoint(&endpoint_id(1), other, at(30))
        .await
        .unwrap();
    assert_eq!(shop.failing_since().await, None);
    let claimed = shop.take(30).await;
    assert_eq!(claimed[0].url, "https://elsewhere.example/");
}
