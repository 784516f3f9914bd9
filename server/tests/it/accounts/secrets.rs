//! What deliveries are signed with is kept under a seal.

use std::{
    fs,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{
    house::{Answer, House, SEALING_KEY},
    program::{run, stdout},
    receiver::{Received, Receiver},
};

const OTHER_KEY: &str = "0ddba110ddba110ddba110ddba110ddba110ddba110ddba110ddba110ddba110";
const TO_ANYWHERE: &str = "[notifications]\nallow_private = true\ntimeout = \"1s\"\n";

/// Starts the server again with these keys to seal with.
fn sealing_with(house: House, keys: &str) -> (House, String) {
    let config = house.config();
    let toml = fs::read_to_string(&config).unwrap();
    let is_key = |line: &&str| line.contains("sealing_key");
    let without: Vec<_> = toml.lines().filter(|line| !is_key(line)).collect();
    let toml = without.join("\n") + "\n";
    let toml = toml.replace("[store]\n", &format!("[store]\n{keys}\n"));
    fs::write(config, toml).unwrap();
    house.restart_with_log()
}

async fn cancel_one(house: &House) {
    let made = house.checkout(&json!({ "amount": 100 })).await;
    let path = format!("/v1/checkouts/{}/cancel", made["id"].as_str().unwrap());
    assert_eq!(house.post(&path, &json!({})).await.status, 200);
}

/// How many are kept in the clear, and how many under a seal.
async fn kept(house: &House) -> (i64, i64) {
    let mut door = house.back_door().await;
    let count = "SELECT COUNT(*) FROM endpoint_secret WHERE sealed IS NULL";
    let clear = sqlx::query_scalar(count).fetch_one(&mut door);
    let clear = clear.await.unwrap();
    let count = "SELECT COUNT(*) FROM endpoint_secret WHERE sealed IS NOT NULL";
    let sealed = sqlx::query_scalar(count).fetch_one(&mut door);
    (clear, sealed.await.unwrap())
}

fn doctor(house: &House) -> (Option<i32>, String) {
    let config = house.config();
    let output = run(&["doctor", "--offline", "--config", config.to_str().unwrap()]);
    (output.status.code(), stdout(&output))
}

/// For when the key that opened what receipts are signed with is gone.
fn sign_receipts_anew(house: &House) {
    house.administer(&["receipt-key", "rotate", "--json"]);
}

/// Whether it was signed by who has this secret.
fn is_signed(came: &Received, secret: &str) -> bool {
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap());
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.unwrap()).unwrap();
    let (id, at) = (came.header("webhook-id"), came.header("webhook-timestamp"));
    mac.update(format!("{id}.{at}.").as_bytes());
    mac.update(&came.body);
    let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    let mut signatures = came.header("webhook-signature").split(' ');
    signatures.any(|signature| signature == expected)
}

/// Every byte that the house has on disk, but for its configuration.
fn bytes_on_disk(house: &House) -> Vec<u8> {
    let folder = house.config().parent().unwrap().to_path_buf();
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let files = files.filter(|path| path.is_file() && *path != house.config());
    files.flat_map(|path| fs::read(path).unwrap()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|it| it == text.as_bytes())
}

async fn answers_kept(house: &House) -> Vec<Vec<u8>> {
    let mut door = house.back_door().await;
    let answers = sqlx::query_scalar("SELECT body FROM idempotency WHERE body IS NOT NULL");
    answers.fetch_all(&mut door).await.unwrap()
}

async fn endpoint(house: &House, receiver: &Receiver) -> Value {
    let made = house
        .post("/v1/webhook_endpoints", &json!({ "url": receiver.url }))
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json()
}

#[tokio::test]
async fn secrets_that_were_kept_in_the_clear_are_sealed_at_the_first_start_with_a_key() {
    let (house, _) = sealing_with(House::open_with(TO_ANYWHERE), "");
    let receiver = Receiver::open().await;
    let made = endpoint(&house, &receiver).await;
    assert_eq!(kept(&house).await, (1, 0));
    sign_receipts_anew(&house);
    let (code, found) = doctor(&house);
    assert_eq!(code, Some(0), "{found}");
    assert!(
        found.contains("2 are kept in the clear; set store.sealing_key"),
        "{found}"
    );

    let (house, _) = sealing_with(house, &format!("sealing_key = \"{SEALING_KEY}\""));
    assert_eq!(kept(&house).await, (0, 1));
    cancel_one(&house).await;
    let came = receiver.until(1).await.remove(0);
    assert!(is_signed(&came, made["secret"].as_str().unwrap()));
    let (_, found) = doctor(&house);
    assert!(found.contains("ok    secrets      2 are sealed"), "{found}");
}

