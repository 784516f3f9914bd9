//! Work that was written down, done.
//!
//! One loop claims what is due under a lease and hands each task to a task of its own, which
//! renews the lease while it is at it. What a crash interrupts becomes due again when its lease
//! runs out, on whichever server looks first; what a stop interrupts is given back.

mod carry_out;
mod housekeeping;
mod lease;
mod round;

use std::{collections::HashMap, sync::Arc, time::Duration};

use store::Claimed;
use tokio::{
    sync::Semaphore,
    task::{Id, JoinSet},
};

use self::round::Alive;
pub(crate) use self::{
    housekeeping::keep_house,
    lease::LEASE,
    round::{Busy, Life, Rounds},
};
use crate::{
    state::AppState,
    trouble::{PAUSE, Trouble},
};

/// How many tasks are under way at once.
const AT_ONCE: u32 = 64;

/// The same while webhooks pour in. The provider sends each of them once, so they go first; what
/// is on disk already can wait.
const AT_ONCE_IN_A_STORM: u32 = 8;

/// How many webhooks make a storm that are being kept at the same moment.
const STORM: usize = 32;

/// The longest rest when nothing is due: a bound, not a schedule.
const LONGEST_REST: Duration = Duration::from_secs(60);

/// The same where other servers write to the store, which nobody here may hear of.
const LONGEST_SHARED_REST: Duration = Duration::from_secs(1);

/// Does due work until the program is asked to stop; then finishes what is under way, and at
/// last gives back what it cannot finish.
pub(crate) async fn run(state: AppState) {
    let mut worker = Worker::new(&state);
    // Listened to before the first look, so that nothing falls in between.
    let mut changed = state.store.tasks_changed();
    while !state.shutdown.is_cancelled() {
        worker.put_away();
        let free = worker.room();
        if free == 0 {
            tokio::select! {
                () = worker.any_ended() => {}
                () = state.shutdown.cancelled() => {}
            }
            continue;
        }
        let until_due = worker.until_next_due().await;
        if until_due.is_zero() {
            worker.take_on(free).await;
            continue;
        }
        tokio::select! {
            () = state.clock.sleep(until_due) => {}
            () = changed.changed() => {}
            () = state.shutdown.cancelled() => {}
        }
    }
    worker.finish().await;
}

/// Does one task, keeps its lease meanwhile, and puts it away.
pub(crate) async fn work(state: &AppState, task: &Claimed) {
    let doing = carry_out::carry_out(state, task);
    let next = lease::keep_while(&state.store, &state.clock, task, Box::pin(doing)).await;
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

/// How many tasks may be under way while so many webhooks are being kept.
const fn at_once(webhooks: usize) -> u32 {
    if webhooks < STORM {
        AT_ONCE
    } else {
        AT_ONCE_IN_A_STORM
    }
}

struct Worker<'a> {
    state: &'a AppState,
    places: Arc<Semaphore>,
    under_way: JoinSet<()>,
    /// What is under way.
    held: HashMap<Id, Claimed>,
    alive: Alive,
    trouble: Trouble,
    /// As many were due as there was room for, so there may be more.
    is_more_due: bool,
}

impl<'a> Worker<'a> {
    fn new(state: &'a AppState) -> Self {
        Self {
            state,
            places: Arc::new(Semaphore::new(AT_ONCE as usize)),
            under_way: JoinSet::new(),
            held: HashMap::new(),
            alive: state.work.alive(),
            trouble: Trouble::default(),
            is_more_due: false,
        }
    }

    /// How many tasks more it may take on now.
    fn room(&self) -> u32 {
        let free = u32::try_from(self.places.available_permits()).unwrap_or(AT_ONCE);
        let most = at_once(self.state.desk.webhooks_at_the_door());
        most.saturating_sub(AT_ONCE - free)
    }

    /// Forgets what has ended.
    fn put_away(&mut self) {
        while let Some(ended) = self.under_way.try_join_next_with_id() {
            let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
            self.held.remove(&id);
        }
    }

    async fn any_ended(&mut self) {
        if let Some(ended) = self.under_way.join_next_with_id().await {
            let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
            self.held.remove(&id);
        }
    }

    async fn until_next_due(&mut self) -> Duration {
        if self.is_more_due {
            return Duration::ZERO;
        }
        let longest = if self.state.store.is_shared() {
            LONGEST_SHARED_REST
        } else {
            LONGEST_REST
        };
        match self.state.store.next_due().await {
            Ok(due) => {
                self.alive.is_up();
                if self.trouble.is_over() {
                    tracing::info!("the next task can be looked up again");
                }
                due.map_or(longest, |due| {
                    due.since(self.state.clock.now()).min(longest)
                })
            }
            Err(error) => {
                self.trouble
                    .tell(&error, "the next task cannot be looked up");
                PAUSE
            }
        }
    }

    async fn take_on(&mut self, free: u32) {
        let (state, busy) = (self.state, self.state.work.begin());
        let claimed = match state.store.claim_due(state.clock.now(), LEASE, free).await {
            Ok(claimed) => claimed,
            Err(error) => {
                self.is_more_due = false;
                self.trouble.tell(&error, "due work cannot be claimed");
                drop(busy);
                tokio::time::sleep(PAUSE).await;
                return;
            }
        };
        self.is_more_due = claimed.len() == free as usize;
        for task in claimed {
            let Ok(place) = Arc::clone(&self.places).acquire_owned().await else {
                return;
            };
            let (state, busy) = (state.clone(), state.work.begin());
            let held = task.clone();
            let handle = self.under_way.spawn(async move {
                Box::pin(work(&state, &task)).await;
                drop((place, busy));
            });
            self.held.insert(handle.id(), held);
        }
    }

    /// Waits for what is under way as long as there is time, and gives the rest back.
    async fn finish(mut self) {
        let state = self.state;
        while !self.held.is_empty() {
            tokio::select! {
                () = self.any_ended() => {}
                () = state.cut.cancelled() => break,
            }
        }
        self.under_way.shutdown().await;
        for task in self.held.values() {
            tracing::warn!(
                checkout_id = %task.checkout,
                work = ?task.work,
                "a task was cut short and given back"
            );
            if let Err(error) = self.state.store.give_back(task).await {
                // Its lease runs out by itself.
                tracing::debug!(%error, "a task was not given back");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webhooks_that_pour_in_go_before_what_is_kept_already() {
        assert_eq!(at_once(0), AT_ONCE);
        assert_eq!(at_once(STORM - 1), AT_ONCE);
        assert_eq!(at_once(STORM), AT_ONCE_IN_A_STORM);
        const { assert!(AT_ONCE_IN_A_STORM > 0, "or nothing goes on") };
    }
}
