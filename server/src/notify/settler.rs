//! What came of tries, written down many at a time.

use store::{Store, Tried};
use tokio::sync::mpsc;

use super::news;
use crate::worker::Busy;

/// The most that are written down in one transaction.
const BATCH: usize = 128;

/// A try that ended, and the proof that somebody is busy with it.
pub(super) type Ended = (Tried, Busy);

/// Writes down what comes until nobody is left to bring anything.
pub(super) async fn run(store: Store, mut ended: mpsc::Receiver<Ended>) {
    let mut batch = Vec::with_capacity(BATCH);
    while ended.recv_many(&mut batch, BATCH).await > 0 {
        let (tried, busy): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
        settle(&store, tried).await;
        drop(busy);
    }
}

/// Writes down what came of tries, and tells what somebody should know.
pub(super) async fn settle(store: &Store, tried: Vec<Tried>) {
    match store.settle_deliveries(tried).await {
        Ok(told) => told.iter().for_each(news::tell),
        // The leases run out and it is all sent again, with the ids that it had.
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "what came of notifications could not be written down"
        ),
    }
}
