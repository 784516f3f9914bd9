use store::{Change, Version};

use crate::shop::{self, Shop, at, step, tick};

#[tokio::test]
async fn a_change_is_told_once_what_it_tells_of_can_be_read() {
    let shop = Shop::open().await;
    let mut changes = shop.store.subscribe();
    let made = shop.checkout(1).await;
    let id = made.checkout.id.clone();
    shop.store
        .append(&made, shop::entry(&[step("A"), step("B")], &[]))
        .await
        .unwrap();
    for version in [Version::new(1), Version::new(3)] {
        let change = changes.recv().await.unwrap();
        assert_eq!(
            change,
            Change {
                checkout: id.clone(),
                version
            }
        );
    }
    assert_eq!(
        shop.store.load(&id).await.unwrap().unwrap().version,
        Version::new(3)
    );
    assert!(changes.is_empty());
}

#[tokio::test]
async fn a_refused_append_and_a_task_alone_change_no_log() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    shop.store
        .append(&made, shop::entry(&[step("A")], &[]))
        .await
        .unwrap();
    let mut changes = shop.store.subscribe();
    shop.store
        .append(&made, shop::entry(&[step("B")], &[]))
        .await
        .unwrap_err();
    let made = shop.store.load(&made.checkout.id).await.unwrap().unwrap();
    let version = shop
        .store
        .append(&made, shop::entry(&[], &[tick(at(9))]))
        .await
        .unwrap();
    assert_eq!(version, made.version);
    assert!(changes.try_recv().is_err());
    assert_eq!(shop.store.next_due().await.unwrap(), Some(at(9)));
}

#[tokio::test]
async fn whoever_waits_for_tasks_hears_of_each_that_was_scheduled() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let mut tasks = shop.store.tasks_changed();
    let heard = tokio::spawn(async move { tasks.changed().await });
    shop.store
        .schedule(&made.checkout.id, tick(at(9)))
        .await
        .unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(10), heard)
        .await
        .expect("it hears before the deadline")
        .unwrap();
}
