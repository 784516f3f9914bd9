//! Work that was written down, done.
//!
//! One loop claims what is due under a lease and hands each task to a task of its own.
//! What a crash interrupts becomes due again when its lease runs out.

mod carry_out;
mod housekeeping;
mod round;

use std::{sync::Arc, time::Duration};

use store::Claimed;
use tokio::{sync::Semaphore, task::JoinSet};

pub(crate) use self::{housekeeping::keep_house, round::Rounds};
use crate::{account::Accounts, state::AppState};

/// The most calls to the provider that one task makes, one after the other: a cancel of the
/// first version is a cancel of the request and of its schedule, and the read after it asks
/// for the request, the schedule, the agreement and its link. Each takes no longer than the
/// account's timeout, with its token and its repeat.
const CALLS: u32 = 8;

/// What a task may take beside its calls: for what it waits for and writes down.
const OWN_TIME: Duration = Duration::from_secs(30);

/// How long a worker may hold a task: longer than any can take, so that none is done twice at
/// once.
fn lease(accounts: &Accounts) -> Duration {
    let timeouts = accounts.all().map(|account| account.timeout);
    OWN_TIME + timeouts.max().unwrap_or_default() * CALLS
}

/// How many tasks are under way at once.
const AT_ONCE: u32 = 64;

/// The longest rest when nothing is due: a bound, not a schedule.
const LONGEST_REST: Duration = Duration::from_secs(60);

/// How long to wait after the store failed.
const AFTER_TROUBLE: Duration = Duration::from_secs(1);

/// Does due work until the program is asked to stop; then finishes what is under way.
pub(crate) async fn run(state: AppState) {
    let lease = lease(&state.accounts);
    let places = Arc::new(Semaphore::new(AT_ONCE as usize));
    let mut under_way = JoinSet::new();
    // Listened to before the first look, so that nothing falls in between.
    let mut changed = state.store.tasks_changed();
    while !state.shutdown.is_cancelled() {
        while under_way.try_join_next().is_some() {}
        let free = u32::try_from(places.available_permits()).unwrap_or(AT_ONCE);
        let until_due = until_next_due(&state).await;
        if free == 0 || !until_due.is_zero() {
            tokio::select! {
                () = rest(&state, until_due), if free > 0 => {}
                () = changed.changed(), if free > 0 => {}
                Some(_) = under_way.join_next() => {}
            }
            continue;
        }
        let busy = state.work.begin();
        let claimed = match state.store.claim_due(state.clock.now(), lease, free).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "due work cannot be claimed"
                );
                drop(busy);
                tokio::time::sleep(AFTER_TROUBLE).await;
                continue;
            }
        };
        for task in claimed {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else {
                return;
            };
            let (state, busy) = (state.clone(), state.work.begin());
            under_way.spawn(async move {
                Box::pin(work(&state, &task)).await;
                drop((place, busy));
            });
        }
    }
    while under_way.join_next().await.is_some() {}
}

async fn work(state: &AppState, task: &Claimed) {
    let next = Box::pin(carry_out::carry_out(&state.desk, &state.clock, task)).await;
    let settled = match next {
        None => state.store.finish(task).await,
        Some(wait) => {
            let due_at = state.clock.now().plus(wait);
            state.store.reschedule(task, due_at).await
        }
    };
    if let Err(error) = settled {
        // The lease runs out and the task is done again; doing it twice is harmless.
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "a finished task could not be put away"
        );
    }
}

async fn until_next_due(state: &AppState) -> Duration {
    match state.store.next_due().await {
        Ok(Some(due)) => due.since(state.clock.now()).min(LONGEST_REST),
        Ok(None) => LONGEST_REST,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the next task cannot be looked up"
            );
            AFTER_TROUBLE
        }
    }
}

/// Waits so long, or until the program is asked to stop.
async fn rest(state: &AppState, duration: Duration) {
    tokio::select! {
        () = state.clock.sleep(duration) => {}
        () = state.shutdown.cancelled() => {}
    }
}
