use std::{convert::Infallible, time::Duration};

use store::{Claimed, Lease, Store};

use crate::{clock::Clock, telemetry};

/// How long a server may hold a task without saying that it is still at it: as long as the
/// work of one that died has to wait.
pub(crate) const LEASE: Duration = Duration::from_secs(15);

/// How often it says so. Two in a row may fail before the lease runs out.
const RENEWAL: Duration = Duration::from_secs(5);

/// Does a task's work and keeps its lease meanwhile.
///
/// Work whose lease is lost all the same, because the machine slept or the store was away, is
/// carried on: what the provider has answered must be written down by whoever heard it. The
/// rules take every fact once, whoever brings it; and where the lack of an answer is itself
/// about to become a fact, the lease is asked for first.
pub(super) async fn keep_while<T>(
    store: &Store,
    clock: &Clock,
    task: &Claimed,
    work: impl Future<Output = T> + Unpin,
) -> T {
    let keeping = async {
        loop {
            clock.sleep(RENEWAL).await;
            match store.renew(task, clock.now().plus(LEASE)).await {
                Ok(Lease::Held) => {}
                Ok(Lease::Lost) => break,
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "a lease could not be renewed"
                    );
                }
            }
        }
        telemetry::lease_lost();
        tracing::warn!(
            checkout_id = %task.checkout,
            "a task took longer than its lease, and another server has taken it on too"
        );
        std::future::pending::<Infallible>().await
    };
    tokio::select! {
        done = work => done,
        never = keeping => match never {},
    }
}
