use std::time::Duration;

use payment::{Timestamp, Work};
use store::{Claimed, Lease, NewTask, Released};

use crate::shop::{self, Shop, at, attempt, tick};

const LEASE: Duration = Duration::from_secs(30);

impl Shop {
    async fn claim(&self, now: Timestamp) -> Vec<Claimed> {
        self.store.claim_due(now, LEASE, 10).await.unwrap()
    }

    async fn claim_one(&self, now: Timestamp) -> Claimed {
        let mut claimed = self.claim(now).await;
        assert_eq!(claimed.len(), 1);
        claimed.remove(0)
    }

    /// A shop with one checkout that has one task due then.
    async fn with_task(due_at: Timestamp) -> Self {
        let shop = Self::open().await;
        let made = shop.checkout(1).await;
        shop.store
            .schedule(&made.checkout.id, tick(due_at))
            .await
            .unwrap();
        shop
    }

    async fn schedule_again(&self, due_at: Timestamp) {
        self.store
            .schedule(&self.order(1).id, tick(due_at))
            .await
            .unwrap();
    }

    async fn next(&self) -> Option<Timestamp> {
        self.store.next_due().await.unwrap()
    }
}

#[tokio::test]
async fn a_task_is_claimed_when_it_is_due_and_by_one_worker() {
    let shop = Shop::with_task(at(10)).await;
    assert_eq!(shop.claim(at(9)).await, []);
    let task = shop.claim_one(at(10)).await;
    assert_eq!((task.work.clone(), task.tries), (Work::Tick, 0));
    assert_eq!(shop.claim(at(11)).await, []);
    assert_eq!(shop.store.finish(&task).await.unwrap(), Released::Gone);
    assert_eq!(shop.next().await, None);
}

#[tokio::test]
async fn tasks_written_with_a_checkout_and_its_events_are_there_with_them() {
    let shop = Shop::open().await;
    let new = store::NewCheckout {
        tasks: vec![tick(at(50))],
        ..shop.order(1)
    };
    let made = shop.store.create_checkout(new).await.unwrap();
    let read = NewTask {
        work: Work::ReadStatus {
            attempt: attempt(1),
        },
        due_at: at(20),
    };
    shop.store
        .append(&made, shop::entry(&[], std::slice::from_ref(&read)))
        .await
        .unwrap();
    let shop = shop.reopen().await;
    assert_eq!(shop.next().await, Some(at(20)));
    let works: Vec<Work> = shop
        .claim(at(60))
        .await
        .into_iter()
        .map(|task| task.work)
        .collect();
    assert_eq!(works, [read.work, Work::Tick]);
}

#[tokio::test]
async fn a_limit_leaves_the_rest_for_the_next_and_takes_the_longest_overdue_first() {
    let shop = Shop::open().await;
    for n in [3, 1, 2] {
        let made = shop.checkout(n).await;
        shop.store
            .schedule(&made.checkout.id, tick(at(i64::from(n))))
            .await
            .unwrap();
    }
    let first = shop.store.claim_due(at(10), LEASE, 2).await.unwrap();
    assert_eq!(
        first.iter().map(|task| task.due_at).collect::<Vec<_>>(),
        [at(1), at(2)]
    );
    assert_eq!(shop.claim_one(at(10)).await.due_at, at(3));
}

#[tokio::test]
async fn a_lease_that_runs_out_gives_the_task_back_as_one_try_more() {
    let shop = Shop::with_task(at(10)).await;
    let lost = shop.claim_one(at(10)).await;
    assert_eq!(lost.leased_until, at(40));
    assert_eq!(shop.next().await, Some(at(40)));
    assert_eq!(shop.claim(at(39)).await, []);
    let task = shop.claim_one(at(40)).await;
    assert_eq!(task.tries, 1);
    // The first worker comes too late to decide anything.
    assert_eq!(shop.store.finish(&lost).await.unwrap(), Released::NotHeld);
    assert_eq!(
        shop.store.reschedule(&lost, at(99)).await.unwrap(),
        Released::NotHeld
    );
    assert_eq!(shop.store.finish(&task).await.unwrap(), Released::Gone);
    assert_eq!(shop.store.finish(&task).await.unwrap(), Released::NotHeld);
}

#[tokio::test]
async fn a_late_worker_cannot_finish_a_task_that_was_made_anew() {
    let shop = Shop::with_task(at(10)).await;
    let lost = shop.claim_one(at(10)).await;
    let task = shop.claim_one(at(40)).await;
    shop.store.finish(&task).await.unwrap();
    shop.schedule_again(at(50)).await;
    let anew = shop.claim_one(at(50)).await;
    assert_eq!(shop.store.finish(&lost).await.unwrap(), Released::NotHeld);
    assert_eq!(shop.store.finish(&task).await.unwrap(), Released::NotHeld);
    assert_eq!(shop.store.finish(&anew).await.unwrap(), Released::Gone);
}

