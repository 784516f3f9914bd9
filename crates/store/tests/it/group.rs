use std::time::Duration;

use futures::future::join_all;
use sqlx::Connection as _;
use store::{ScheduleError, StoreError};

use crate::shop::{self, Shop, at, step, tick};

#[tokio::test]
async fn writes_that_wait_together_share_one_commit() {
    let shop = Shop::open_file().await;
    let made = shop.checkout(1).await;
    let before = shop.store.stats();
    let writes = (0..100).map(|second| shop.store.schedule(&made.checkout.id, tick(at(second))));
    for answer in join_all(writes).await {
        answer.unwrap();
    }
    let after = shop.store.stats();
    assert_eq!(after.writes - before.writes, 100);
    // The first may have gone ahead alone.
    assert!(after.commits - before.commits <= 2, "{after:?}");
    assert!(after.largest_group >= 99, "{after:?}");
}

#[tokio::test]
async fn many_concurrent_appends_take_fewer_commits_and_all_are_kept() {
    let shop = Shop::open_file().await;
    let made = join_all((0..60).map(|n| shop.checkout(n))).await;
    let before = shop.store.stats();
    let steps = [step("A")];
    let appends = made
        .iter()
        .map(|made| shop.store.append(made, shop::entry(&steps, &[])));
    for answer in join_all(appends).await {
        answer.unwrap();
    }
    let after = shop.store.stats();
    assert_eq!(after.writes - before.writes, 60);
    assert!(after.commits - before.commits < 60, "{after:?}");
    for made in made {
        let loaded = shop.store.load(&made.checkout.id).await.unwrap().unwrap();
        assert_eq!(loaded.version, made.version.next());
    }
}

#[tokio::test]
async fn a_write_that_fails_takes_none_of_its_group_with_it() {
    let shop = Shop::open_file().await;
    let (first, last) = (shop.checkout(1).await, shop.checkout(2).await);
    let nobody = shop.order(3).id;
    let before = shop.store.stats();
    let (kept, refused, kept_too) = tokio::join!(
        shop.store.schedule(&first.checkout.id, tick(at(1))),
        shop.store.schedule(&nobody, tick(at(2))),
        shop.store.schedule(&last.checkout.id, tick(at(3))),
    );
    kept.unwrap();
    kept_too.unwrap();
    assert!(matches!(refused, Err(ScheduleError::NoSuchCheckout)));
    let after = shop.store.stats();
    assert_eq!(after.commits - before.commits, 1);
    assert_eq!(after.refused - before.refused, 1);
    let due = shop
        .store
        .claim_due(at(10), Duration::from_secs(1), 10)
        .await
        .unwrap();
    assert_eq!(due.len(), 2);
}

#[tokio::test]
async fn a_writer_that_was_kept_out_says_so_and_goes_on_afterwards() {
    let shop = Shop::open_file().await;
    let made = shop.checkout(1).await;
    let mut door = shop.back_door().await;
    let turn = door.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let answer = shop.store.schedule(&made.checkout.id, tick(at(1))).await;
    assert!(matches!(
        answer,
        Err(ScheduleError::Store(StoreError::Busy))
    ));
    turn.rollback().await.unwrap();
    shop.store
        .schedule(&made.checkout.id, tick(at(2)))
        .await
        .unwrap();
    assert_eq!(shop.store.next_due().await.unwrap(), Some(at(2)));
    assert_eq!(shop.store.stats().failed, 1);
}

#[tokio::test]
async fn a_closed_store_has_kept_what_was_waiting_and_takes_no_more() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    shop.store.check().await.unwrap();
    let (waiting, ()) = tokio::join!(
        shop.store.schedule(&made.checkout.id, tick(at(4))),
        shop.store.close(),
    );
    waiting.unwrap();
    assert!(matches!(shop.store.check().await, Err(StoreError::Closed)));
    assert!(matches!(
        shop.store.load(&made.checkout.id).await,
        Err(StoreError::Closed)
    ));
    let late = shop.store.schedule(&made.checkout.id, tick(at(1))).await;
    assert!(matches!(
        late,
        Err(ScheduleError::Store(StoreError::Closed))
    ));
    let shop = shop.reopen().await;
    assert_eq!(shop.store.next_due().await.unwrap(), Some(at(4)));
}
