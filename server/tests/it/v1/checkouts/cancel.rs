use reqwest::Method;
use serde_json::json;

use crate::{
    house::{Answer, House, order},
    payer::Payer,
};

#[tokio::test]
async fn an_open_checkout_is_cancelled_for_good() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/v1/checkouts/{id}/cancel");
    let canceled = Answer::of(house.request(Method::POST, &path)).await;
    assert_eq!(
        (canceled.status, &canceled.json()["status"]),
        (200, &"canceled".into())
    );
    let again = house.post(&path, &json!({})).await;
    assert_eq!((again.status, again.text), (200, canceled.text));
}

#[tokio::test]
async fn a_cancel_takes_no_fields() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/v1/checkouts/{id}/cancel");
    let answer = house.post(&path, &json!({ "reason": "x" })).await;
    assert_eq!(
        answer.faults(),
        "/reason unknown_field: is not a field of this object"
    );
    assert_eq!(
        house.get(&format!("/v1/checkouts/{id}")).await.json()["status"],
        "open"
    );
}

#[tokio::test]
async fn a_cancel_under_a_key_is_answered_alike() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let cancel = || {
        let request = house.request(Method::POST, &format!("/v1/checkouts/{id}/cancel"));
        Answer::of(request.header("idempotency-key", "cancel-1"))
    };
    let (first, again) = (cancel().await, cancel().await);
    assert_eq!((first.status, &first.text), (200, &again.text));
    assert_eq!(again.header("idempotent-replayed"), "true");
}

#[tokio::test]
async fn a_paid_checkout_cannot_be_cancelled() {
    let house = House::with_twin();
    let payer = Payer::with(&house, order()).await;
    payer.start("e_transfer").await;
    house.drive("Accepted").await;
    payer.until_status("paid").await;
    let path = format!("/v1/checkouts/{}/cancel", payer.id);
    insta::assert_json_snapshot!(house.post(&path, &json!({})).await.problem(), @r#"
        {
          "code": "checkout_not_cancelable",
          "detail": "It is paid or has expired; read it to see which.",
          "status": 409,
          "title": "The checkout can no longer be cancelled",
          "type": "urn:problem-type:guichet:checkout_not_cancelable"
        }
        "#);
}

#[tokio::test]
async fn a_cancel_that_awaits_the_bank_is_answered_by_what_was_written_and_so_is_its_repeat() {
    let house = House::with_twin();
    let payer = Payer::with(&house, order()).await;
    payer.start("guaranteed_eft").await;
    let cancel = || {
        let request = house.request(Method::POST, &format!("/v1/checkouts/{}/cancel", payer.id));
        Answer::of(request.header("idempotency-key", "cancel-1"))
    };
    let first = cancel().await;
    assert_eq!(
        (first.status, &first.json()["status"]),
        (200, &"processing".into())
    );
    payer.until_status("canceled").await;
    let again = cancel().await;
    assert_eq!((again.status, again.text), (200, first.text));
}
