use std::fs;

use tempfile::TempDir;

use crate::{
    house::House,
    program::{Program, guichet, run, stderr},
};

#[test]
fn a_faulty_configuration_is_told_whole_and_without_its_values() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("guichet.toml");
    fs::write(
        &config,
        "[server]\nlisten = \"canary\"\n[flinks]\nbase_ulr = \"canary\"\ntimeout = \"canary\"\n",
    )
    .unwrap();
    let output = run(&["serve", "--config", config.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    insta::assert_snapshot!(said, @r#"
        guichet: the configuration has 6 faults:
          - flinks.base_ulr: there is no such key; did you mean flinks.base_url?
          - server.listen must be an IP address and a port, as in 127.0.0.1:8080
          - flinks.base_url is required
          - flinks.client_id is required
          - flinks.client_secret is required
          - flinks.timeout must be a time from 100ms to 60s, as in 10 (seconds), "10s" or "500ms"
        "#);
    assert!(!said.contains("canary"));
}

#[test]
fn the_environment_alone_is_enough() {
    let folder = TempDir::new().unwrap();
    let mut command = guichet(&["serve", "--json"]);
    command
        .env("GUICHET__SERVER__LISTEN", "127.0.0.1:0")
        .env(
            "GUICHET__STORE__URL",
            format!("sqlite://{}/guichet.db", folder.path().display()),
        )
        .env(
            "GUICHET__FLINKS__BASE_URL",
            "https://payments-uat.flinksapp.com",
        )
        .env("GUICHET__FLINKS__CLIENT_ID", "id")
        .env("GUICHET__FLINKS__CLIENT_SECRET", "client-canary");
    let server = Program::start(command);
    assert!(server.told("url").starts_with("http://127.0.0.1:"));
    assert!(server.ready["admin_url"].is_null());
    let log = server.stop();
    assert!(
        log.contains("webhook_secret is not set"),
        "risks are told at the start: {log}"
    );
    assert!(!log.contains("client-canary"));
}

#[tokio::test]
async fn a_taken_address_is_told() {
    let house = House::open();
    let folder = TempDir::new().unwrap();
    let output = guichet(&["serve"])
        .env(
            "GUICHET__SERVER__LISTEN",
            house.url().strip_prefix("http://").unwrap(),
        )
        .env(
            "GUICHET__STORE__URL",
            format!("sqlite://{}/guichet.db", folder.path().display()),
        )
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("cannot listen on 127.0.0.1:"),
        "{output:?}"
    );
}

#[tokio::test]
async fn a_checkout_survives_a_restart() {
    let house = House::open();
    let id = house.checkout(&crate::house::order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let house = house.restart();
    assert_eq!(
        house.get(&format!("/v1/checkouts/{id}")).await.json()["status"],
        "open"
    );
}
