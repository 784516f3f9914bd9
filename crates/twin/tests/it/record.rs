use std::{collections::BTreeMap, fs, path::Path};

use serde_json::json;

use crate::{
    desk::{Desk, eft, settings},
    webhook::Receiver,
};

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read_to_string(&path).expect("text"))
        })
        .collect()
}

async fn recorded_into(folder: &Path, receiver: &Receiver) -> Desk {
    Desk::with(twin::Settings {
        seed: Some(42),
        record: Some(folder.to_owned()),
        webhook: Some(receiver.webhook.clone()),
        ..settings()
    })
    .await
}

#[tokio::test]
async fn every_exchange_is_a_readable_file_without_secrets() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start().await;
    let desk = recorded_into(folder.path(), &receiver).await;
    let token = desk.token().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    // The trace waits for the webhook, and so for its file.
    desk.list("/_twin/trace").await;
    desk.status(&id).await;

    let files = files(folder.path());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "0001-post-api-v1-authorize.http",
            "0002-post-api-v2-sessions.http",
            "0003-webhook.http",
            "0004-get-api-v2-sessions-id-status.http",
        ]
    );
    let create = &files["0002-post-api-v2-sessions.http"];
    assert!(
        create.starts_with("POST /api/v2/sessions HTTP/1.1\n"),
        "{create}"
    );
    assert!(create.contains("x-api-key: ***\n"), "{create}");
    assert!(
        create.contains("\n  \"referenceId\": \"ORDER-1\""),
        "{create}"
    );
    assert!(create.contains("HTTP/1.1 201 Created\n"), "{create}");
    let webhook = &files["0003-webhook.http"];
    assert!(
        webhook.contains("\"statusDetails\": \"EFT0301\""),
        "{webhook}"
    );
    assert!(webhook.contains("\"amount\": 250.00"), "{webhook}");
    assert!(webhook.ends_with("HTTP/1.1 200 OK\n"), "{webhook}");
    let all: String = files.into_values().collect();
    for planted in [
        &token,
        &desk.credentials.client_secret,
        &desk.credentials.api_key,
    ] {
        assert!(!all.contains(planted.as_str()));
    }
}

#[tokio::test]
async fn the_payment_in_the_readme_is_the_one_of_its_seed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut receiver = Receiver::start().await;
    receiver.webhook.secret = "shared".to_owned();
    let desk = recorded_into(folder.path(), &receiver).await;
    desk.token().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    desk.list("/_twin/trace").await;
    desk.status(&id).await;
    let readme = include_str!("../../README.md");
    for (name, text) in files(folder.path()) {
        assert!(readme.contains(&format!("`{name}`")), "{name}");
        let answer = text.split_once("\nHTTP/1.1 ").expect("an answer").1;
        let body = answer.split_once("\n\n").map_or("", |(_, body)| body);
        assert!(readme.contains(body.trim_end()), "{name}: {body}");
    }
    let webhook = files(folder.path())["0003-webhook.http"].clone();
    assert!(readme.contains(&webhook), "{webhook}");
}

#[tokio::test]
async fn what_broke_off_is_recorded_as_far_as_it_came() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start().await;
    let desk = recorded_into(folder.path(), &receiver).await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    let path = format!("/api/v2/sessions/{id}/status");
    for fault in ["reset", "half_body"] {
        desk.put_in_force(json!({ "name": fault, "times": 1 }))
            .await;
        let answer = desk.get(&path).send().await;
        if let Ok(answer) = answer {
            assert!(answer.text().await.is_err());
        }
    }
    let files = files(folder.path());
    let reset = &files["0002-get-api-v2-sessions-id-status.http"];
    assert!(reset.contains("closed without an answer"), "{reset}");
    let half = &files["0003-get-api-v2-sessions-id-status.http"];
    assert!(
        half.contains("200 OK") && !half.contains("statusDetails"),
        "{half}"
    );
}

#[tokio::test]
async fn a_folder_that_is_gone_holds_nothing_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start().await;
    let desk = recorded_into(folder.path(), &receiver).await;
    fs::remove_dir_all(folder.path()).expect("removed");
    desk.create(&eft("ORDER-1", "John", "Doe")).await;
}

#[tokio::test]
async fn a_record_goes_on_after_the_last_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start().await;
    for _ in 0..2 {
        let desk = recorded_into(folder.path(), &receiver).await;
        desk.create(&eft("ORDER-1", "John", "Doe")).await;
    }
    let names: Vec<String> = files(folder.path()).into_keys().collect();
    assert_eq!(
        names,
        [
            "0001-post-api-v2-sessions.http",
            "0002-post-api-v2-sessions.http"
        ]
    );
}
