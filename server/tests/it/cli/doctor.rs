use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    house::House,
    program::{Program, run, stdout},
};

fn doctor(house: &House, args: &[&str]) -> (Option<i32>, String) {
    let config = house.config();
    let output = run(&[&["doctor", "--config", config.to_str().unwrap()], args].concat());
    (output.status.code(), stdout(&output))
}

#[tokio::test]
async fn a_working_installation_is_found_fit() {
    let house = House::with_twin();
    let (code, found) = doctor(&house, &["--json"]);
    assert_eq!(code, Some(0), "{found}");
    let report: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(report["ok"], true);
    let verdict = |check: &str| {
        let checks = report["checks"].as_array().unwrap();
        checks
            .iter()
            .find(|it| it["check"] == check)
            .map(|it| it["verdict"].clone())
    };
    for check in [
        "config",
        "listen",
        "admin_listen",
        "public_url",
        "store",
        "flinks",
        "notify",
    ] {
        assert_eq!(verdict(check), Some("ok".into()), "{check}: {found}");
    }
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_a_failure_unless_nobody_asks_it() {
    let house = House::open();
    let (code, found) = doctor(&house, &[]);
    assert_eq!(code, Some(1), "{found}");
    assert!(
        found.contains("FAIL  flinks       the provider cannot be reached"),
        "{found}"
    );
    let (code, found) = doctor(&house, &["--offline"]);
    assert_eq!(code, Some(0), "{found}");
    assert!(found.contains("skip  flinks"), "{found}");
}

#[tokio::test]
async fn wrong_credentials_are_told_and_not_shown() {
    let house = House::with_twin();
    let config = house.config();
    let toml = fs::read_to_string(&config).unwrap();
    let wrong = toml.replace("client_secret = \"", "client_secret = \"canary");
    fs::write(&config, wrong).unwrap();
    let (code, found) = doctor(&house, &[]);
    assert_eq!(code, Some(1));
    assert!(
        found.contains("FAIL  flinks       the provider refused the credentials"),
        "{found}"
    );
    assert!(!found.contains("canary"), "{found}");
}

#[tokio::test]
async fn connect_is_asked_for_a_token_where_it_is_set_up() {
    let connect = |twin: &Program| {
        format!(
            "customer_id = \"{}\"\nconnect_api_key = \"{}\"\n",
            twin.told("customer_id"),
            twin.told("api_key")
        )
    };
    let house = House::with_twin_and(connect);
    let (code, found) = doctor(&house, &[]);
    assert_eq!(code, Some(0), "{found}");
    assert!(
        found.contains("ok    connect      Connect gives a token for its frame"),
        "{found}"
    );

    let config = house.config();
    let toml = fs::read_to_string(&config).unwrap() + "connect_secret = \"canary\"\n";
    fs::write(&config, toml).unwrap();
    let (code, found) = doctor(&house, &[]);
    assert_eq!(code, Some(1), "{found}");
    assert!(
        found.contains("ok    flinks ") && found.contains("FAIL  connect "),
        "{found}"
    );
    assert!(!found.contains("canary"), "{found}");
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_what_is_sound_is_looked_at() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("guichet.toml");
    fs::write(
        &config,
        "[server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://pay.example.ca\"\n\
         admin_listen = \"127.0.0.1:0\"\n\
         [store]\nurl = \"postgres://u:canary@db:canary/x\"\n\
         [flinks]\nauth = \"canary\"\nmin_amount = 10\nmax_amount = 5\neft = \"connect\"\n\
         e_transfer = \"v1\"\nconsent_screen = \"canary\"\nwebhook_signature = \"canary\"\n\
         [flinks_live]\nbase_url = \"http://127.0.0.1:9\"\nclient_id = \"id\"\n\
         client_secret = \"canary\"\nwebhook_secret = \"canary\"\n",
    )
    .unwrap();
    let output = run(&["doctor", "--config", config.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let found = stdout(&output);
    // What the system says of a connection that it refuses is its own.
    let (found, _) = found.split_once(": error sending").unwrap();
    insta::assert_snapshot!(found, @r#"
        FAIL  config       store.url is not usable: a store's address on a server is postgres://user:password@host:port/database, with everything in it percent-encoded that is neither letter nor digit
        FAIL  config       flinks.base_url is required
        FAIL  config       flinks.auth must be one of: bearer, api-key
        FAIL  config       flinks.client_id is required
        FAIL  config       flinks.webhook_signature must be one of: x-webhook-signature, flinks-authenticity-key, x-flinks-signature
        FAIL  config       flinks.instance is required with e_transfer = "v1"
        FAIL  config       flinks.customer_id is required with eft = "connect"
        FAIL  config       flinks.consent_screen must be true or false
        FAIL  config       flinks.max_amount must not be below min_amount
        warn  config       server.public_url is https://, so a proxy is in front, and server.trusted_proxies does not say which: what is limited by address counts everybody as one
        ok    listen       127.0.0.1:0 is free
        ok    admin_listen 127.0.0.1:0 is free
        ok    public_url   pages will be at https://pay.example.ca/c/…
        skip  store        not looked at, for its faults above
        skip  flinks       not looked at, for its faults above
        FAIL  flinks_live  the provider cannot be reached
        "#);
}

#[test]
fn a_file_that_cannot_be_read_is_all_there_is_to_say() {
    let output = run(&["doctor", "--config", "/nowhere/guichet.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let found = stdout(&output);
    assert!(found.contains("/nowhere/guichet.toml"), "{found}");
    assert!(!found.contains("guichet.db"), "{found}");
}

#[test]
fn a_store_that_is_not_there_yet_is_not_made() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("guichet.toml");
    let store = folder.path().join("deep").join("guichet.db");
    fs::write(
        &config,
        format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[store]\nurl = \"sqlite://{}\"\n",
            store.display()
        ),
    )
    .unwrap();
    let output = run(&["doctor", "--offline", "--config", config.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(stdout(&output).contains("nobody can pay"), "{output:?}");
    assert!(!store.parent().unwrap().exists());
}
