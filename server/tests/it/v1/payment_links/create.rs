use serde_json::json;

use super::{link, one};
use crate::house::House;

#[tokio::test]
async fn a_link_of_which_nothing_is_said_lets_everybody_say_how_much() {
    let house = House::open();
    let mut made = link(&house, &json!({})).await;
    assert_eq!(house.get(&one(&made)).await.json(), made);
    let object = made.as_object_mut().unwrap();
    let url = object.remove("url").unwrap();
    let token = url.as_str().unwrap().strip_prefix(&house.url()).unwrap();
    assert!(token.starts_with("/l/") && token.len() == 29, "{token}");
    object.remove("id");
    object.remove("created_at");
    assert_eq!(
        made,
        json!({
            "object": "payment_link", "mode": "test", "status": "open", "active": true,
            "amount": null, "min_amount": null, "max_amount": null, "suggested_amount": null,
            "currency": "CAD", "description": null, "reference_prefix": null,
            "methods": ["guaranteed_eft", "e_transfer"], "payee_account": null, "locale": null,
            "theme": "auto", "success_url": null, "cancel_url": null, "metadata": {},
            "max_uses": null, "uses": { "paid": 0, "open": 0 }, "expires_at": null
        })
    );
}

#[tokio::test]
async fn every_fault_of_a_link_is_named_at_once() {
    let house = House::open();
    let faulty = json!({
        "amount": 0, "min_amount": 500, "max_amount": "9", "suggested_amount": 10_000_000,
        "currency": "USD", "description": " ", "reference_prefix": "x".repeat(61),
        "methods": ["eft", "eft", "cash"], "payee_account": { "institution": "9" },
        "locale": "fr-FR", "theme": "blue", "success_url": "javascript:alert(1)",
        "cancel_url": "/cart", "metadata": { "a": 1 }, "active": "yes", "max_uses": 0,
        "expires_at": "tomorrow", "expires_in": 60
    });
    let answer = house.post("/v1/payment_links", &faulty).await;
    insta::assert_snapshot!(answer.faults(), @r"
    /amount too_small: the amount must be at least 0.01, which is 1 cent
    /max_amount wrong_type: must be a whole number
    /suggested_amount too_large: the amount must be at most 99999.99, which is 9999999 cents
    /currency unsupported: must be CAD
    /description required: is required
    /reference_prefix too_long: must be at most 60 characters
    /methods/1 duplicate: is in the list already
    /methods/2 unsupported: must be guaranteed_eft, e_transfer or eft
    /payee_account/institution invalid: must be 3 digits
    /payee_account/transit required: is required
    /payee_account/account required: is required
    /locale unsupported: must be en-CA or fr-CA
    /theme unsupported: must be auto, light or dark
    /success_url invalid: must be an absolute http:// or https:// address
    /cancel_url invalid: must be an absolute http:// or https:// address
    /metadata/a wrong_type: must be a string
    /active wrong_type: must be true or false
    /expires_at invalid: must be a moment such as 2026-11-20T15:04:05Z
    /max_uses too_small: must be at least 1; leave it out for a link that is used however often
    /expires_in unknown_field: is not a field of this object
    ");
    assert_eq!(
        house.get("/v1/payment_links").await.json()["data"],
        json!([])
    );
}

#[tokio::test]
async fn an_amount_leaves_the_customer_nothing_to_say() {
    let house = House::open();
    for (body, faults) in [
        (
            json!({ "amount": 100, "min_amount": 50, "suggested_amount": 60 }),
            "/min_amount unsupported: cannot be given with amount, which leaves the customer nothing to say\n\
             /suggested_amount unsupported: cannot be given with amount, which leaves the customer nothing to say",
        ),
        (
            json!({ "min_amount": 51, "max_amount": 50 }),
            "/min_amount too_large: must not be more than max_amount",
        ),
        (
            json!({ "min_amount": 50, "suggested_amount": 49 }),
            "/suggested_amount invalid: must be from min_amount to max_amount, where these are given",
        ),
        (
            json!({ "methods": ["eft"], "payee_account": { "institution": "999", "transit": "60265", "account": "9876541" } }),
            "/payee_account unsupported: cannot be given with the method eft, which pays into your default account at Flinks only",
        ),
    ] {
        let answer = house.post("/v1/payment_links", &body).await;
        assert_eq!(answer.faults(), faults, "{body}");
    }
}