#[tokio::test]
async fn rescheduling_counts_tries_and_scheduling_anew_starts_them_over() {
    let shop = Shop::with_task(at(10)).await;
    for tries in 0..3 {
        let task = shop.claim_one(at(10)).await;
        assert_eq!(task.tries, tries);
        assert_eq!(
            shop.store.reschedule(&task, at(10)).await.unwrap(),
            Released::Waiting
        );
    }
    shop.schedule_again(at(10)).await;
    assert_eq!(shop.claim_one(at(10)).await.tries, 0);
}

#[tokio::test]
async fn scheduling_again_keeps_one_task_at_the_earlier_moment() {
    let shop = Shop::with_task(at(10)).await;
    shop.schedule_again(at(20)).await;
    assert_eq!(shop.next().await, Some(at(10)));
    shop.schedule_again(at(5)).await;
    assert_eq!(shop.next().await, Some(at(5)));
    shop.claim_one(at(30)).await;
}

#[tokio::test]
async fn what_is_scheduled_while_leased_is_done_once_more_after_that() {
    let shop = Shop::with_task(at(10)).await;
    let task = shop.claim_one(at(10)).await;
    shop.schedule_again(at(25)).await;
    shop.schedule_again(at(60)).await;
    // It is still the first worker's until the lease ends.
    assert_eq!(shop.claim(at(30)).await, []);
    assert_eq!(shop.store.finish(&task).await.unwrap(), Released::Waiting);
    assert_eq!(shop.next().await, Some(at(25)));
    let again = shop.claim_one(at(25)).await;
    assert_eq!(shop.store.finish(&again).await.unwrap(), Released::Gone);
    assert_eq!(shop.next().await, None);
}

#[tokio::test]
async fn a_worker_that_dies_does_not_hold_up_what_was_scheduled_meanwhile() {
    let shop = Shop::with_task(at(10)).await;
    shop.claim_one(at(10)).await;
    shop.schedule_again(at(500)).await;
    // What the dead worker was at is due when its lease ends, not at the new moment.
    let task = shop.claim_one(at(40)).await;
    assert_eq!(shop.store.finish(&task).await.unwrap(), Released::Gone);
}

#[tokio::test]
async fn a_reschedule_does_not_put_off_what_was_scheduled_meanwhile() {
    let shop = Shop::with_task(at(10)).await;
    let task = shop.claim_one(at(10)).await;
    shop.schedule_again(at(12)).await;
    shop.store.reschedule(&task, at(90)).await.unwrap();
    let again = shop.claim_one(at(12)).await;
    assert_eq!((again.due_at, again.tries), (at(12), 0));

    shop.schedule_again(at(80)).await;
    shop.store.reschedule(&again, at(70)).await.unwrap();
    assert_eq!(shop.next().await, Some(at(70)));
}

#[tokio::test]
async fn a_task_that_cannot_be_read_holds_up_no_other() {
    let shop = Shop::with_task(at(10)).await;
    let mut door = shop.back_door().await;
    sqlx::query("UPDATE task SET work = '{\"kind\":\"from_the_future\"}'")
        .execute(&mut door)
        .await
        .unwrap();
    shop.schedule_again(at(11)).await;
    assert_eq!(shop.claim_one(at(20)).await.work, Work::Tick);
    assert_eq!(shop.next().await, Some(at(50)));
}

#[tokio::test]
async fn a_lease_that_is_renewed_keeps_others_away() {
    let shop = Shop::with_task(at(10)).await;
    let task = shop.claim_one(at(10)).await;
    let held = shop.store.renew(&task, at(60)).await.unwrap();
    assert_eq!(held, Lease::Held);
    assert_eq!(shop.claim(at(59)).await, []);
    assert_eq!(shop.claim_one(at(60)).await.tries, 1);
}

#[tokio::test]
async fn a_lease_is_never_renewed_to_an_earlier_moment() {
    let shop = Shop::with_task(at(10)).await;
    let task = shop.claim_one(at(10)).await;
    assert_eq!(shop.store.renew(&task, at(11)).await.unwrap(), Lease::Held);
    assert_eq!(shop.next().await, Some(at(40)));
}

#[tokio::test]
async fn a_lease_that_ran_out_is_good_again_unless_another_has_the_task() {
    let shop = Shop::with_task(at(10)).await;
    let task = shop.claim_one(at(10)).await;
    assert_eq!(shop.store.renew(&task, at(90)).await.unwrap(), Lease::Held);
    let other = shop.claim_one(at(90)).await;
    assert_eq!(shop.store.renew(&task, at(200)).await.unwrap(), Lease::Lost);
    assert_eq!(shop.store.finish(&other).await.unwrap(), Released::Gone);
    assert_eq!(
        shop.store.renew(&other, at(200)).await.unwrap(),
        Lease::Lost,
        "nobody holds what is done"
    );
}

#[tokio::test]
async fn what_is_given_back_is_due_as_it_was_and_counts_no_try() {
    let shop = Shop::with_task(at(10)).await;
    let task = shop.claim_one(at(10)).await;
    let given = shop.store.give_back(&task).await.unwrap();
    assert_eq!(given, Released::Waiting);
    assert_eq!(
        shop.store.give_back(&task).await.unwrap(),
        Released::NotHeld
    );
    let again = shop.claim_one(at(11)).await;
    assert_eq!((again.tries, again.due_at), (0, at(10)));
}
