//! The host of a merchant's own, named by people by the rules of the API.

use super::person::Person;
use crate::house::House;

const DOMAIN: &str = "/dashboard/domain";

#[tokio::test]
async fn a_host_is_named_by_the_rules_of_the_api_and_let_go() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    for bad in ["", "https://pay.shop.example", "127.0.0.1", "pay.localhost"] {
        let refused = owner.submit(DOMAIN, &[("host", bad)]).await;
        assert_eq!(refused.status, 422, "{bad}");
        assert!(
            refused
                .text
                .contains("This is no host on the public internet")
        );
    }
    let named = owner.submit(DOMAIN, &[("host", "Pay.Shop.Example")]).await;
    assert_eq!(named.header("location"), "/dashboard/domain?done=saved");
    let told = house.get("/v1/domain").await.json();
    assert_eq!(told["host"], "pay.shop.example");
    let shown = owner.get(DOMAIN).await.text;
    for text in [
        "_guichet.pay.shop.example",
        told["record"]["value"].as_str().unwrap(),
        "Waiting for its proof",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    for (came, told) in [
        ("busy", "looked for already"),
        ("too_often", "Wait a minute"),
    ] {
        let shown = owner.get(&format!("{DOMAIN}?came={came}")).await.text;
        assert!(shown.contains(told), "{came}: {shown}");
    }
    // The same again keeps its proof.
    owner.submit(DOMAIN, &[("host", "pay.shop.example")]).await;
    let again = house.get("/v1/domain").await.json();
    assert_eq!(again["record"], told["record"]);

    let staff = Person::of_merchant(&house, &house.merchant, "staff", 2).await;
    let shown = staff.get(DOMAIN).await.text;
    assert!(shown.contains("pay.shop.example") && !shown.contains("Let go of it"));
    for below in ["", "/look", "/forget"] {
        let form = staff.submit(&format!("{DOMAIN}{below}"), &[]).await;
        assert_eq!(form.status, 403, "{below}");
    }
    let forgotten = owner.submit(&format!("{DOMAIN}/forget"), &[]).await;
    assert_eq!(forgotten.status, 303);
    let told = house.get("/v1/domain").await.json();
    assert_eq!(told["status"], "none");
    let log = owner.get("/dashboard/audit").await.text;
    assert!(log.contains("Changed the pages’ domain"), "{log}");
}
