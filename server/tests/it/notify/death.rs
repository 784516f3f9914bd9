use super::{
    DAY, MINUTE, PATIENT,
    shop::{BROKEN, OK, Reply, Shop},
};
use crate::moment::Moment;

#[tokio::test]
async fn a_restart_loses_no_notification_and_no_retry() {
    let mut house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.then(BROKEN);
    house.canceled().await;
    house.canceled().await;
    house.pass(MINUTE).await;
    let tried = shop.came().len();
    let other = house.another().await;
    house.switch_to(other).stop().await;
    shop.then(OK);
    house.pass(DAY).await;
    assert_eq!(shop.came().len(), tried + 2);
    for delivery in house.deliveries(&endpoint).await {
        assert_eq!(delivery["status"], "delivered");
    }
}

#[tokio::test]
async fn a_sender_that_is_killed_in_the_middle_gives_its_work_back() {
    let mut house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.then(Reply::Stall);
    for _ in 0..3 {
        house.canceled().await;
    }
    let held = shop.until(3).await;
    let other = house.another().await;
    house.switch_to(other).kill();
    shop.then(OK);
    house.settle().await;
    assert_eq!(shop.came().len(), 3, "it may still be at it");
    house.pass(MINUTE).await;
    let mut came: Vec<_> = shop.came()[3..]
        .iter()
        .map(|it| it.id().to_owned())
        .collect();
    let mut lost: Vec<_> = held.iter().map(|it| it.id().to_owned()).collect();
    came.sort();
    lost.sort();
    assert_eq!(came, lost);
    for delivery in house.deliveries(&endpoint).await {
        assert_eq!(
            (&delivery["status"], &delivery["tries"]),
            (&"delivered".into(), &1.into())
        );
    }
}

#[tokio::test]
async fn a_server_that_is_asked_to_stop_finishes_what_is_under_way_to_a_shop() {
    let mut house = Moment::notifying("300ms").await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.next([Reply::Stall]);
    house.canceled().await;
    shop.until(1).await;
    let other = house.another().await;
    house.switch_to(other).stop().await;
    assert_eq!(house.delivery(&endpoint).await, ("waiting".into(), 1));
    house.pass(MINUTE).await;
    assert_eq!(house.delivery(&endpoint).await, ("delivered".into(), 2));
}
