//! What happens when the process is gone from one instruction to the next.

use std::{
    collections::BTreeMap,
    env,
    io::{self, BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
};

use futures::future::join_all;
use payment::{AttemptId, CheckoutId, Work};
use store::{AppendError, NewTask, Store, StoreError, Version};

use crate::shop::{self, Shop, at, step, tick};

/// Where the process that is to die finds the store.
const STORE: &str = "STORE_OF_A_PROCESS_THAT_IS_KILLED";

/// How many checkouts it writes to at the same time.
const CHECKOUTS: u8 = 8;

#[tokio::test]
async fn what_was_answered_is_there_after_a_restart() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    shop.store
        .append(&made, shop::entry(&[step("A")], &[tick(at(3))]))
        .await
        .unwrap();
    // A second store stands in for a process that starts while the first is still there.
    let store = Store::open(shop.place.url()).await.unwrap();
    let loaded = store.load(&made.checkout.id).await.unwrap().unwrap();
    assert_eq!(loaded.version, Version::new(2));
    assert_eq!(store.next_due().await.unwrap(), Some(at(3)));
}

#[tokio::test]
async fn everything_acknowledged_survives_kills_in_the_middle_of_writing() {
    let shop = Shop::open().await;
    for n in 0..CHECKOUTS {
        shop.checkout(n).await;
    }
    shop.store.close().await;
    let mut acknowledged = BTreeMap::new();
    for _ in 0..3 {
        acknowledged.extend(write_and_be_killed(shop.place.text(), 150));
        assert_eq!(acknowledged.len(), usize::from(CHECKOUTS));

        let mut door = shop.back_door().await;
        if shop.place.file().is_some() {
            let integrity: String = sqlx::query_scalar("PRAGMA integrity_check")
                .fetch_one(&mut door)
                .await
                .unwrap();
            assert_eq!(integrity, "ok");
        }
        let store = Store::open(shop.place.url()).await.unwrap();
        for (id, version) in &acknowledged {
            let loaded = store.load(id).await.unwrap().unwrap();
            assert!(loaded.version >= *version, "{id} lost {version}");
            // Each append came with a task and with the checkout's own row: never one
            // without the others.
            let (tasks, row): (i64, i64) = sqlx::query_as(
                "SELECT (SELECT COUNT(*) FROM task WHERE task.checkout = checkout.id), version
                 FROM checkout WHERE id = $1",
            )
            .bind(id.as_str())
            .fetch_one(&mut door)
            .await
            .unwrap();
            let version = i64::from(loaded.version.number());
            assert_eq!((tasks, row), (version - 1, version));
        }
        store.close().await;
    }
}

/// The last acknowledged version of each checkout.
fn write_and_be_killed(url: &str, after: usize) -> BTreeMap<CheckoutId, Version> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "crash::a_process_that_is_killed", "--ignored"])
        .env(STORE, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = BTreeMap::new();
    let mut count = 0;
    for line in lines {
        let line = line.unwrap();
        let Some((id, version)) = line.split_once(" is at ") else {
            continue;
        };
        acknowledged.insert(id.parse().unwrap(), version.parse().unwrap());
        count += 1;
        if count == after {
            // With a signal that no process can catch.
            child.kill().unwrap();
        }
    }
    assert!(count >= after, "it stopped by itself after {count}");
    child.wait().unwrap();
    acknowledged
}

#[tokio::test]
#[ignore = "run by its sibling, in a process that is then killed"]
async fn a_process_that_is_killed() {
    let Ok(url) = env::var(STORE) else {
        return;
    };
    let store = Store::open(&url.parse().unwrap()).await.unwrap();
    // The test harness may be in the middle of a line of its own.
    say("\n");
    join_all((0..CHECKOUTS).map(|n| write_until_it_fails(&store, n))).await;
}

/// One write of a short line: it arrives whole or not at all.
fn say(line: &str) {
    io::stdout().write_all(line.as_bytes()).unwrap();
}

async fn write_until_it_fails(store: &Store, n: u8) -> (CheckoutId, Version) {
    let id = CheckoutId::from_bytes([n; 16]);
    loop {
        let loaded = store.load(&id).await.unwrap().unwrap();
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&loaded.version.number().to_be_bytes());
        let task = NewTask {
            work: Work::ReadStatus {
                attempt: AttemptId::from_bytes(bytes),
            },
            due_at: at(0),
        };
        match store
            .append(&loaded, shop::entry(&[step("A")], &[task]))
            .await
        {
            Ok(version) => say(&format!("{id} is at {version}\n")),
            Err(error) => {
                assert!(matches!(error, AppendError::Store(_)), "{error:?}");
                return (id, loaded.version);
            }
        }
    }
}

/// A limit on the size of files stands in for a disk that is full.
#[cfg(unix)]
#[tokio::test]
async fn a_full_disk_is_an_error_and_costs_nothing_that_was_acknowledged() {
    let shop = Shop::open_file().await;
    for n in 0..CHECKOUTS {
        shop.checkout(n).await;
    }
    let shop = shop.reopen().await;
    shop.store.close().await;
    let ended = Command::new("sh")
        .args(["-c", r#"trap "" XFSZ; ulimit -f 1024; exec "$0" "$@""#])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "crash::a_process_without_room", "--ignored"])
        .env(STORE, shop.place.text())
        .output()
        .unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let shop = shop.reopen().await;
    let mut lines = 0;
    let told = String::from_utf8(ended.stdout).unwrap();
    for (id, version) in told.lines().filter_map(|line| line.split_once(" is at ")) {
        let loaded = shop.store.load(&id.parse().unwrap()).await.unwrap();
        assert!(loaded.unwrap().version >= version.parse().unwrap());
        lines += 1;
    }
    assert!(lines > usize::from(CHECKOUTS), "{told}");
    shop.checkout(CHECKOUTS).await;
}

#[cfg(unix)]
#[tokio::test]
#[ignore = "run by its sibling, in a process that may not write much"]
async fn a_process_without_room() {
    let Ok(url) = env::var(STORE) else {
        return;
    };
    let store = Store::open(&url.parse().unwrap()).await.unwrap();
    say("\n");
    let reached = join_all((0..CHECKOUTS).map(|n| write_until_it_fails(&store, n))).await;
    for (id, version) in reached {
        // It can still be read, as far as it was acknowledged.
        let loaded = store.load(&id).await.unwrap().unwrap();
        assert_eq!(loaded.version, version);
    }
    assert!(store.stats().failed > 0);
    // It is ready again only when a write finds room, as a small one may: what the broken
    // connection had open was given back.
    if let Err(error) = store.check().await {
        // The system tells a limit otherwise than a full disk.
        assert!(
            matches!(error, StoreError::DiskFull | StoreError::Unreachable(_)),
            "{error:?}"
        );
    }
}
