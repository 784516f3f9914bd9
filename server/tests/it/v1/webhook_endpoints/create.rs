use reqwest::Method;
use serde_json::json;

use super::{URL, keys};
use crate::house::{Answer, House};

#[tokio::test]
async fn an_endpoint_is_made_with_a_secret_that_only_this_answer_shows() {
    let house = House::open();
    let mut made = house.endpoint(URL).await;
    let (secret, public) = keys(&made);
    assert!(
        secret.starts_with("whsec_") && secret.len() > 40,
        "{secret}"
    );
    assert_eq!(public.len(), 1);
    assert!(public[0].starts_with("whpk_"), "{public:?}");

    let read = house.get(&super::path(&made)).await;
    assert!(!read.text.contains("whsec_"), "{}", read.text);
    let object = made.as_object_mut().unwrap();
    object.remove("secret");
    assert_eq!(read.json(), made);

    for changing in ["id", "public_keys", "created_at"] {
        made[changing] = "…".into();
    }
    insta::assert_json_snapshot!(made, @r#"
        {
          "created_at": "…",
          "description": "",
          "disabled_at": null,
          "disabled_reason": null,
          "events": [
            "*"
          ],
          "failing_since": null,
          "id": "…",
          "mode": "test",
          "object": "webhook_endpoint",
          "public_keys": "…",
          "status": "enabled",
          "url": "https://shop.example/guichet"
        }
        "#);
}

#[tokio::test]
async fn every_fault_of_a_new_endpoint_is_named_at_once() {
    let house = House::open();
    let body = json!({
        "url": "ftp://shop.example/", "description": "a\nb", "secret": "mine",
        "events": ["checkout.paid", "checkout.paid", "checkout.imagined", 7],
    });
    let answer = house.post("/v1/webhook_endpoints", &body).await;
    insta::assert_snapshot!(answer.faults(), @r#"
        /url invalid: must be an absolute https:// address
        /description invalid: must not hold control characters
        /events/1 duplicate: is in the list already
        /events/2 unsupported: must be one of checkout.paid, checkout.attempt_failed, checkout.expired, checkout.canceled, checkout.duplicate_payment, checkout.late_payment, checkout.payment_returned; or the list is ["*"] alone
        /events/3 wrong_type: must be a string
        /secret unknown_field: is not a field of this object
        "#);
    for (body, faults) in [
        (json!({}), "/url required: is required"),
        (
            json!({ "url": URL, "events": [] }),
            "/events required: must have at least one event; an endpoint can be disabled instead",
        ),
        (
            json!({ "url": URL, "events": "checkout.paid" }),
            "/events wrong_type: must be a list of events",
        ),
    ] {
        let answer = house.post("/v1/webhook_endpoints", &body).await;
        assert_eq!(answer.faults(), faults, "{body}");
    }
}

#[tokio::test]
async fn an_address_that_is_not_called_is_refused_and_told_why() {
    let house = House::open();
    let long = format!("https://shop.example/{}", "a".repeat(2048));
    let private = "invalid: must be on the public internet";
    for (url, fault) in [
        (
            "shop.example/guichet",
            "invalid: must be an absolute https:// address",
        ),
        (
            "http://shop.example/guichet",
            "unsupported: must be https://",
        ),
        (
            "https://user:pass@shop.example/",
            "invalid: must not hold a user name or a password",
        ),
        (
            "https://shop.example/#part",
            "invalid: must not have a fragment, which is never sent",
        ),
        (&long, "too_long: must be at most 2048 characters"),
        ("https://127.0.0.1/", private),
        ("https://2130706433/", private),
        ("https://localhost/", private),
        ("https://shop.localhost./", private),
        ("https://[::1]/", private),
        ("https://[::ffff:127.0.0.1]/", private),
        ("https://10.1.2.3/", private),
        ("https://192.168.0.1/", private),
        ("https://100.64.0.1/", private),
        ("https://169.254.169.254/latest/meta-data", private),
    ] {
        let body = json!({ "url": url });
        let answer = house.post("/v1/webhook_endpoints", &body).await;
        assert_eq!(answer.faults(), format!("/url {fault}"), "{url}");
    }
}

#[tokio::test]
async fn an_endpoint_under_a_key_is_made_once_and_its_secret_shown_again() {
    let house = House::open();
    let make = || {
        let request = house.request(Method::POST, "/v1/webhook_endpoints");
        Answer::of(
            request
                .header("idempotency-key", "endpoint-1")
                .json(&json!({ "url": URL })),
        )
    };
    let (first, again) = (make().await, make().await);
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.text, again.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    let list = house.get("/v1/webhook_endpoints").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_merchant_has_so_many_endpoints_and_no_more() {
    let house = House::open();
    let mut made = 0;
    let refused = loop {
        let body = json!({ "url": format!("https://shop.example/{made}") });
        let answer = house.post("/v1/webhook_endpoints", &body).await;
        if answer.status != 201 {
            break answer;
        }
        made += 1;
    };
    assert_eq!((made, refused.status), (50, 409));
    assert_eq!(refused.problem()["code"], "too_many_endpoints");
    let (_, other) = house.another_merchant();
    let request = house
        .anonymous(Method::POST, "/v1/webhook_endpoints")
        .bearer_auth(other);
    let others = Answer::of(request.json(&json!({ "url": URL }))).await;
    assert_eq!(others.status, 201, "{}", others.text);
}
