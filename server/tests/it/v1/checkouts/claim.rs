use futures::{StreamExt as _, stream};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House, order},
    payer::Payer,
};

async fn paid(house: &House) -> Payer<'_> {
    let payer = Payer::with(house, order()).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    payer
}

async fn claim(house: &House, id: &str, order: &str) -> Answer {
    let path = format!("/v1/checkouts/{id}/claim");
    house.post(&path, &json!({ "order_id": order })).await
}

#[tokio::test]
async fn the_first_claim_of_a_payment_wins_for_ever_and_its_repeat_is_answered_alike() {
    let house = House::with_twin();
    let payer = paid(&house).await;
    assert_eq!(payer.checkout().await["claim"], Value::Null);
    let first = claim(&house, &payer.id, "ORDER-1001").await;
    let checkout = payer.checkout().await;
    assert_eq!(
        (first.status, first.json()),
        (
            200,
            json!({
                "object": "claim",
                "checkout": payer.id,
                "order_id": "ORDER-1001",
                "claimed_at": checkout["claim"]["claimed_at"],
                "payment": checkout["payment"],
            })
        )
    );
    assert_eq!(checkout["claim"]["order_id"], "ORDER-1001");

    let again = claim(&house, &payer.id, "ORDER-1001").await;
    assert_eq!((again.status, &again.text), (200, &first.text));
    let other = claim(&house, &payer.id, "ORDER-1002").await;
    insta::assert_json_snapshot!(other.problem(), @r#"
        {
          "code": "already_claimed",
          "detail": "Fulfil nothing for it; the checkout says which order has it.",
          "status": 409,
          "title": "The payment was claimed for another order",
          "type": "urn:problem-type:guichet:already_claimed"
        }
        "#);

    let house = house.restart();
    let later = claim(&house, checkout["id"].as_str().unwrap(), "ORDER-1001").await;
    assert_eq!((later.status, later.text), (200, first.text));
}

#[tokio::test]
async fn a_claim_stands_in_the_timeline_once() {
    let house = House::with_twin();
    let payer = paid(&house).await;
    claim(&house, &payer.id, "ORDER-1001").await;
    claim(&house, &payer.id, "ORDER-1001").await;
    let path = format!("/v1/checkouts/{}/timeline", payer.id);
    let timeline = house.get(&path).await.json();
    let claims: Vec<_> = timeline["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|fact| fact["type"] == "checkout_claimed")
        .map(|fact| [&fact["evidence"], &fact["order_id"], &fact["summary"]])
        .collect();
    assert_eq!(
        claims,
        [[
            "merchant",
            "ORDER-1001",
            "You claimed the payment for the order ORDER-1001."
        ]]
    );
}

#[tokio::test]
async fn what_is_not_paid_cannot_be_claimed() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    insta::assert_json_snapshot!(claim(&house, &id, "ORDER-1001").await.problem(), @r#"
        {
          "code": "not_paid",
          "detail": "The checkout is open, not paid.",
          "status": 409,
          "title": "There is no payment to claim",
          "type": "urn:problem-type:guichet:not_paid"
        }
        "#);
}

#[tokio::test]
async fn a_claim_names_one_order_and_nothing_else() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/v1/checkouts/{id}/claim");
    for (body, faults) in [
        (json!({}), "/order_id required: is required"),
        (
            json!({ "order_id": 7, "reference": "x" }),
            "/order_id wrong_type: must be a string\n\
             /reference unknown_field: is not a field of this object",
        ),
        (
            json!({ "order_id": "A\nB" }),
            "/order_id invalid: must be printable characters, without white space around them",
        ),
        (
            json!({ "order_id": "x".repeat(256) }),
            "/order_id too_long: must be at most 255 characters",
        ),
        (json!([]), " wrong_type: must be an object"),
    ] {
        assert_eq!(house.post(&path, &body).await.faults(), faults, "{body}");
    }
}

#[tokio::test]
async fn a_claim_under_a_key_is_answered_alike_and_a_refused_one_leaves_the_key_free() {
    let house = House::with_twin();
    let payer = Payer::with(&house, order()).await;
    let claim = |order: &'static str| {
        let path = format!("/v1/checkouts/{}/claim", payer.id);
        let request = house.request(Method::POST, &path);
        Answer::of(
            request
                .header("idempotency-key", "claim-1")
                .json(&json!({ "order_id": order })),
        )
    };
    assert_eq!(claim("ORDER-1001").await.status, 409);
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let (first, again) = (claim("ORDER-1001").await, claim("ORDER-1001").await);
    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!(first.text, again.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(
        claim("ORDER-1002").await.problem()["code"],
        "idempotency_key_reused"
    );
}

#[tokio::test]
async fn of_two_thousand_claims_at_once_one_wins() {
    const CLAIMS: usize = 2_000;
    let house = House::with_twin();
    let payer = paid(&house).await;
    let orders: Vec<_> = (0..CLAIMS).map(|n| format!("ORDER-{n}")).collect();
    let answers: Vec<_> = stream::iter(&orders)
        .map(|order| claim(&house, &payer.id, order))
        .buffer_unordered(200)
        .collect()
        .await;
    let winners: Vec<_> = answers
        .iter()
        .filter(|answer| answer.status == 200)
        .map(|answer| answer.json()["order_id"].clone())
        .collect();
    let losers = answers
        .iter()
        .filter(|answer| answer.status == 409 && answer.problem()["code"] == "already_claimed")
        .count();
    assert_eq!((winners.len(), losers), (1, CLAIMS - 1));
    assert_eq!(payer.checkout().await["claim"]["order_id"], winners[0]);
    let facts = payer.facts().await;
    let claims = facts.iter().filter(|fact| *fact == "checkout_claimed");
    assert_eq!(claims.count(), 1);
}
