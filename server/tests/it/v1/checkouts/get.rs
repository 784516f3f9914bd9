use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House, order},
    payer::Payer,
};

#[tokio::test]
async fn a_checkout_is_read_as_it_was_made() {
    let house = House::open();
    let made = house.post("/v1/checkouts", &order()).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let read = house.get(&format!("/v1/checkouts/{id}")).await;
    assert_eq!((read.status, read.text), (200, made.text));
}

#[tokio::test]
async fn what_belongs_to_another_merchant_or_mode_is_not_there() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let (_, other) = house.another_merchant();
    let live = house.live_key();
    let absent = house
        .get("/v1/checkouts/chk_00000000000000000000000000")
        .await;
    assert_eq!(absent.status, 404);
    for (method, path) in [
        (Method::GET, ""),
        (Method::GET, "/timeline"),
        (Method::POST, "/cancel"),
        (Method::POST, "/claim"),
    ] {
        for key in [&other, &live] {
            let request = house
                .anonymous(method.clone(), &format!("/v1/checkouts/{id}{path}"))
                .bearer_auth(key)
                .json(&json!({}));
            let answer = Answer::of(request).await;
            assert_eq!(
                (answer.status, answer.problem()),
                (404, absent.problem()),
                "{path}"
            );
        }
    }
    for id in [
        "x",
        "chk_",
        "mer_00000000000000000000000000",
        "%00",
        "%ff",
        "..%2f..",
        &"a".repeat(5000),
    ] {
        assert_eq!(
            house.get(&format!("/v1/checkouts/{id}")).await.problem(),
            absent.problem(),
            "{id}"
        );
    }
}

/// Moments and ids differ from run to run.
fn blur(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(blur),
        Value::Object(map) => {
            for (name, value) in map {
                let changes =
                    name == "at" || name.ends_with("_at") || matches!(&**name, "id" | "attempt");
                match value {
                    Value::String(text) if changes => *text = "…".into(),
                    other => blur(other),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn a_checkout_shows_its_failures_and_then_its_payment() {
    let house = House::with_twin();
    let payer = Payer::with(&house, order()).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0403").await;
    let mut failed = payer
        .until("failed", |it| !it["last_failure"].is_null())
        .await;
    assert_eq!(failed["status"], "open");
    blur(&mut failed);
    insta::assert_json_snapshot!(failed["last_failure"], @r#"
        {
          "at": "…",
          "attempt": "…",
          "code": "name_mismatch",
          "detail": "EFT0403",
          "message": "the account holder's name is not the payer's"
        }
        "#);

    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    let mut paid = payer.until_status("paid").await;
    blur(&mut paid);
    insta::assert_json_snapshot!(paid["attempts"], @r#"
        [
          {
            "account": null,
            "amount": 25000,
            "canceled_by": null,
            "created_at": "…",
            "delivery": "page",
            "ended_at": "…",
            "failure": {
              "code": "name_mismatch",
              "detail": "EFT0403",
              "message": "the account holder's name is not the payer's"
            },
            "guarantee": null,
            "id": "…",
            "last_step": null,
            "locale": "en-CA",
            "method": "guaranteed_eft",
            "status": "failed"
          },
          {
            "account": null,
            "amount": 25000,
            "canceled_by": null,
            "created_at": "…",
            "delivery": "page",
            "ended_at": "…",
            "failure": null,
            "guarantee": null,
            "id": "…",
            "last_step": null,
            "locale": "en-CA",
            "method": "guaranteed_eft",
            "status": "paid"
          }
        ]
        "#);
    insta::assert_json_snapshot!(paid["payment"], @r#"
        {
          "amount": 25000,
          "attempt": "…",
          "evidence": "status_read",
          "guaranteed": true,
          "method": "guaranteed_eft",
          "paid_at": "…"
        }
        "#);
    assert_eq!(paid["last_failure"], Value::Null);
}
