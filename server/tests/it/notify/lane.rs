use super::shop::{Reply, Shop};
use crate::moment::Moment;

#[tokio::test]
async fn a_shop_that_does_not_answer_holds_nobody_up() {
    let house = Moment::notifying("60s").await;
    let stalled = Shop::open(house.clock()).await;
    let shop = Shop::open(house.clock()).await;
    stalled.then(Reply::Stall);
    house.notify(&stalled.url).await;
    house.notify(&shop.url).await;
    const COUNT: usize = 50;
    for _ in 0..COUNT {
        house.canceled().await;
    }
    shop.until(COUNT).await;
    // Every one of them is under way to the other shop as well, or waits for its turn there.
    let held = stalled.came().len();
    assert!((1..=32).contains(&held), "{held}");
}
