use serde_json::json;
use twin::{Settings, Twin, TwinError};

use crate::{
    debit,
    desk::{Desk, eft, pair, settings},
};

fn kept_in(folder: &tempfile::TempDir) -> Settings {
    Settings {
        state_file: Some(folder.path().join("twin.json")),
        seed: Some(1),
        ..settings()
    }
}

#[tokio::test]
async fn a_payment_goes_on_after_a_restart_in_its_middle() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk::with(kept_in(&folder)).await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.walk(&id, "somebody", "account").await;
    // Not a kind shutdown: what was answered must be on disk already.
    drop(desk);

    let desk = Desk::with(kept_in(&folder)).await;
    assert_eq!(desk.standing(&id).await, pair("InProgress", "null"));
    assert_eq!(desk.open_app(&id).await.screen, "account");
    desk.walk(&id, "somebody", "done").await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
    desk.running.shutdown().await;

    let desk = Desk::with(kept_in(&folder)).await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
    assert_ne!(desk.create(&eft("ORDER-1002", "John", "Doe")).await, id);
}

#[tokio::test]
async fn debits_and_logins_are_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk::with(kept_in(&folder)).await;
    let made = debit::made(&desk).await;
    let (_, login) = desk
        .control("/_twin/logins", json!({ "user": "Greatday" }))
        .await;
    drop(desk);

    let desk = Desk::with(kept_in(&folder)).await;
    let id = made["requestId"].as_str().expect("an id");
    let (_, read) = debit::get(&desk, &format!("/api/v1/paymentrequests/{id}")).await;
    assert_eq!(read["status"], "Initiated");
    assert_eq!(desk.list("/_twin/logins").await, [login]);
}

#[tokio::test]
async fn a_state_file_of_something_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("twin.json");
    std::fs::write(&path, "not a twin's").expect("written");
    let refused = Twin::new(kept_in(&folder)).expect_err("not started");
    assert!(matches!(refused, TwinError::StateFile(_)));
    assert_eq!(
        std::fs::read_to_string(&path).expect("read"),
        "not a twin's"
    );
}
