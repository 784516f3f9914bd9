use super::{
    DAY, MINUTE, PATIENT,
    shop::{BROKEN, Shop},
};
use crate::moment::Moment;

/// The checkouts and what was told of them, in the order in which it came.
fn told(shop: &Shop) -> Vec<(String, String)> {
    shop.came()
        .iter()
        .map(|it| {
            (
                it.json()["data"]["id"].as_str().unwrap().to_owned(),
                it.kind(),
            )
        })
        .collect()
}

#[tokio::test]
async fn what_happened_later_to_a_checkout_waits_for_what_happened_before_and_others_do_not() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    house.notify(&shop.url).await;
    shop.next([BROKEN, BROKEN, BROKEN]);
    let page = house.failed().await;
    // Tried three times by now, and the fourth is still to come.
    assert_eq!(told(&shop).len(), 3);
    house.cancel(&page).await;
    house.settle().await;
    assert_eq!(told(&shop).len(), 3, "the end waits for the failure");
    let other = house.canceled().await;
    house.settle().await;
    assert_eq!(told(&shop)[3].0, other.id, "another checkout does not");
    house.pass(3 * MINUTE).await;
    let told = told(&shop);
    let story = |kind: &str| (page.id.clone(), kind.to_owned());
    assert_eq!(
        told[4..],
        [story("checkout.attempt_failed"), story("checkout.canceled")]
    );
}

#[tokio::test]
async fn what_follows_a_dead_letter_is_told_all_the_same() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.next(std::iter::repeat_n(BROKEN, 16));
    let page = house.failed().await;
    house.cancel(&page).await;
    house.pass(5 * DAY).await;
    assert_eq!(told(&shop).len(), 17);
    assert_eq!(told(&shop)[16], (page.id, "checkout.canceled".into()));
    let deliveries = house.deliveries(&endpoint).await;
    let statuses: Vec<_> = deliveries
        .iter()
        .map(|it| it["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["delivered", "dead"]);
}
