use tempfile::TempDir;

use crate::program::{Program, guichet, run, stderr};

#[test]
fn the_ready_line_tells_how_to_sign_in() {
    let twin = Program::start(guichet(&["twin", "--addr", "127.0.0.1:0", "--json"]));
    assert!(twin.told("url").starts_with("http://127.0.0.1:"));
    for name in ["client_id", "client_secret", "api_key", "customer_id"] {
        assert!(!twin.told(name).is_empty(), "{name}");
    }
    assert_eq!(twin.ready.as_object().unwrap().len(), 5);
}

#[test]
fn credentials_last_as_long_as_the_folder_or_the_seed() {
    let folder = TempDir::new().unwrap();
    let told = |args: &[&str]| {
        let twin = Program::start(guichet(
            &[&["twin", "--addr", "127.0.0.1:0", "--json"], args].concat(),
        ));
        twin.told("client_secret")
    };
    let kept = ["--data", folder.path().to_str().unwrap()];
    assert_eq!(told(&kept), told(&kept));
    assert_eq!(told(&["--seed", "7"]), told(&["--seed", "7"]));
    assert_ne!(told(&["--seed", "7"]), told(&["--seed", "8"]));
    assert_ne!(told(&[]), told(&[]));
}

#[tokio::test]
async fn the_command_line_says_how_long_tokens_work_and_where_exchanges_are_written() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("exchanges");
    let twin = Program::start(guichet(&[
        "twin",
        "--addr",
        "127.0.0.1:0",
        "--json",
        "--seed",
        "42",
        "--token-lifetime",
        "120",
        "--record",
        record.to_str().unwrap(),
    ]));
    let secret = twin.told("client_secret");
    drop(rustls::crypto::ring::default_provider().install_default());
    let answer = reqwest::Client::new()
        .post(format!("{}/api/v1/authorize", twin.told("url")))
        .basic_auth(twin.told("client_id"), Some(&secret))
        .form(&[("grant_type", "client_credentials")])
        .send()
        .await
        .unwrap();
    let token: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(token["expires_in"], 120);
    let written = std::fs::read_to_string(record.join("0001-post-api-v1-authorize.http")).unwrap();
    assert!(written.contains("\"expires_in\": 120"), "{written}");
    assert!(!written.contains(&secret));
    assert!(!written.contains(token["access_token"].as_str().unwrap()));
}

#[test]
fn an_option_that_makes_no_sense_is_refused_with_what_would() {
    for (args, said) in [
        (&["--signature-style", "md5"][..], "flinks-authenticity-key"),
        (&["--token-use", "often"], "single"),
        (&["--session-lifetime", "0"], "--session-lifetime"),
        (
            &["--webhook-url", "http://127.0.0.1:1/"],
            "--webhook-secret",
        ),
        (&["--state", "a", "--data", "b"], "--data"),
    ] {
        let output = run(&[&["twin", "--addr", "127.0.0.1:0"], args].concat());
        assert!(!output.status.success(), "{args:?}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}
