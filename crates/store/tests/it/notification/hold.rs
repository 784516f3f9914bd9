use payment::NotificationKind;

use super::told;
use crate::shop::{Shop, at};

#[tokio::test]
async fn what_is_held_is_due_later_and_was_not_tried() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.tell(1, NotificationKind::AttemptFailed, 20).await;
    shop.tell(1, NotificationKind::Paid, 21).await;
    let claimed = shop.take(30).await;
    assert_eq!(told(&claimed), ["1:20"]);
    let hold = shop.store.hold_deliveries(claimed.clone(), at(300));
    hold.await.unwrap();
    assert!(shop.take(299).await.is_empty(), "nor what is behind it");
    assert_eq!(shop.next_delivery(31).await, Some(at(300)));
    let listed = shop.listed(1).await;
    assert!(listed.iter().all(|it| it.next_at == Some(at(300))));
    let again = shop.take(300).await;
    assert_eq!(told(&again), ["1:20"]);
    assert_eq!(again[0].tries, 0);

    let late = shop.store.hold_deliveries(claimed, at(900));
    late.await.unwrap();
    assert_eq!(
        shop.next_delivery(301).await,
        Some(at(360)),
        "another has taken it on since"
    );
}

#[tokio::test]
async fn a_whole_lane_that_is_held_makes_room_for_the_next_of_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for n in 1..=40 {
        shop.tell(n, NotificationKind::Paid, 20).await;
    }
    let first = shop.take(30).await;
    assert_eq!(first.len(), 32);
    shop.store.hold_deliveries(first, at(300)).await.unwrap();
    assert_eq!(shop.next_delivery(30).await, Some(at(20)));
    assert_eq!(shop.take(30).await.len(), 8);
}
