use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    house::House,
    program::{run, stdout},
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

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("guichet.toml");
    fs::write(
        &config,
        "[store]\nurl = \"postgres://u:canary@db/x\"\n[flinks]\nauth = \"canary\"\n",
    )
    .unwrap();
    let output = run(&["doctor", "--config", config.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(stdout(&output), @r"
        FAIL  config       store.url is not usable: this version keeps its store in SQLite; PostgreSQL is not supported yet
        FAIL  config       flinks.base_url is required
        FAIL  config       flinks.auth must be one of: bearer, api-key
        FAIL  config       flinks.client_id is required
        ");
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
