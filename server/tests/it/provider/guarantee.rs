use flinks::webhook::SignatureStyle;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

async fn send(house: &House, secret: &str, body: &Value) -> u16 {
    let style = SignatureStyle::XWebhookSignature;
    let body = body.to_string();
    let signature = style.sign(&SecretString::from(secret), body.as_bytes());
    let path = format!("/webhooks/flinks/{}/guarantees", house.merchant);
    let request = house
        .anonymous(Method::POST, &path)
        .header(style.header(), signature)
        .body(body);
    Answer::of(request).await.status
}

#[tokio::test]
async fn a_guarantee_for_a_live_attempt_is_accepted() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = house.twin_sessions().await[0]["id"].clone();
    let body = json!({ "sessionId": session, "amount": 250.0 });
    assert_eq!(send(&house, "whsec-canary", &body).await, 200);
    let checkout = payer
        .until("the answer", |it| !it["attempts"][0]["guarantee"].is_null())
        .await;
    assert_eq!(checkout["attempts"][0]["guarantee"], "accepted");
    assert!(
        payer
            .facts()
            .await
            .contains(&"guarantee_answered".to_owned())
    );
}

#[tokio::test]
async fn a_guarantee_with_a_bad_signature_changes_nothing() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = house.twin_sessions().await[0]["id"].clone();
    let body = json!({ "sessionId": session, "amount": 250.0 });
    assert_eq!(send(&house, "another", &body).await, 401);
    assert!(
        !payer
            .facts()
            .await
            .contains(&"guarantee_answered".to_owned())
    );
}

#[tokio::test]
async fn a_guarantee_for_nothing_that_is_known_is_kept_and_changes_nothing() {
    let house = House::open();
    let stranger = json!({ "sessionId": "00000000-0000-4000-8000-000000000000" });
    for body in [stranger, json!({ "hello": "there" })] {
        assert_eq!(send(&house, "whsec-canary", &body).await, 200, "{body}");
    }
}
