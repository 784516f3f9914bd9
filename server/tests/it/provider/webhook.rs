use flinks::webhook::SignatureStyle;
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

fn sign(secret: &str, body: &[u8]) -> String {
    SignatureStyle::XWebhookSignature.sign(&SecretString::from(secret), body)
}

/// A webhook to the merchant's address, signed as the provider signs.
fn signed(house: &House, body: &str) -> RequestBuilder {
    let signature = sign("whsec-canary", body.as_bytes());
    unsigned(house, body).header("x-webhook-signature", signature)
}

fn unsigned(house: &House, body: &str) -> RequestBuilder {
    house
        .anonymous(
            Method::POST,
            &format!("/webhooks/flinks/{}", house.merchant),
        )
        .header("content-type", "application/json; charset=utf-8")
        .body(body.to_owned())
}

async fn session(house: &House) -> String {
    house.twin_sessions().await.last().unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn completed(session: &str) -> Value {
    json!({
        "event": "SessionSetupStatusChanged", "when": "2026-10-01T12:00:00Z", "sessionId": session,
        "referenceId": "ORDER-1001", "amount": 250.0, "status": "Completed", "statusDetails": "EFT0301"
    })
}

#[tokio::test]
async fn a_signed_webhook_is_kept_and_confirmed_by_a_status_read() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    let body = completed(&session(&house).await).to_string();
    assert_eq!(Answer::of(signed(&house, &body)).await.status, 200);
    let checkout = payer.until_status("paid").await;
    assert_eq!(checkout["payment"]["evidence"], "status_read");
    assert!(payer.facts().await.contains(&"webhook_received".to_owned()));
}

#[tokio::test]
async fn a_signed_webhook_that_the_provider_does_not_confirm_pays_nothing() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let body = completed(&session(&house).await).to_string();
    assert_eq!(Answer::of(signed(&house, &body)).await.status, 200);
    payer
        .until("the read", |it| it["status"] == "processing")
        .await;
    let began = std::time::Instant::now();
    while !payer.facts().await.contains(&"reading_changed".to_owned()) {
        assert!(began.elapsed().as_secs() < 30);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(payer.checkout().await["status"], "processing");
}

#[tokio::test]
async fn a_bad_signature_is_refused_and_nothing_is_kept() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let body = completed(&session(&house).await).to_string();
    let good = sign("whsec-canary", body.as_bytes());
    let other = sign("another", body.as_bytes());
    for signature in [
        "",
        "sha256=",
        "sha256=00",
        &other,
        &good[7..],
        &good.replace("sha256", "sha1"),
    ] {
        let request = unsigned(&house, &body).header("x-webhook-signature", signature);
        assert_eq!(Answer::of(request).await.status, 401, "{signature}");
    }
    assert_eq!(Answer::of(unsigned(&house, &body)).await.status, 401);
    let changed =
        unsigned(&house, &body.replace("250", "251")).header("x-webhook-signature", &good);
    assert_eq!(Answer::of(changed).await.status, 401);
    assert!(!payer.facts().await.contains(&"webhook_received".to_owned()));
    // Either case of the digits is the same signature.
    let lower = good[7..].to_ascii_lowercase();
    let request = unsigned(&house, &body).header("x-webhook-signature", format!("sha256={lower}"));
    assert_eq!(Answer::of(request).await.status, 200);
}

#[tokio::test]
async fn a_repeated_webhook_is_one_fact() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let body = completed(&session(&house).await).to_string();
    for _ in 0..5 {
        assert_eq!(Answer::of(signed(&house, &body)).await.status, 200);
    }
    // What it leads to comes after it in the log.
    let mut facts = payer.facts().await;
    let began = std::time::Instant::now();
    while !facts.contains(&"reading_changed".to_owned()) {
        assert!(began.elapsed().as_secs() < 30, "{facts:?}");
        assert_eq!(Answer::of(signed(&house, &body)).await.status, 200);
        facts = payer.facts().await;
    }
    assert_eq!(
        facts
            .iter()
            .filter(|fact| *fact == "webhook_received")
            .count(),
        1,
        "{facts:?}"
    );
}

#[tokio::test]
async fn what_is_not_documented_is_kept_counted_and_not_believed() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = session(&house).await;
    for body in [
        json!({ "sessionId": session, "status": "Rejoiced", "statusDetails": "EFT9999", "new": { "deep": [1] } }),
        json!({ "payload": completed(&session), "version": 7 }),
        json!({ "sessionId": "00000000-0000-4000-8000-000000000000", "status": "Completed" }),
        json!({ "hello": "there" }),
    ] {
        assert_eq!(
            Answer::of(signed(&house, &body.to_string())).await.status,
            200,
            "{body}"
        );
    }
    for body in ["", "null", "[]", "not json", "\u{feff}{}"] {
        assert_eq!(
            Answer::of(signed(&house, body)).await.status,
            200,
            "{body:?}"
        );
    }
    payer
        .until("both to be in the log", |it| it["status"] == "processing")
        .await;
    let figures = house
        .fetch(&format!("{}/metrics", house.admin_url()))
        .await
        .text;
    assert!(
        figures.contains("guichet_provider_drift_total{kind=\"session_status\"}"),
        "{figures}"
    );
}

#[tokio::test]
async fn another_address_or_a_huge_body_is_refused() {
    let house = House::open();
    let body = completed("00000000-0000-4000-8000-000000000000").to_string();
    let signature = sign("whsec-canary", body.as_bytes());
    for merchant in ["nobody", "mer_00000000000000000000000000"] {
        let request = house
            .anonymous(Method::POST, &format!("/webhooks/flinks/{merchant}"))
            .header("x-webhook-signature", &signature)
            .body(body.clone());
        assert_eq!(Answer::of(request).await.status, 401, "{merchant}");
    }
    let huge = "x".repeat(100_000);
    assert_eq!(Answer::of(signed(&house, &huge)).await.status, 413);
}
