//! One flipped bit, anywhere.

use std::{cell::Cell, fs, path::Path};

use proptest::{
    prelude::{ProptestConfig, any},
    proptest,
    sample::Index,
};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Row as _, SqliteConnection, sqlite::SqliteConnectOptions,
};
use store::{Store, StoreUrl};
use tempfile::TempDir;

use super::{busy_file, notification};
use crate::shop::Shop;

const TABLES: [(&str, &[&str]); 4] = [
    (
        "event",
        &[
            "checkout", "seq", "at", "evidence", "type", "format", "body", "told", "hash",
        ],
    ),
    (
        "checkout",
        &[
            "id",
            "merchant",
            "mode",
            "token",
            "token_digest",
            "version",
            "status",
            "reference",
            "amount",
            "created_at",
            "expires_at",
            "head",
            "method",
            "paid",
            "paid_at",
            "cases",
            "payment_link",
        ],
    ),
    ("session", &["digest", "checkout", "attempt"]),
    (
        "notification",
        &[
            "id",
            "merchant",
            "mode",
            "checkout",
            "seq",
            "kind",
            "body",
            "created_at",
        ],
    ),
];

/// A store that is closed, to be copied as often as one likes.
fn closed() -> (Shop, Vec<u8>) {
    runtime().block_on(async {
        let shop = busy_file().await;
        notification::pay(&shop).await;
        shop.store.close().await;
        let bytes = fs::read(shop.file()).unwrap();
        (shop, bytes)
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// Everything that the tables hold, byte for byte.
async fn content(door: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    let mut content = Vec::new();
    for (table, columns) in TABLES {
        let columns: Vec<_> = columns
            .iter()
            .map(|column| format!("typeof({column}) || ':' || hex({column})"))
            .collect();
        let question = format!("SELECT {} FROM {table}", columns.join(" || '|' || "));
        let rows = sqlx::query(AssertSqlSafe(question))
            .fetch_all(&mut *door)
            .await?;
        for row in rows {
            content.push(row.try_get::<Option<String>, _>(0)?.unwrap_or_default());
        }
    }
    content.sort();
    Ok(content)
}

/// Flips a bit of a value of a row, as a text or a number is written there; tells which
/// checkout the row is about. `None` where the table does not take what comes of it.
async fn flip_value(
    door: &mut SqliteConnection,
    table: &str,
    column: &str,
    row: Index,
    byte: Index,
    bit: u8,
) -> Option<String> {
    let of = if table == "checkout" {
        "id"
    } else {
        "checkout"
    };
    let ask = format!("SELECT rowid, {of}, typeof({column}), CAST({column} AS BLOB) FROM {table}");
    let rows: Vec<(i64, String, String, Option<Vec<u8>>)> = sqlx::query_as(AssertSqlSafe(ask))
        .fetch_all(&mut *door)
        .await
        .unwrap();
    let (id, checkout, kind, value) = row.get(&rows);
    let mut value = value.clone()?;
    let text = String::from_utf8_lossy(&value).into_owned();
    let literal = match kind.as_str() {
        "integer" => {
            let number: i64 = text.parse().unwrap();
            (number ^ (1 << (byte.index(8) * 8 + usize::from(bit)))).to_string()
        }
        kind => {
            let place = byte.index(value.len());
            value[place] ^= 1 << bit;
            let hex: String = value.iter().map(|byte| format!("{byte:02x}")).collect();
            if kind == "blob" {
                format!("x'{hex}'")
            } else {
                format!("CAST(x'{hex}' AS TEXT)")
            }
        }
    };
    let statement = format!("UPDATE {table} SET {column} = {literal} WHERE rowid = {id}");
    let done = sqlx::query(AssertSqlSafe(statement)).execute(door).await;
    done.ok().map(|_| checkout.clone())
}

/// Past the store, and past what watches over references.
async fn back_door(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path);
    options.foreign_keys(false).connect().await.unwrap()
}

async fn open(path: &Path) -> Result<Store, store::OpenError> {
    Store::open(&StoreUrl::sqlite(path)).await
}

#[test]
fn a_flipped_bit_of_any_value_is_found_and_its_checkout_named() {
    let (shop, _) = closed();
    let runtime = runtime();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("guichet.db");
    let columns: Vec<_> = TABLES
        .iter()
        .flat_map(|(table, columns)| columns.iter().map(move |column| (*table, *column)))
        .collect();
    let original = fs::read(shop.file()).unwrap();
    proptest!(
        ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() },
        |(place in any::<Index>(), row in any::<Index>(), byte in any::<Index>(), bit in 0_u8..8)| {
            fs::write(&path, &original).unwrap();
            let (table, column) = place.get(&columns);
            let found = runtime.block_on(async {
                let store = open(&path).await.unwrap();
                let mut door = back_door(&path).await;
                let checkout = flip_value(&mut door, table, column, row, byte, bit).await;
                drop(door);
                let report = store.verify().await.unwrap();
                store.close().await;
                checkout.map(|checkout| (checkout, report))
            });
            if let Some((checkout, report)) = found {
                let named = report.findings.iter().any(|finding| {
                    let known = finding.place.checkout();
                    known.is_some_and(|known| known.as_str() == checkout)
                });
                assert!(named, "{table}.{column}: {report:?}");
            }
        }
    );
}

#[test]
fn a_flipped_bit_of_the_file_is_found_or_touches_nothing() {
    let (shop, original) = closed();
    let runtime = runtime();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("guichet.db");
    let before = runtime.block_on(async {
        let mut door = back_door(&shop.file()).await;
        content(&mut door).await.unwrap()
    });
    let found = Cell::new(0);
    proptest!(
        ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() },
        |(byte in any::<Index>(), bit in 0_u8..8)| {
            let mut bytes = original.clone();
            let place = byte.index(bytes.len());
            bytes[place] ^= 1 << bit;
            for companion in ["guichet.db-wal", "guichet.db-shm"] {
                drop(fs::remove_file(folder.path().join(companion)));
            }
            fs::write(&path, &bytes).unwrap();
            let sound = runtime.block_on(async {
                let Ok(store) = open(&path).await else {
                    return true;
                };
                let report = store.verify().await;
                store.close().await;
                if report.is_ok_and(|report| report.is_clean()) {
                    let mut door = back_door(&path).await;
                    return content(&mut door).await.unwrap() == before;
                }
                found.set(found.get() + 1);
                true
            });
            assert!(sound, "byte {place}, bit {bit}");
        }
    );
    assert!(found.get() > 0, "not one flip was found");
}
