//! A lane: a loop that claims what is due and sends it, many at once.
//!
//! What is claimed is held under a lease, so that two servers do not send the same. What a crash or
//! a stop cuts short is sent again, under the same id, once its lease has run out.

use std::time::Duration;

use payment::Timestamp;
use store::{StoreError, Waiter};
use tokio::task::JoinSet;

use crate::{
    state::AppState,
    trouble::{PAUSE, Trouble},
};

/// The longest rest, whatever the clock says: for what another server left behind, and for the
/// place in a queue that it held.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// How far off what nobody knows of is.
const NEVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// What goes through a lane.
pub(crate) trait Freight {
    /// What operators call it, in the plural.
    const NAME: &'static str;

    /// That the next one cannot be looked up, for the operators.
    const UNKNOWN: &'static str;

    /// That what is due cannot be claimed, for the operators.
    const UNCLAIMED: &'static str;

    /// How many are under way at once.
    const AT_ONCE: usize;

    /// When the next one is due.
    fn next_due(
        &self,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Timestamp>, StoreError>> + Send;

    /// Claims at most so many that are due and starts to send them. Answers whether any was
    /// claimed, whatever became of it.
    fn take_on(
        &mut self,
        most: usize,
        under_way: &mut JoinSet<()>,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;
}

/// Sends what is due until the program is asked to stop; then finishes what is under way, as long
/// as there is time.
pub(crate) async fn run<F: Freight>(state: &AppState, freight: &mut F, mut changed: Waiter) {
    let mut under_way = JoinSet::new();
    let mut trouble = Trouble::default();
    while !state.shutdown.is_cancelled() {
        while under_way.try_join_next().is_some() {}
        let free = F::AT_ONCE - under_way.len();
        let now = state.clock.now();
        let until_due = match freight.next_due(now).await {
            Ok(due) => {
                trouble.is_over();
                due.map_or(NEVER, |due| due.since(now))
            }
            Err(error) => {
                trouble.tell(&error, F::UNKNOWN);
                PAUSE
            }
        };
        if free > 0 && until_due.is_zero() {
            let busy = state.work.begin();
            let taken = freight.take_on(free, &mut under_way).await;
            drop(busy);
            match taken {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    trouble.tell(&error, F::UNCLAIMED);
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        tokio::select! {
            () = state.clock.sleep(until_due), if !until_due.is_zero() => {}
            () = tokio::time::sleep(LONGEST_REST) => {}
            () = changed.changed() => {}
            Some(_) = under_way.join_next(), if free == 0 => {}
            () = state.shutdown.cancelled() => {}
        }
    }
    finish::<F>(state, under_way).await;
}

async fn finish<F: Freight>(state: &AppState, mut under_way: JoinSet<()>) {
    while !under_way.is_empty() {
        tokio::select! {
            _ = under_way.join_next() => {}
            () = state.cut.cancelled() => break,
        }
    }
    if !under_way.is_empty() {
        tracing::warn!(
            of = F::NAME,
            count = under_way.len(),
            "sending was cut short; it is done again later"
        );
    }
    under_way.shutdown().await;
}
