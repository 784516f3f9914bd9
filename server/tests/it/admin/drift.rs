use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
    program::{run, stdout},
};

const NEWS: &str = "the provider said something that its documentation does not have";

/// Somewhere in a webhook where nothing personal is expected, something personal.
fn planted(session: &str) -> Value {
    json!({
        "event": "SessionSetupStatusChanged", "sessionId": session, "status": "OnHold",
        "statusDetails": "Canary Person", "holder": "Canary Person", "mail": "canary@example.com",
        "account": "9876541", "again": session, "canary@example.com": 1,
        "deep": { "list": [{ "name": "Canary" }], "number": 4_165_550_100_u64 }
    })
}

async fn told(house: &House, body: &Value) {
    let body = body.to_string();
    let signature = flinks::webhook::SignatureStyle::XWebhookSignature
        .sign(&SecretString::from("whsec-canary"), body.as_bytes());
    let path = format!("/webhooks/flinks/{}", house.merchant);
    let request = house
        .anonymous(Method::POST, &path)
        .header("x-webhook-signature", signature)
        .body(body);
    assert_eq!(Answer::of(request).await.status, 200);
}

async fn drift(house: &House) -> Vec<Value> {
    let list = house.fetch(&format!("{}/drift", house.admin_url())).await;
    assert_eq!(list.status, 200, "{}", list.text);
    list.json()["data"].as_array().unwrap().clone()
}

fn word<'a>(rows: &'a [Value], kind: &str, word: &str) -> Option<&'a Value> {
    rows.iter()
        .find(|row| row["kind"] == kind && row["word"] == word)
}

#[tokio::test]
async fn nothing_undocumented_was_said_to_begin_with() {
    let house = House::open();
    assert_eq!(drift(&house).await, [] as [Value; 0]);
    let public = house.fetch(&format!("{}/drift", house.url())).await;
    assert_eq!(public.status, 404, "only operators are told");
}

#[tokio::test]
async fn an_undocumented_word_is_kept_counted_and_logged_once_across_restarts() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = house.twin_sessions().await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    told(&house, &planted(&session)).await;
    let rows = drift(&house).await;
    let met = word(&rows, "session_status", "OnHold").unwrap();
    assert_eq!(met["count"], 1);
    assert!(met["advice"].as_str().unwrap().contains("Ask Flinks"));
    let sample = met["sample"].as_str().unwrap();
    assert!(sample.contains("SessionSetupStatusChanged"), "{sample}");

    let (house, log) = house.restart_with_log();
    let mut again = planted(&session);
    again["when"] = "2026-10-01T12:00:00Z".into();
    told(&house, &again).await;
    let rows = drift(&house).await;
    assert_eq!(word(&rows, "session_status", "OnHold").unwrap()["count"], 2);

    let config = house.config();
    let doctor = run(&["doctor", "--offline", "--config", config.to_str().unwrap()]);
    let found = stdout(&doctor);
    assert!(
        found.contains("warn  drift        session_status: OnHold (2×"),
        "{found}"
    );

    let figures = house
        .fetch(&format!("{}/metrics", house.admin_url()))
        .await
        .text;
    let logs = log + &house.close();
    let told = logs
        .lines()
        .filter(|line| line.contains(NEWS) && line.contains("OnHold"));
    assert_eq!(told.count(), 1, "{logs}");
    let rows = json!(rows).to_string();
    for place in [&logs, &rows, &found, &figures] {
        for secret in ["Canary", "canary@", "9876541", "4165550100", &session] {
            assert!(!place.contains(secret), "{secret} is in\n{place}");
        }
    }
}

#[tokio::test]
async fn what_the_providers_answers_have_that_is_new_is_told_too() {
    let house = House::with_twin();
    for fault in ["unknown_field", "unknown_status"] {
        house.fault(json!({ "name": fault })).await;
    }
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let began = Instant::now();
    loop {
        let rows = drift(&house).await;
        let kinds: BTreeSet<&str> = rows
            .iter()
            .map(|row| row["kind"].as_str().unwrap())
            .collect();
        if kinds.contains("field") && kinds.contains("session_status") {
            assert!(rows.iter().all(|row| row["sample"].is_string()), "{rows:?}");
            break;
        }
        assert!(began.elapsed().as_secs() < 30, "{rows:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(payer.checkout().await["status"], "processing");
}
