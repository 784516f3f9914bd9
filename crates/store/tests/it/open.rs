use std::{
    fs,
    path::{Path, PathBuf},
};

use sqlx::{ConnectOptions, Connection as _, sqlite::SqliteConnectOptions};
use store::{InvalidStoreUrl, OpenError, Store, StoreUrl};
use tempfile::TempDir;

use crate::shop::Shop;

async fn open(path: impl Into<PathBuf>) -> Result<Store, OpenError> {
    Store::open(&StoreUrl::sqlite(path)).await
}

#[tokio::test]
async fn a_new_store_is_made_with_its_folder_and_only_its_owner_can_read_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("deep/down/guichet.db");
    let store = open(&path).await.unwrap();
    store.check().await.unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let files = fs::read_dir(path.parent().unwrap()).unwrap();
        let mut seen = 0;
        for file in files {
            let mode = file.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            seen += 1;
        }
        assert!(seen >= 2, "the database and what it keeps beside it");
    }
}

#[tokio::test]
async fn a_store_is_kept_as_promised() {
    let shop = Shop::open_file().await;
    let mut door = shop.back_door().await;
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut door)
        .await
        .unwrap();
    assert_eq!(mode, "wal");
}

#[tokio::test]
async fn a_store_opens_again_as_often_as_one_likes_and_from_two_sides_at_once() {
    let mut shop = Shop::open().await;
    shop.checkout(1).await;
    for _ in 0..3 {
        shop = shop.reopen().await;
    }
    let second = Store::open(shop.place.url()).await.unwrap();
    assert!(second.load(&shop.order(1).id).await.unwrap().is_some());
    shop.checkout(2).await;
    assert!(second.load(&shop.order(2).id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_store_that_a_newer_program_has_used_is_refused_and_left_alone() {
    let shop = Shop::open_file().await;
    let mut door = shop.back_door().await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9000, 'from the future', TRUE, x'00', 0)",
    )
    .execute(&mut door)
    .await
    .unwrap();
    shop.store.close().await;
    let error = open(shop.file()).await.unwrap_err();
    assert!(
        matches!(error, OpenError::Newer { found: 9_000, known, .. } if known < 9_000),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_store_whose_tables_were_made_otherwise_is_refused() {
    let shop = Shop::open_file().await;
    let mut door = shop.back_door().await;
    sqlx::query("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 2")
        .execute(&mut door)
        .await
        .unwrap();
    shop.store.close().await;
    let error = open(shop.file()).await.unwrap_err();
    assert!(
        matches!(error, OpenError::Altered { step: 2, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_file_that_nobody_may_write_is_refused() {
    let shop = Shop::open_file().await;
    shop.store.close().await;
    let mut permissions = fs::metadata(shop.file()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(shop.file(), permissions).unwrap();
    let error = open(shop.file()).await.unwrap_err();
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error:?}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_not_touched() {
    let folder = TempDir::new().unwrap();
    for content in ["hello", &"a letter to a friend\n".repeat(500)] {
        let path = folder.path().join("letter.txt");
        fs::write(&path, content).unwrap();
        let error = open(&path).await.unwrap_err();
        assert!(matches!(error, OpenError::NotADatabase { .. }), "{error:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}

#[tokio::test]
async fn the_database_of_another_program_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bookmarks.db");
    let door = || {
        SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
    };
    let mut other = door().connect().await.unwrap();
    sqlx::query("CREATE TABLE bookmark (url TEXT)")
        .execute(&mut other)
        .await
        .unwrap();
    other.close().await.unwrap();
    let error = open(&path).await.unwrap_err();
    assert!(matches!(error, OpenError::Foreign { .. }), "{error:?}");
    let mut other = door().connect().await.unwrap();
    let tables: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master")
        .fetch_one(&mut other)
        .await
        .unwrap();
    assert_eq!(tables, 1);
}

#[tokio::test]
async fn a_store_that_another_process_will_not_let_go_of_is_locked() {
    let shop = Shop::open_file().await;
    shop.store.close().await;
    let mut door = shop.back_door().await;
    let turn = door.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let error = open(shop.file()).await.unwrap_err();
    assert!(matches!(error, OpenError::Locked { .. }), "{error:?}");
    turn.rollback().await.unwrap();
    open(shop.file()).await.unwrap();
}

#[tokio::test]
async fn a_place_where_no_file_can_be_is_an_error_that_names_it() {
    let folder = TempDir::new().unwrap();
    let error = open(folder.path()).await.unwrap_err();
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");

    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = open(file.join("guichet.db")).await.unwrap_err();
    assert!(matches!(error, OpenError::Create { .. }), "{error:?}");
    assert!(error.to_string().contains("file"), "{error}");
}

#[test]
fn an_address_names_a_file_and_nothing_else() {
    for (text, path) in [
        ("sqlite:///var/lib/guichet.db", "/var/lib/guichet.db"),
        ("sqlite://guichet.db", "guichet.db"),
        ("sqlite:data/guichet.db", "data/guichet.db"),
    ] {
        let url: StoreUrl = text.parse().unwrap();
        assert_eq!(url.path(), Some(Path::new(path)));
    }
    for (text, fault) in [
        ("", InvalidStoreUrl::UnknownScheme),
        ("/var/lib/guichet.db", InvalidStoreUrl::UnknownScheme),
        (
            "mysql://user:canary@db/guichet",
            InvalidStoreUrl::UnknownScheme,
        ),
        (
            "postgres://user:canary@db:port/guichet",
            InvalidStoreUrl::NotAServer,
        ),
        (
            "postgres://user:canary@db/guichet?sslmode=canary",
            InvalidStoreUrl::NotAServer,
        ),
        (
            "postgres://user:canary@db/guichet?ssl=canary",
            InvalidStoreUrl::UnknownParameter,
        ),
        ("sqlite://", InvalidStoreUrl::NoPath),
        ("sqlite:///var/lib/", InvalidStoreUrl::NoPath),
        ("sqlite::memory:", InvalidStoreUrl::InMemory),
        ("sqlite://guichet.db?mode=ro", InvalidStoreUrl::Parameters),
    ] {
        let error = text.parse::<StoreUrl>().unwrap_err();
        assert_eq!(error, fault, "{text}");
        assert!(!error.to_string().contains("canary"));
    }
}

#[test]
fn an_address_of_a_server_is_shown_without_its_password() {
    for (text, shown) in [
        (
            "postgres://guichet:canary@db.example:6432/shop?sslmode=require",
            "postgres://guichet@db.example:6432/shop",
        ),
        (
            "postgresql://guichet:canary@db.example/shop?password=canary",
            "postgres://guichet@db.example:5432/shop",
        ),
        (
            "postgres://guichet:can%61ry@%2Frun%2Fpostgresql/shop?options[search_path]=canary",
            "postgres://guichet@/run/postgresql/shop",
        ),
    ] {
        let url: StoreUrl = text.parse().unwrap();
        assert_eq!(url.to_string(), shown);
        assert_eq!(url.path(), None);
        assert!(!format!("{url:?}").contains("can"), "{url:?}");
    }
}
