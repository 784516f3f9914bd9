//! Logs that were written before there were hashes.

use std::path::{Path, PathBuf};

use futures::future::join_all;
use payment::Status;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use store::{Store, StoreUrl};
use tempfile::TempDir;

use super::{busy_file, tamper, told, verified};
use crate::shop::{Shop, step};

/// A file as the program left it when its tables were at step 7, with three checkouts in it:
/// one just made, one under way, one paid.
const LAYOUT_7: &str = include_str!("../../fixtures/layout_7.sql");

async fn door(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path);
    options.create_if_missing(true).connect().await.unwrap()
}

async fn older(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("guichet.db");
    let mut door = door(&path).await;
    sqlx::raw_sql(LAYOUT_7).execute(&mut door).await.unwrap();
    door.close().await.unwrap();
    path
}

async fn open(path: &Path) -> Store {
    Store::open(&StoreUrl::sqlite(path)).await.unwrap()
}

/// Every hash that there is, in order; none for what has none.
async fn hashes(path: &Path) -> Vec<Option<Vec<u8>>> {
    let mut door = door(path).await;
    sqlx::query_scalar(
        "SELECT hash FROM (SELECT checkout AS id, seq, hash FROM event
         UNION ALL SELECT id, 0, head FROM checkout) ORDER BY id, seq",
    )
    .fetch_all(&mut door)
    .await
    .unwrap()
}

#[tokio::test]
async fn an_older_store_opens_with_every_log_chained_and_goes_on() {
    let folder = TempDir::new().unwrap();
    let path = older(&folder).await;
    let shop = Shop::open().await;
    let store = open(&path).await;
    let report = verified(&store).await;
    assert!(report.is_clean(), "{report:?}");
    assert_eq!(
        (report.checkouts, report.events, report.sessions),
        (3, 11, 2)
    );
    for (n, status) in [
        (1, Status::Open),
        (2, Status::Processing),
        (3, Status::Paid),
    ] {
        let loaded = store.load(&shop.order(n).id).await.unwrap().unwrap();
        assert_eq!(loaded.checkout.status(), status);
    }
    let loaded = store.load(&shop.order(2).id).await.unwrap().unwrap();
    let entry = vec![step("AGAIN")].into();
    store.append(&loaded, entry).await.unwrap();
    assert!(verified(&store).await.is_clean());
}

#[tokio::test]
async fn a_log_is_chained_once_and_for_ever() {
    let folder = TempDir::new().unwrap();
    let path = older(&folder).await;
    open(&path).await.close().await;
    let first = hashes(&path).await;
    assert!(first.iter().all(Option::is_some));
    open(&path).await.close().await;
    assert_eq!(hashes(&path).await, first);
}

#[tokio::test]
async fn two_programs_that_open_an_older_store_at_once_agree() {
    let folder = TempDir::new().unwrap();
    let path = older(&folder).await;
    let (one, other) = tokio::join!(open(&path), open(&path));
    assert!(verified(&one).await.is_clean());
    assert!(verified(&other).await.is_clean());
}

#[tokio::test]
async fn chaining_that_was_cut_short_goes_on_where_it_stopped() {
    let shop = Shop::open_file().await;
    // More than one transaction takes.
    join_all((1..=250).map(|n| shop.checkout(n))).await;
    shop.store.close().await;
    let whole = hashes(&shop.file()).await;
    tamper(
        &shop,
        &[
            "UPDATE event SET hash = NULL WHERE body NOT LIKE '%ORDER-10_\"%'",
            "UPDATE checkout SET head = NULL WHERE reference NOT LIKE 'ORDER-10_'",
            "DELETE FROM setting WHERE name = 'chained'",
        ],
    )
    .await;
    assert_ne!(hashes(&shop.file()).await, whole);
    open(&shop.file()).await.close().await;
    assert_eq!(hashes(&shop.file()).await, whole);
}

#[tokio::test]
async fn a_hash_that_is_gone_later_is_damage_and_is_not_made_up_for() {
    let shop = busy_file().await;
    tamper(
        &shop,
        &[
            "UPDATE event SET hash = NULL WHERE seq = 4 AND body LIKE '%LOGIN%'",
            "UPDATE event SET hash = NULL WHERE body LIKE '%ORDER-1%'",
            "UPDATE checkout SET head = NULL WHERE reference = 'ORDER-1'",
        ],
    )
    .await;
    let shop = shop.reopen().await;
    let report = verified(&shop.store).await;
    assert_eq!(
        told(&shop, &report),
        [
            "1 event 1 origin_altered",
            "1 head_altered",
            "2 event 4 hash_altered"
        ]
    );
}

/// As an older program would, that still runs beside this one.
#[tokio::test]
async fn no_event_comes_in_without_its_hash() {
    let shop = busy_file().await;
    let mut door = shop.back_door().await;
    let insert = sqlx::query(
        "INSERT INTO event (checkout, seq, at, evidence, type, format, body)
         SELECT checkout, 6, at, evidence, type, format, body FROM event
         WHERE seq = 5 AND body LIKE '%SUCCESS%'",
    );
    assert!(insert.execute(&mut door).await.is_err());
    assert!(verified(&shop.store).await.is_clean());
}
