use flinks::webhook::SignatureStyle;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::json;

use super::Bank;
use crate::{
    house::{Answer, House},
    payer::Payer,
};

/// Starts a payment with these keys, and returns the page's policy and its checkout.
async fn pay<'a>(house: &'a House, reference: &str) -> (Payer<'a>, String) {
    let payer = Payer::with(house, json!({ "reference": reference })).await;
    let started = payer.start("e_transfer").await;
    assert_eq!(started.status, 303, "{}", started.text);
    let page = payer.page().await;
    let policy = page.header("content-security-policy").to_owned();
    (payer, policy)
}

async fn notify(house: &House, merchant: &str, secret: &str, session: &str) -> u16 {
    let body = json!({
        "event": "SessionSetupStatusChanged", "when": "2026-10-01T12:00:00Z", "sessionId": session,
        "referenceId": "ORDER", "amount": 250.0, "status": "Completed", "statusDetails": "EFT0301"
    })
    .to_string();
    let signature = SignatureStyle::XWebhookSignature
        .sign(&SecretString::from(secret.to_owned()), body.as_bytes());
    let request = house
        .anonymous(Method::POST, &format!("/webhooks/flinks/{merchant}"))
        .header("content-type", "application/json")
        .header("x-webhook-signature", signature)
        .body(body);
    Answer::of(request).await.status
}

#[tokio::test]
async fn every_key_pays_at_its_own_account_and_at_no_other() {
    let mut house = House::with_twin();
    let (test, live) = (Bank::open("whsec-own-test"), Bank::open("whsec-own-live"));
    let merchant = house.merchant.clone();
    house.set_account(&merchant, "test", &test.account());
    house.set_account(&merchant, "live", &live.account());
    let (test_key, live_key) = (house.api_key.clone(), house.live_key());
    let (neighbour, neighbour_key) = house.another_merchant();

    let (test_payer, policy) = pay(&house, "test").await;
    assert!(
        policy.contains(&format!("frame-src {};", test.url())),
        "{policy}"
    );
    let test_checkout = test_payer.id.clone();
    house.api_key = live_key;
    let (live_payer, policy) = pay(&house, "live").await;
    assert!(
        policy.contains(&format!("frame-src {};", live.url())),
        "{policy}"
    );
    let live_checkout = live_payer.id.clone();
    house.api_key = neighbour_key;
    let (_, policy) = pay(&house, "neighbour").await;
    let frame = format!("frame-src {};", house.twin_url());
    assert!(policy.contains(&frame), "{policy}");

    let (at_test, at_live) = (test.sessions(&house).await, live.sessions(&house).await);
    let sessions = [
        at_test.len(),
        at_live.len(),
        house.twin_sessions().await.len(),
    ];
    assert_eq!(sessions, [1, 1, 1], "each at its own bank");
    for bank in [test.url(), live.url(), house.twin_url()] {
        let requests = house.fetch(&format!("{bank}/_twin/requests")).await;
        assert!(
            !requests.text.contains("\"status\":401"),
            "{}",
            requests.text
        );
    }

    // Each account's secret speaks for its own mode, and the installation's for neither.
    let told = async |secret: &str, session: &str| notify(&house, &merchant, secret, session).await;
    assert_eq!(told("whsec-canary", &at_test[0]).await, 401);
    assert_eq!(told("whsec-own-test", &at_live[0]).await, 200);
    assert_eq!(told("whsec-own-live", &at_test[0]).await, 200);
    let elsewhere = notify(&house, &neighbour, "whsec-own-test", &at_test[0]).await;
    assert_eq!(elsewhere, 401);
    let at_neighbour = notify(&house, &neighbour, "whsec-canary", &at_test[0]).await;
    assert_eq!(at_neighbour, 200, "it is kept");
    for (key, checkout, secret, session) in [
        (&test_key, &test_checkout, "whsec-own-test", &at_test[0]),
        (
            &house.live_key_of(&merchant),
            &live_checkout,
            "whsec-own-live",
            &at_live[0],
        ),
    ] {
        let heard = async || {
            let path = format!("/v1/checkouts/{checkout}/timeline");
            let request = house.anonymous(Method::GET, &path).bearer_auth(key);
            let timeline = Answer::of(request).await.json();
            let facts = timeline["data"].as_array().unwrap().clone();
            facts.iter().any(|fact| fact["type"] == "webhook_received")
        };
        assert!(!heard().await, "of another's secret");
        assert_eq!(notify(&house, &merchant, secret, session).await, 200);
        let began = std::time::Instant::now();
        while !heard().await {
            assert!(began.elapsed().as_secs() < 30, "it is not heard of");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test]
async fn an_account_counts_from_the_moment_it_is_set_until_it_is_removed() {
    let house = House::with_twin();
    let own = Bank::open("whsec-own-test");
    pay(&house, "before").await;
    house.set_account(&house.merchant, "test", &own.account());
    pay(&house, "with").await;
    let args = [
        "merchant",
        "account",
        "remove",
        "--mode",
        "test",
        "--merchant",
    ];
    house.administer(&[&args[..], &[&house.merchant]].concat());
    pay(&house, "after").await;
    assert_eq!(own.sessions(&house).await.len(), 1);
    assert_eq!(house.twin_sessions().await.len(), 2);
}
