//! How business goes, as a merchant's people see it.

use serde_json::json;

use super::person::Person;
use crate::{house::House, payer::Payer};

#[tokio::test]
async fn figures_are_those_of_the_moment_with_their_numbers_as_tables() {
    let house = House::with_twin();
    house.checkout(&json!({ "amount": 700 })).await;
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let person = Person::of(&house, "read_only").await;
    let page = person.get("/dashboard/figures?days=7").await;
    assert_eq!(page.status, 200);
    for text in [
        "Checkouts made: 2; paid: 1 (50%).",
        "$250.00 in 1 payment.",
        "1 / 1 · 100%",
        "Half took no longer",
        "<caption",
        "role=\"img\"",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let french = person.get("/dashboard/figures?days=90&lang=fr-CA").await;
    assert!(
        french
            .text
            .contains("Commandes créées\u{a0}: 2; payées\u{a0}: 1 (50\u{a0}%).")
    );
    let (other, _) = house.another_merchant();
    let stranger = Person::of_merchant(&house, &other, "owner", 2).await;
    let page = stranger.get("/dashboard/figures?days=nonsense").await;
    assert!(
        page.text
            .contains("Nothing has happened in these days in this mode.")
    );
}
