//! What only a server can do, and several programs on one. Where no server is named, there is
//! nothing to ask.

use std::{env, time::Duration};

use futures::future::join_all;
use sqlx::{Connection as _, Executor as _};
use store::{
    AppendError, OpenError, Store, StoreError, StoreUrl, Version,
    fresh::{Fresh, TEST_STORE},
};
use tokio::time::timeout;

use crate::shop::{self, Shop, at, step, tick};

const PATIENCE: Duration = Duration::from_secs(20);

/// A shop on the server that the environment names.
async fn shop() -> Option<Shop> {
    env::var_os(TEST_STORE)?;
    Some(Shop::open().await)
}

/// The address with one parameter more.
fn with(place: &Fresh, parameter: &str) -> StoreUrl {
    format!("{}&{parameter}", place.text()).parse().unwrap()
}

async fn refusal(url: &StoreUrl) -> OpenError {
    let error = Store::open(url).await.unwrap_err();
    assert!(
        !format!("{error} {error:?}").contains("canary"),
        "{error:?}"
    );
    error
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_without_its_password() {
    let url = "postgres://guichet:canary@127.0.0.1:9/guichet"
        .parse()
        .unwrap();
    let error = refusal(&url).await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
    assert!(error.to_string().contains("127.0.0.1:9"), "{error}");
}

#[tokio::test]
async fn a_user_that_the_server_does_not_know_is_refused() {
    let Some(shop) = shop().await else { return };
    let error = refusal(&with(&shop.place, "user=nobody&password=canary")).await;
    assert!(matches!(error, OpenError::Refused { .. }), "{error:?}");
}

#[tokio::test]
async fn a_database_that_is_not_there_and_a_schema_that_is_not_there_are_said_to_be_so() {
    let Some(shop) = shop().await else { return };
    let error = refusal(&with(&shop.place, "dbname=nowhere")).await;
    assert!(matches!(error, OpenError::NoDatabase { .. }), "{error:?}");
    let error = refusal(&with(&shop.place, "options[search_path]=nowhere")).await;
    assert!(matches!(error, OpenError::NoSchema { .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_takes_no_writes_is_refused() {
    let Some(shop) = shop().await else { return };
    let url = with(&shop.place, "options[default_transaction_read_only]=on");
    let error = refusal(&url).await;
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error:?}");
}

#[tokio::test]
async fn the_tables_of_another_program_and_of_a_newer_one_are_left_alone() {
    let Some(shop) = shop().await else { return };
    let mut door = shop.back_door().await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9000, 'from the future', TRUE, '', 0)",
    )
    .execute(&mut door)
    .await
    .unwrap();
    let error = refusal(shop.place.url()).await;
    assert!(
        matches!(error, OpenError::Newer { found: 9_000, .. }),
        "{error:?}"
    );
    door.execute("DROP TABLE _sqlx_migrations").await.unwrap();
    let error = refusal(shop.place.url()).await;
    assert!(matches!(error, OpenError::Foreign { .. }), "{error:?}");
}

#[tokio::test]
async fn servers_that_start_at_once_make_the_tables_once() {
    if env::var_os(TEST_STORE).is_none() {
        return;
    }
    let place = Fresh::new().unwrap();
    for opened in join_all((0..4).map(|_| Store::open(place.url()))).await {
        opened.unwrap().check().await.unwrap();
    }
}

#[tokio::test]
async fn one_server_hears_what_another_wrote() {
    let Some(shop) = shop().await else { return };
    let made = shop.checkout(1).await;
    let id = made.checkout.id.clone();
    let other = Store::open(shop.place.url()).await.unwrap();
    assert!(other.is_shared());
    let mut page = other.watch(&id);
    let mut changes = other.subscribe();
    // From the first look on it knows how far the log went before.
    timeout(PATIENCE, page.changed()).await.unwrap();
    let entry = shop::entry(&[step("A")], &[tick(at(9))]);
    let version = shop.store.append(&made, entry).await.unwrap();
    timeout(PATIENCE, page.changed()).await.unwrap();
    let heard = timeout(PATIENCE, changes.recv()).await.unwrap().unwrap();
    assert_eq!((heard.checkout, heard.version), (id, version));
}

#[tokio::test]
async fn what_no_server_tells_is_found_all_the_same() {
    let Some(shop) = shop().await else { return };
    let made = shop.checkout(1).await;
    let mut page = shop.store.watch(&made.checkout.id);
    let mut tasks = shop.store.tasks_changed();
    // A server that dies between its commit and its telling of it leaves this behind.
    let mut door = shop.back_door().await;
    door.execute("UPDATE checkout SET version = version + 1")
        .await
        .unwrap();
    timeout(PATIENCE, page.changed()).await.unwrap();
    timeout(PATIENCE, tasks.changed()).await.unwrap();
}

#[tokio::test]
async fn workers_of_two_servers_never_take_on_the_same_task() {
    let Some(shop) = shop().await else { return };
    let other = Store::open(shop.place.url()).await.unwrap();
    for n in 0..60 {
        let made = shop.checkout(n).await;
        let task = tick(at(i64::from(n)));
        shop.store.schedule(&made.checkout.id, task).await.unwrap();
    }
    let lease = Duration::from_secs(60);
    let claims = (0..12).map(|n| {
        let store = if n % 2 == 0 { &shop.store } else { &other };
        store.claim_due(at(100), lease, 7)
    });
    let mut seen: Vec<_> = join_all(claims)
        .await
        .into_iter()
        .flat_map(|claimed| {
            let claimed = claimed.unwrap();
            assert!(claimed.len() <= 7, "no more than was asked for");
            claimed
        })
        .map(|task| task.checkout)
        .collect();
    while let Some(task) = other.claim_due(at(100), lease, 1).await.unwrap().pop() {
        seen.push(task.checkout);
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (60, 60));
}

#[tokio::test]
async fn of_two_servers_that_append_at_one_version_one_is_too_late() {
    let Some(shop) = shop().await else { return };
    let other = Store::open(shop.place.url()).await.unwrap();
    for n in 0..20 {
        let made = shop.checkout(n).await;
        let append = |store: &Store, name: &str| {
            let (store, entry) = (store.clone(), shop::entry(&[step(name)], &[]));
            let made = made.clone();
            async move { store.append(&made, entry).await }
        };
        let answers = tokio::join!(append(&shop.store, "A"), append(&other, "B"));
        assert!(
            matches!(
                answers,
                (Ok(_), Err(AppendError::Conflict)) | (Err(AppendError::Conflict), Ok(_))
            ),
            "{answers:?}"
        );
        let loaded = shop.store.load(&made.checkout.id).await.unwrap().unwrap();
        assert_eq!(loaded.version, Version::new(2));
    }
}

#[tokio::test]
async fn a_write_that_has_to_give_way_to_another_is_run_again() {
    let Some(shop) = shop().await else { return };
    let made = shop.checkout(1).await;
    let id = made.checkout.id.clone();
    shop.store.schedule(&id, tick(at(1))).await.unwrap();
    let mut door = shop.back_door().await;
    let mut other = door.begin().await.unwrap();
    // Whoever looks for a deadlock first gives way; this one does not look.
    sqlx::query("SET LOCAL deadlock_timeout = '1h'")
        .execute(&mut *other)
        .await
        .unwrap();
    sqlx::query("UPDATE task SET due_at = 5")
        .execute(&mut *other)
        .await
        .unwrap();
    let store = shop.store.clone();
    let append = tokio::spawn(async move {
        let entry = shop::entry(&[step("A")], &[tick(at(2))]);
        store.append(&made, entry).await
    });
    let mut observer = shop.back_door().await;
    timeout(PATIENCE, async {
        let waiting = "SELECT COUNT(*) FROM pg_locks AS wanted
             JOIN pg_locks AS used ON used.pid = wanted.pid
             JOIN pg_class ON pg_class.oid = used.relation
             WHERE NOT wanted.granted AND pg_class.relname = 'task'
             AND pg_class.relnamespace = current_schema()::regnamespace";
        loop {
            let count: i64 = sqlx::query_scalar(waiting)
                .fetch_one(&mut observer)
                .await
                .unwrap();
            if count > 0 {
                return;
            }
        }
    })
    .await
    .unwrap();
    // The server finds out that neither can go on, and undoes the append.
    sqlx::query("UPDATE checkout SET status = status")
        .execute(&mut *other)
        .await
        .expect("the append had to give way");
    other.rollback().await.unwrap();
    assert_eq!(append.await.unwrap().unwrap(), Version::new(2));
}

#[tokio::test]
async fn connections_that_the_server_ends_are_replaced() {
    let Some(shop) = shop().await else { return };
    let made = shop.checkout(1).await;
    let mut page = shop.store.watch(&made.checkout.id);
    let ended: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE application_name = current_setting('application_name')
         AND pid <> pg_backend_pid()",
    )
    .fetch_one(&mut named_door(&shop.place).await)
    .await
    .unwrap();
    assert_eq!(ended, 0, "nobody else has that name");
    let named = Store::open(&with(&shop.place, NAME)).await.unwrap();
    named.check().await.unwrap();
    named
        .schedule(&made.checkout.id, tick(at(1)))
        .await
        .unwrap();
    let ended: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE application_name = current_setting('application_name')
         AND pid <> pg_backend_pid()",
    )
    .fetch_one(&mut named_door(&shop.place).await)
    .await
    .unwrap();
    assert!(ended >= 2, "{ended}");
    let entry = shop::entry(&[step("A")], &[]);
    let version = named.append(&made, entry).await.unwrap();
    assert_eq!(version, Version::new(2));
    timeout(PATIENCE, page.changed()).await.unwrap();
}

const NAME: &str = "application_name=a_server_that_is_cut_off";

async fn named_door(place: &Fresh) -> sqlx::AnyConnection {
    use sqlx::ConnectOptions as _;
    let url = format!("{}&{NAME}", place.text());
    let options: sqlx::any::AnyConnectOptions = url.parse().unwrap();
    options.connect().await.unwrap()
}

#[tokio::test]
async fn a_closed_store_finishes_what_is_under_way_and_takes_no_more() {
    let Some(shop) = shop().await else { return };
    let made = shop.checkout(1).await;
    let (written, ()) = tokio::join!(
        shop.store.schedule(&made.checkout.id, tick(at(4))),
        shop.store.close(),
    );
    written.unwrap();
    assert!(matches!(shop.store.check().await, Err(StoreError::Closed)));
}
