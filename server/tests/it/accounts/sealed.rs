use std::fs;

use reqwest::Method;
use serde_json::{Value, json};

use super::Bank;
use crate::{
    house::{Answer, House, SEALING_KEY},
    program::{run, stderr, stdout},
};

const OTHER_KEY: &str = "0ddba110ddba110ddba110ddba110ddba110ddba110ddba110ddba110ddba110";

/// Puts this in the place of the line with the sealing key.
fn seal_with(house: &House, lines: &str) {
    let config = house.config();
    let toml = fs::read_to_string(&config).unwrap();
    let toml: Vec<_> = toml
        .lines()
        .map(|line| {
            if line.contains("sealing_key") {
                lines
            } else {
                line
            }
        })
        .collect();
    fs::write(config, toml.join("\n")).unwrap();
}

async fn order(house: &House, key: &str) -> Answer {
    let request = house.anonymous(Method::POST, "/v1/checkouts");
    Answer::of(request.bearer_auth(key).json(&json!({ "amount": 100 }))).await
}

fn account_command(house: &House, args: &[&str]) -> (Option<i32>, String) {
    let config = house.config();
    let tail = ["--config", config.to_str().unwrap()];
    let output = run(&[&["merchant", "account"], args, &tail].concat());
    let told = format!("{}{}", stdout(&output), stderr(&output));
    (output.status.code(), told)
}

