//! Sending notifications.

use std::{collections::HashMap, sync::Arc, time::Duration};

use payment::{EndpointId, Timestamp};
use store::{ClaimedDelivery, EndpointSecret, Signing, StoreError, Tried};
use tokio::{sync::mpsc, task::JoinSet};

use super::{
    plan,
    settler::{self, Ended},
};
use crate::{
    lane::{self, Freight},
    state::AppState,
    telemetry,
};

/// How many are claimed at once.
const CLAIMED: usize = 256;

/// What a delivery may take beside being sent: for its turn, and for being written down.
const OWN_TIME: Duration = Duration::from_secs(30);

/// How long what cannot be signed is put off: until the sealing key is back or the secret is
/// rotated.
const CLOSED: Duration = Duration::from_secs(5 * 60);

/// Sends notifications until the program is asked to stop.
pub(crate) async fn run(state: AppState) {
    // Listened to before the first look, so that nothing falls in between.
    let changed = state.store.deliveries_changed();
    let (ended, waiting) = mpsc::channel(Notifications::AT_ONCE);
    let settling = tokio::spawn(settler::run(state.store.clone(), waiting));
    let mut notifications = Notifications {
        state: &state,
        ended,
    };
    lane::run(&state, &mut notifications, changed).await;
    // The settler lives until the last of these is gone.
    drop(notifications);
    if let Err(error) = settling.await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "writing down what came of notifications broke off"
        );
    }
}

/// Sends what is due right now, in the order in which it was claimed, one after the other, and
/// returns how many that were.
pub(crate) async fn send_due(state: &AppState) -> Result<usize, StoreError> {
    let Claim { ready, count } = claim(state, CLAIMED).await?;
    for (delivery, secrets) in ready {
        let tried = send(state, delivery, &secrets).await;
        settler::settle(&state.store, vec![tried]).await;
    }
    Ok(count)
}

struct Notifications<'a> {
    state: &'a AppState,
    ended: mpsc::Sender<Ended>,
}

impl Freight for Notifications<'_> {
    const NAME: &'static str = "notifications";
    const UNKNOWN: &'static str = "the next notification cannot be looked up";
    const UNCLAIMED: &'static str = "due notifications cannot be claimed";

    /// One endpoint has a few of these places, so that it takes many stalled ones to fill them
    /// all.
    const AT_ONCE: usize = 1_024;

    async fn next_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        self.state.store.next_delivery_due(now).await
    }

    /// What is due and was not claimed waits for a place in its endpoint's queue.
    async fn take_on(
        &mut self,
        most: usize,
        under_way: &mut JoinSet<()>,
    ) -> Result<bool, StoreError> {
        let Claim { ready, count } = claim(self.state, most.min(CLAIMED)).await?;
        for (delivery, secrets) in ready {
            let (state, busy) = (self.state.clone(), self.state.work.begin());
            let ended = self.ended.clone();
            under_way.spawn(async move {
                let tried = send(&state, delivery, &secrets).await;
                drop(ended.send((tried, busy)).await);
            });
        }
        Ok(count > 0)
    }
}

type Ready = (ClaimedDelivery, Arc<[EndpointSecret]>);

/// What deliveries to one endpoint are signed with: one answer for all of a batch.
#[derive(Clone)]
enum With {
    Secrets(Arc<[EndpointSecret]>),
    Closed,
    Gone,
}

impl With {
    fn of(signing: Signing) -> Self {
        match signing {
            Signing::By(secrets) => Self::Secrets(secrets.into()),
            Signing::Closed => Self::Closed,
            Signing::Gone => Self::Gone,
        }
    }
}

struct Claim {
    ready: Vec<Ready>,
    /// How many were claimed, whatever became of them.
    count: usize,
}

async fn claim(state: &AppState, limit: usize) -> Result<Claim, StoreError> {
    let lease = state.post.timeout() + OWN_TIME;
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    let claimed = state
        .store
        .claim_deliveries(state.clock.now(), lease, limit)
        .await?;
    let count = claimed.len();
    let ready = signable(state, claimed).await?;
    Ok(Claim { ready, count })
}

/// The deliveries with what they are signed with right now. Those that cannot be signed are let
/// go of until later, so that they stand in nobody's way.
async fn signable(
    state: &AppState,
    claimed: Vec<ClaimedDelivery>,
) -> Result<Vec<Ready>, StoreError> {
    let now = state.clock.now();
    let mut known: HashMap<EndpointId, With> = HashMap::new();
    let (mut ready, mut held) = (Vec::with_capacity(claimed.len()), Vec::new());
    for delivery in claimed {
        let with = match known.get(&delivery.endpoint) {
            Some(with) => with.clone(),
            None => {
                let with = With::of(state.store.signing(&delivery.endpoint, now).await?);
                known.insert(delivery.endpoint.clone(), with.clone());
                with
            }
        };
        match with {
            With::Secrets(secrets) => ready.push((delivery, secrets)),
            With::Closed => {
                telemetry::notification_closed();
                held.push(delivery);
            }
            // Deleted a moment ago: it is thrown away with the endpoint.
            With::Gone => held.push(delivery),
        }
    }
    if !held.is_empty() {
        state.store.hold_deliveries(held, now.plus(CLOSED)).await?;
    }
    Ok(ready)
}

async fn send(state: &AppState, delivery: ClaimedDelivery, secrets: &[EndpointSecret]) -> Tried {
    // Its reader compares it with a clock of their own.
    let signed_at = state.clock.of_the_machine();
    let answer = state.post.send(&delivery, secrets, signed_at).await;
    telemetry::notification(delivery.kind, answer.outcome, answer.took);
    let now = state.clock.now();
    let fate = answer.fate(
        delivery.tries,
        now,
        plan::jitter(&delivery.id, delivery.tries),
    );
    Tried {
        r#try: answer.kept(now),
        fate,
        delivery,
    }
}
