use std::time::Duration;

use store::{DeliveryFilter, DeliveryState, Fate, MAX_ANSWER, Try, TryOutcome};

use super::{endpoint_id, tried};
use crate::shop::{Shop, at};

#[tokio::test]
async fn every_try_is_kept_with_what_came_of_it_and_the_beginning_of_the_answer() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    let claimed = shop.take(20).await.remove(0);
    let id = claimed.id.clone();
    let mut first = tried(claimed, at(21), Fate::Again { at: at(26) });
    first.r#try = Try {
        at: at(21),
        outcome: TryOutcome::TimedOut,
        status: None,
        took: Duration::from_millis(10_000),
        answer: Vec::new(),
    };
    shop.store
        .settle_deliveries(vec![first.clone()])
        .await
        .unwrap();
    let row = &shop.listed(1).await[0];
    assert_eq!((row.state, row.tries), (DeliveryState::Waiting, 1));
    assert_eq!((row.next_at, row.ended_at), (Some(at(26)), None));

    let mut second = tried(shop.take(26).await.remove(0), at(27), Fate::Delivered);
    second.r#try.answer = vec![b'x'; 5_000];
    shop.store
        .settle_deliveries(vec![second.clone()])
        .await
        .unwrap();
    let shop = shop.reopen().await;
    let detail = shop.store.delivery(&id).await.unwrap().unwrap();
    assert_eq!(detail.row, shop.listed(1).await[0]);
    assert_eq!(detail.row.state, DeliveryState::Delivered);
    assert_eq!(
        (detail.row.next_at, detail.row.ended_at),
        (None, Some(at(27)))
    );
    assert_eq!(detail.body, b"1:20");
    second.r#try.answer.truncate(MAX_ANSWER);
    assert_eq!(detail.tries, [first.r#try, second.r#try]);
    let nobodys = payment::DeliveryId::from_bytes([9; 16]);
    assert_eq!(shop.store.delivery(&nobodys).await.unwrap(), None);
}

#[tokio::test]
async fn deliveries_are_listed_newest_first_page_by_page_and_by_state() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.endpoint(2).await;
    for n in 1..=5 {
        shop.fail(n, 20 + i64::from(n)).await;
    }
    let claimed = shop.take(22).await;
    shop.settle(claimed, 23, Fate::Delivered).await;
    let filter = |state, limit, after| DeliveryFilter {
        endpoint: endpoint_id(1),
        state,
        limit,
        after,
    };
    let list = async |filter| {
        let rows = shop.store.deliveries(&filter).await.unwrap();
        let last = rows.last().map(|it| it.id.clone());
        let made: Vec<_> = rows.iter().map(|it| it.created_at).collect();
        (made, last)
    };
    let (page, last) = list(filter(None, 2, None)).await;
    assert_eq!(page, [at(25), at(24)]);
    let (page, last) = list(filter(None, 2, last)).await;
    assert_eq!(page, [at(23), at(22)]);
    let (page, _) = list(filter(None, 2, last)).await;
    assert_eq!(page, [at(21)]);
    let (waiting, _) = list(filter(Some(DeliveryState::Waiting), 9, None)).await;
    assert_eq!(waiting, [at(25), at(24), at(23)]);
    let (dead, _) = list(filter(Some(DeliveryState::Dead), 9, None)).await;
    assert!(dead.is_empty());
    // The last of another endpoint's page leads nowhere.
    let theirs = shop.listed(2).await[0].id.clone();
    let (none, _) = list(filter(None, 9, Some(theirs))).await;
    assert!(none.is_empty());
}