#[tokio::test]
async fn a_sealing_key_that_is_lost_closes_that_merchants_account_and_nobody_elses() {
    let house = House::with_twin();
    let bank = Bank::open("whsec-own-test");
    house.set_account(&house.merchant, "test", &bank.account());
    let (_, neighbour) = house.another_merchant();
    let before = house.checkout(&json!({ "amount": 100 })).await;

    seal_with(&house, &format!("sealing_key = \"{OTHER_KEY}\""));
    let (house, _) = house.restart_with_log();
    let refused = order(&house, &house.api_key).await;
    insta::assert_json_snapshot!(refused.problem(), @r#"
    {
      "code": "account_closed",
      "detail": "Nothing was made. Tell whoever runs this server, and quote request_id.",
      "status": 503,
      "title": "The account at the provider cannot be used right now",
      "type": "urn:problem-type:guichet:account_closed"
    }
    "#);
    assert_eq!(order(&house, &neighbour).await.status, 201);
    let url = before["url"].as_str().unwrap();
    let page = house.anonymous(Method::GET, &url[url.find("/c/").unwrap()..]);
    assert_eq!(Answer::of(page).await.status, 200, "it can be looked at");
    assert!(house.twin_sessions().await.is_empty(), "no other stands in");

    let shown = &house.shown_accounts()[0];
    assert_eq!(shown["base_url"], Value::Null);
    let fault = shown["fault"].as_str().unwrap();
    assert!(fault.contains("a key that is not here"), "{fault}");
    let config = house.config();
    let doctor = run(&["doctor", "--offline", "--config", config.to_str().unwrap()]);
    let found = stdout(&doctor);
    assert_eq!(doctor.status.code(), Some(1), "{found}");
    assert!(
        found.contains(&format!(
            "FAIL  account      {} test cannot be opened",
            house.merchant
        )),
        "{found}"
    );
    let log = house.close();
    assert!(
        log.contains("a merchant's own account cannot be opened"),
        "{log}"
    );
}

#[tokio::test]
async fn a_sealing_key_is_changed_without_losing_what_it_sealed() {
    let house = House::with_twin();
    let bank = Bank::open("whsec-own-test");
    house.set_account(&house.merchant, "test", &bank.account());
    let both = format!("sealing_key = \"{OTHER_KEY}\"\nold_sealing_keys = \"{SEALING_KEY}\"");
    seal_with(&house, &both);
    assert_eq!(house.shown_accounts()[0]["sealed_with"], "old");
    let (code, told) = account_command(&house, &["reseal"]);
    assert_eq!(
        (code, told.trim()),
        (Some(0), "2 sealed anew, 0 cannot be opened."),
        "the account, and what receipts are signed with"
    );
    let config = fs::read_to_string(house.config()).unwrap();
    let without = config.replace(&format!("old_sealing_keys = \"{SEALING_KEY}\"\n"), "");
    fs::write(house.config(), without).unwrap();
    assert_eq!(house.shown_accounts()[0]["sealed_with"], "current");
    let house = house.restart();
    assert_eq!(order(&house, &house.api_key).await.status, 201);
}

#[tokio::test]
async fn nothing_of_an_account_is_kept_or_shown_in_the_clear() {
    let house = House::open();
    let account = "base_url = \"https://bank.example\"\nclient_id = \"canary-id\"\n\
                   client_secret = \"canary-secret\"\nwebhook_secret = \"canary-hook\"\n";
    house.set_account(&house.merchant, "live", account);
    let mut door = house.back_door().await;
    let sealed: Vec<Vec<u8>> = sqlx::query_scalar("SELECT sealed FROM account")
        .fetch_all(&mut door)
        .await
        .unwrap();
    assert_eq!(sealed.len(), 1);
    assert!(!sealed[0].windows(6).any(|part| part == b"canary"));
    let shown = house.shown_accounts();
    assert_eq!(shown[0]["base_url"], "https://bank.example/");
    assert!(!shown[0].to_string().contains("canary"));
    drop(door);
    assert!(!house.close().contains("canary-"), "it is in the log");
}

#[tokio::test]
async fn an_account_with_faults_is_refused_with_all_of_them_and_nothing_is_kept() {
    let house = House::open();
    let account = "base_url = \"ftp://bank\"\nclient_sekret = \"canary\"\ntimeout = 0\n";
    let (code, told) = house.try_account(&house.merchant, "test", account);
    assert_eq!(code, Some(1));
    for fault in [
        "flinks.client_sekret: there is no such key; did you mean flinks.client_secret?",
        "flinks.base_url must be an http:// or https:// address",
        "flinks.client_id is required",
        "flinks.client_secret is required",
        "flinks.timeout must be a time",
    ] {
        assert!(told.contains(fault), "{fault}: {told}");
    }
    assert!(!told.contains("canary"), "{told}");
    let not_toml = house.try_account(&house.merchant, "test", "base_url = \"canary");
    assert!(
        not_toml.1.contains("line 1") && !not_toml.1.contains("canary"),
        "{not_toml:?}"
    );
    let long = format!("# {}", "x".repeat(70_000));
    let (code, told) = house.try_account(&house.merchant, "test", &long);
    assert!(code == Some(1) && told.contains("at most 64 kB"), "{told}");
    assert_eq!(house.shown_accounts(), Vec::<Value>::new());
}

#[tokio::test]
async fn an_account_needs_a_merchant_and_a_key_to_seal_it() {
    let house = House::open();
    let account = "base_url = \"https://bank.example\"\nclient_id = \"a\"\nclient_secret = \"b\"\n";
    let absent = "mer_00000000000000000000000000";
    let (code, told) = house.try_account(absent, "test", account);
    assert!(
        code == Some(1) && told.contains("no such merchant"),
        "{told}"
    );
    seal_with(&house, "");
    let (code, told) = house.try_account(&house.merchant, "test", account);
    assert!(
        code == Some(1) && told.contains("GUICHET__STORE__SEALING_KEY"),
        "{told}"
    );
    let args = ["remove", "--mode", "test", "--merchant", &house.merchant];
    let (code, told) = account_command(&house, &args);
    assert!(
        code == Some(1) && told.contains("no test account of its own"),
        "{told}"
    );
}

#[tokio::test]
async fn one_account_does_not_stand_behind_test_keys_and_live_ones() {
    let house = House::open();
    let account = "base_url = \"https://bank.example\"\nclient_id = \"a\"\nclient_secret = \"b\"\n";
    house.set_account(&house.merchant, "live", account);
    let (code, told) = house.try_account(&house.merchant, "test", account);
    assert!(
        code == Some(1) && told.contains("stands behind the merchant's live keys"),
        "{told}"
    );
    let sandbox = account.replace("bank.example", "sandbox.example");
    house.set_account(&house.merchant, "test", &sandbox);
    assert_eq!(house.shown_accounts().len(), 2);
}
