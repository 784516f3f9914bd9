use flinks::webhook::SignatureStyle;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

/// A webhook that is signed in that way; its status.
async fn send(house: &House, style: SignatureStyle, secret: &str, body: &Value) -> u16 {
    let body = body.to_string();
    let signature = style.sign(&SecretString::from(secret), body.as_bytes());
    let path = format!("/webhooks/flinks/{}", house.merchant);
    let request = house
        .anonymous(Method::POST, &path)
        .header(style.header(), signature)
        .body(body);
    Answer::of(request).await.status
}

fn notice() -> Value {
    json!({ "sessionId": "00000000-0000-4000-8000-000000000000", "status": "Completed" })
}

#[tokio::test]
async fn a_webhook_is_signed_in_the_configured_way() {
    for style in SignatureStyle::ALL {
        let house = House::open_with(&format!("webhook_signature = \"{}\"\n", style.as_str()));
        assert_eq!(send(&house, style, "whsec-canary", &notice()).await, 200);
        assert_eq!(send(&house, style, "another", &notice()).await, 401);
    }
}

#[tokio::test]
async fn another_documented_way_is_refused_and_told_to_the_operator_once() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = house.twin_sessions().await[0]["id"].clone();
    let body = json!({ "sessionId": session, "status": "Completed", "statusDetails": "EFT0301" });
    let other = SignatureStyle::FlinksAuthenticityKey;
    for _ in 0..3 {
        assert_eq!(send(&house, other, "whsec-canary", &body).await, 401);
    }
    assert_eq!(send(&house, other, "another", &body).await, 401);
    assert!(!payer.facts().await.contains(&"webhook_received".to_owned()));

    let rows = house
        .fetch(&format!("{}/drift", house.admin_url()))
        .await
        .json();
    let row = &rows["data"][0];
    assert_eq!(
        (&row["kind"], &row["word"], &row["count"]),
        (
            &json!("signature_style"),
            &json!("flinks-authenticity-key"),
            &json!(3)
        ),
        "{rows}"
    );
    assert!(
        row["advice"]
            .as_str()
            .unwrap()
            .contains("webhook_signature")
    );
    let log = house.close();
    let told = log.lines().filter(|line| line.contains("signature_style"));
    assert_eq!(told.count(), 1, "{log}");
    assert!(log.contains("Set webhook_signature to this word"), "{log}");
}
