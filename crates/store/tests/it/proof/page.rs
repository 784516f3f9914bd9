//! A page of the file, written over.

use std::{fs, io::Write as _};

use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};
use store::{AppendError, Fault, StoreError};

use super::busy_file;
use crate::shop::{Shop, step};

/// Writes over the page that a table or an index begins with, while nobody has it open.
async fn overwrite(shop: &Shop, what: &str) {
    let options = SqliteConnectOptions::new().filename(shop.file());
    let mut door = options.connect().await.unwrap();
    let root: i64 = sqlx::query_scalar("SELECT rootpage FROM sqlite_schema WHERE name = $1")
        .bind(what)
        .fetch_one(&mut door)
        .await
        .unwrap();
    let size: i64 = sqlx::query_scalar("PRAGMA page_size")
        .fetch_one(&mut door)
        .await
        .unwrap();
    door.close().await.unwrap();
    let mut bytes = fs::read(shop.file()).unwrap();
    let start = usize::try_from((root - 1) * size).unwrap();
    bytes[start..start + usize::try_from(size).unwrap()].fill(0xAB);
    fs::File::create(shop.file())
        .unwrap()
        .write_all(&bytes)
        .unwrap();
}

#[tokio::test]
async fn a_page_that_was_written_over_is_found_whatever_lies_on_it() {
    for what in [
        "event",
        "sqlite_autoindex_event_1",
        "checkout",
        "sqlite_autoindex_checkout_1",
        "session",
        "session_of_checkout",
        "task",
        "merchant",
        "checkout_by_status",
    ] {
        let shop = busy_file().await;
        shop.store.close().await;
        overwrite(&shop, what).await;
        let shop = shop.reopen().await;
        let report = shop.store.verify().await.unwrap();
        let damaged = report
            .findings
            .iter()
            .any(|finding| matches!(finding.fault, Fault::Damaged(_) | Fault::Unreadable));
        assert!(damaged, "{what}: {report:?}");
    }
}

#[tokio::test]
async fn a_damaged_file_is_said_to_be_so_and_written_to_no_more() {
    let shop = busy_file().await;
    shop.store.close().await;
    overwrite(&shop, "event").await;
    let shop = shop.reopen().await;
    shop.store.check().await.unwrap();
    let found = shop.store.check_pages().await.unwrap_err();
    assert!(matches!(found, StoreError::Damaged(_)), "{found:?}");
    let found = shop.store.check().await.unwrap_err();
    assert!(matches!(found, StoreError::Damaged(_)), "{found:?}");
    let refused = shop
        .store
        .set_setting("name", "value".into())
        .await
        .unwrap_err();
    assert!(matches!(refused, StoreError::Damaged(_)), "{refused:?}");
}

#[tokio::test]
async fn damage_that_a_reader_meets_is_remembered() {
    let shop = busy_file().await;
    let before = shop.now(2).await;
    shop.store.close().await;
    overwrite(&shop, "event").await;
    let shop = shop.reopen().await;
    let id = shop.order(2).id;
    let refused = shop.store.load(&id).await.unwrap_err();
    assert!(matches!(refused, StoreError::Damaged(_)), "{refused:?}");
    shop.store.check().await.unwrap_err();
    let refused = shop.store.append(&before, vec![step("A")].into()).await;
    let refused = refused.unwrap_err();
    assert!(
        matches!(refused, AppendError::Store(StoreError::Damaged(_))),
        "{refused:?}"
    );
}