#[tokio::test]
async fn without_its_key_a_secret_stays_closed_until_the_key_is_back_or_the_secret_is_rotated() {
    let house = House::open_with(TO_ANYWHERE);
    let receiver = Receiver::open().await;
    let made = endpoint(&house, &receiver).await;
    let (house, _) = sealing_with(house, &format!("sealing_key = \"{OTHER_KEY}\""));
    let (code, found) = doctor(&house);
    assert_eq!(code, Some(1), "{found}");
    assert!(
        found.contains("FAIL  secrets      2 cannot be opened"),
        "{found}"
    );
    let named = format!(
        "one of endpoint {} of {}",
        made["id"].as_str().unwrap(),
        house.merchant
    );
    assert!(found.contains(&named), "{found}");
    let id = made["id"].as_str().unwrap();
    let shown = house
        .get(&format!("/v1/webhook_endpoints/{id}"))
        .await
        .json();
    assert_eq!(shown["public_keys"], json!([]));

    let both = format!("sealing_key = \"{OTHER_KEY}\"\nold_sealing_keys = \"{SEALING_KEY}\"");
    let (house, log) = sealing_with(house, &both);
    assert!(log.contains("a secret cannot be opened"), "{log}");
    cancel_one(&house).await;
    let came = receiver.until(1).await.remove(0);
    assert!(is_signed(&came, made["secret"].as_str().unwrap()));

    let config = house.config();
    let resealed = run(&[
        "merchant",
        "account",
        "reseal",
        "--config",
        config.to_str().unwrap(),
    ]);
    assert_eq!(
        stdout(&resealed).trim(),
        "2 sealed anew, 0 cannot be opened."
    );
    let (house, _) = sealing_with(house, &format!("sealing_key = \"{OTHER_KEY}\""));
    cancel_one(&house).await;
    receiver.until(2).await;

    let (house, _) = sealing_with(house, &format!("sealing_key = \"{SEALING_KEY}\""));
    let rotate = format!("/v1/webhook_endpoints/{id}/rotate_secret");
    let rotated = house.post(&rotate, &json!({})).await;
    assert_eq!(rotated.status, 200, "{}", rotated.text);
    cancel_one(&house).await;
    let came = receiver.until(3).await.remove(2);
    assert!(is_signed(&came, rotated.json()["secret"].as_str().unwrap()));
}

#[tokio::test]
async fn an_answer_that_showed_a_secret_is_kept_hidden_and_given_again() {
    let house = House::open_with(TO_ANYWHERE);
    let send = |path: String, key: &str, body: Value| {
        let request = house.request(Method::POST, &path);
        Answer::of(request.header("idempotency-key", key).json(&body))
    };
    let make = || {
        let body = json!({ "url": "https://shop.example/hooks" });
        send("/v1/webhook_endpoints".into(), "make-1", body)
    };
    let (made, again) = (make().await, make().await);
    assert_eq!((made.status, &made.text), (201, &again.text));
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/webhook_endpoints/{id}/rotate_secret");
    let rotate = || send(path.clone(), "rotate-1", json!({}));
    let (rotated, again) = (rotate().await, rotate().await);
    assert_eq!((rotated.status, &rotated.text), (200, &again.text));
    assert_eq!(again.header("idempotent-replayed"), "true");

    let kept = answers_kept(&house).await;
    assert_eq!(kept.len(), 2);
    let disk = bytes_on_disk(&house);
    for shown in [&made, &rotated] {
        let secret = shown.json()["secret"].as_str().unwrap().to_owned();
        assert!(!kept.iter().any(|answer| holds(answer, &secret)));
        assert!(!holds(&disk, &secret), "it is in a file");
    }
    assert!(!kept.iter().any(|answer| holds(answer, "whsec_")));
}

#[tokio::test]
async fn what_cannot_be_signed_waits_without_a_try_and_in_nobodys_way() {
    let house = House::open_with(TO_ANYWHERE);
    let (shut, open) = (Receiver::open().await, Receiver::open().await);
    let closed = endpoint(&house, &shut).await;
    let (house, _) = sealing_with(house, &format!("sealing_key = \"{OTHER_KEY}\""));
    endpoint(&house, &open).await;
    for _ in 0..40 {
        cancel_one(&house).await;
    }
    open.until(40).await;
    let id = closed["id"].as_str().unwrap();
    let path = format!("/v1/webhook_endpoints/{id}/deliveries?limit=100");
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let listed = house.get(&path).await.json();
        let listed = listed["data"].as_array().unwrap().clone();
        assert_eq!(listed.len(), 40);
        let soon = jiff::Timestamp::now() + Duration::from_secs(60);
        let waits = listed.iter().filter(|it| {
            let next = it["next_try_at"].as_str();
            let next = next.map(|at| at.parse::<jiff::Timestamp>().unwrap());
            it["tries"] == 0 && it["status"] == "waiting" && next.is_some_and(|at| at > soon)
        });
        let count = waits.count();
        if count == 40 {
            break;
        }
        assert!(Instant::now() < deadline, "{count} wait: {listed:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let figures = house.fetch(&format!("{}/metrics", house.admin_url())).await;
    let line = "guichet_notifications_closed_total 40";
    assert!(figures.text.contains(line), "{}", figures.text);
}

#[tokio::test]
async fn a_merchants_webhook_secret_that_is_closed_is_made_anew() {
    let house = House::open();
    let merchant = house.merchant.clone();
    let command = ["merchant", "webhook-secret", "--merchant", &merchant];
    let command = [&command[..], &["--rotate", "--json"]].concat();
    let first = house.administer(&command);
    let secret = first["flinks_webhook_secret"].as_str().unwrap();
    assert_eq!(secret.len(), 64);
    assert!(!holds(&bytes_on_disk(&house), secret), "it is sealed");
    let address = first["flinks_webhook_url"].as_str().unwrap();
    assert!(address.ends_with(&format!("/webhooks/flinks/{merchant}")));

    let (house, _) = sealing_with(house, &format!("sealing_key = \"{OTHER_KEY}\""));
    let (code, found) = doctor(&house);
    assert_eq!(code, Some(1), "{found}");
    let advice = format!("`guichet merchant webhook-secret --merchant {merchant} --rotate`");
    assert!(found.contains(&advice), "{found}");
    let second = house.administer(&command);
    assert_ne!(
        second["flinks_webhook_secret"],
        first["flinks_webhook_secret"]
    );
    sign_receipts_anew(&house);
    let (code, found) = doctor(&house);
    assert_eq!(code, Some(0), "{found}");
    let mut door = house.back_door().await;
    let noted: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM audit
         WHERE action = 'webhook_secret_rotated' AND who_kind = 'operator'",
    )
    .fetch_one(&mut door)
    .await
    .unwrap();
    assert_eq!(noted, 2);
}
