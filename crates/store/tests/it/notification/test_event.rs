use std::time::Duration;

use payment::{EndpointId, EventId, NotificationKind};
use store::{KEPT_TEST_EVENTS, MAX_ANSWER, Standing, TestEvent, Try, TryOutcome};

use super::endpoint_id;
use crate::shop::{Shop, at};

fn event(n: u8, endpoint: EndpointId) -> TestEvent {
    TestEvent {
        id: EventId::from_bytes([n; 16]),
        endpoint,
        kind: NotificationKind::Expired,
        r#try: Try {
            at: at(i64::from(n)),
            outcome: TryOutcome::Refused,
            status: Some(418),
            took: Duration::from_millis(84),
            answer: b"short and stout".to_vec(),
        },
    }
}

async fn keep(shop: &Shop, event: TestEvent) -> bool {
    let kept = shop.store.keep_test_event(&shop.merchant, event, None);
    kept.await.unwrap()
}

#[tokio::test]
async fn the_newest_test_events_of_each_endpoint_are_kept() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.endpoint(2).await;
    assert!(keep(&shop, event(200, endpoint_id(2))).await);
    let count = u8::try_from(KEPT_TEST_EVENTS).unwrap();
    for n in 1..=count + 2 {
        assert!(keep(&shop, event(n, endpoint_id(1))).await);
    }
    let kept = shop.store.test_events(&endpoint_id(1)).await.unwrap();
    let wanted: Vec<_> = (3..=count + 2)
        .rev()
        .map(|n| event(n, endpoint_id(1)))
        .collect();
    assert_eq!(kept, wanted, "newest first");
    let others = shop.store.test_events(&endpoint_id(2)).await.unwrap();
    assert_eq!(others, [event(200, endpoint_id(2))]);
    let known = shop.store.endpoint(&endpoint_id(1)).await.unwrap().unwrap();
    assert_eq!(known.standing, Standing::Enabled);
    assert_eq!(known.failing_since, None, "they count for nothing");
}

#[tokio::test]
async fn of_a_long_answer_the_beginning_is_kept() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    let mut long = event(1, endpoint_id(1));
    long.r#try.answer = vec![b'x'; MAX_ANSWER + 1];
    assert!(keep(&shop, long).await);
    let kept = shop.store.test_events(&endpoint_id(1)).await.unwrap();
    assert_eq!(kept[0].r#try.answer.len(), MAX_ANSWER);
}

#[tokio::test]
async fn test_events_go_with_their_endpoint_and_none_comes_after() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    assert!(keep(&shop, event(1, endpoint_id(1))).await);
    let id = endpoint_id(1);
    let deleted = shop.store.delete_endpoint(&shop.merchant, &id, at(9), None);
    assert!(deleted.await.unwrap());
    let kept = shop.store.test_events(&endpoint_id(1)).await.unwrap();
    assert_eq!(kept, []);
    assert!(!keep(&shop, event(2, endpoint_id(1))).await);
}
