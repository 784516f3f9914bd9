//! The loop that sends.

use std::{collections::HashMap, sync::Arc, time::Duration};

use payment::EndpointId;
use store::{ClaimedDelivery, EndpointSecret, Signing, StoreError, Tried};
use tokio::{
    sync::mpsc,
    task::{JoinHandle, JoinSet},
};

use super::{
    plan,
    settler::{self, Ended},
};
use crate::{state::AppState, telemetry, worker::Busy};

/// How many notifications are under way at once. One endpoint has a few of these places, so
/// that it takes many stalled ones to fill them all.
const AT_ONCE: usize = 1_024;

/// How many are claimed at once.
const CLAIMED: usize = 256;

/// What a delivery may take beside being sent: for its turn, and for being written down.
const OWN_TIME: Duration = Duration::from_secs(30);

/// The longest rest, whatever the clock says: for what another server left behind, and for a
/// place in a lane that it held.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// How long what cannot be signed is put off: until the sealing key is back or the secret is
/// rotated.
const CLOSED: Duration = Duration::from_secs(5 * 60);

/// How far off what nobody knows of is.
const NEVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How long to wait after the store failed.
const AFTER_TROUBLE: Duration = Duration::from_secs(1);

/// Sends what is due until the program is asked to stop; then finishes what is under way.
pub(crate) async fn run(state: AppState) {
    let mut sender = Sender::new(&state);
    // Listened to before the first look, so that nothing falls in between.
    let mut changed = state.store.deliveries_changed();
    while !state.shutdown.is_cancelled() {
        while sender.under_way.try_join_next().is_some() {}
        let free = AT_ONCE - sender.under_way.len();
        let until_due = sender.until_next_due().await;
        if free > 0 && until_due.is_zero() && sender.take_on(free).await {
            continue;
        }
        tokio::select! {
            () = state.clock.sleep(until_due), if !until_due.is_zero() => {}
            () = tokio::time::sleep(LONGEST_REST) => {}
            () = changed.changed() => {}
            Some(_) = sender.under_way.join_next(), if free == 0 => {}
            () = state.shutdown.cancelled() => {}
        }
    }
    sender.finish().await;
}

/// Sends what is due right now, in the order in which it was claimed, one after the other, and
/// returns how many that were.
pub(crate) async fn send_due(state: &AppState) -> Result<usize, StoreError> {
    let lease = state.post.timeout() + OWN_TIME;
    let limit = u32::try_from(CLAIMED).unwrap_or(u32::MAX);
    let claimed = state
        .store
        .claim_deliveries(state.clock.now(), lease, limit)
        .await?;
    let count = claimed.len();
    for (delivery, secrets) in signable(state, claimed).await? {
        let tried = send(state, delivery, &secrets).await;
        settler::settle(&state.store, vec![tried]).await;
    }
    Ok(count)
}

struct Sender<'a> {
    state: &'a AppState,
    under_way: JoinSet<()>,
    ended: mpsc::Sender<Ended>,
    settling: JoinHandle<()>,
    in_trouble: bool,
}

impl<'a> Sender<'a> {
    fn new(state: &'a AppState) -> Self {
        let (ended, waiting) = mpsc::channel(AT_ONCE);
        Self {
            state,
            under_way: JoinSet::new(),
            ended,
            settling: tokio::spawn(settler::run(state.store.clone(), waiting)),
            in_trouble: false,
        }
    }

    async fn until_next_due(&mut self) -> Duration {
        let now = self.state.clock.now();
        match self.state.store.next_delivery_due(now).await {
            Ok(due) => {
                self.in_trouble = false;
                due.map_or(NEVER, |due| due.since(now))
            }
            Err(error) => {
                self.trouble(&error, "the next notification cannot be looked up");
                AFTER_TROUBLE
            }
        }
    }

    /// A store that is away for an hour is worth one line.
    fn trouble(&mut self, error: &StoreError, what: &'static str) {
        if !std::mem::replace(&mut self.in_trouble, true) {
            tracing::error!(error = error as &dyn std::error::Error, "{what}");
        }
    }

    /// Claims what is due and starts to send it. Answers whether there was anything; what is
    /// due and was not claimed waits for a place in its lane.
    async fn take_on(&mut self, free: usize) -> bool {
        let (state, busy) = (self.state, self.state.work.begin());
        match claim(state, free.min(CLAIMED)).await {
            Ok(Claim { ready, is_any }) => {
                for (delivery, secrets) in ready {
                    self.start(delivery, secrets, state.work.begin());
                }
                drop(busy);
                is_any
            }
            Err(error) => {
                self.trouble(&error, "due notifications cannot be claimed");
                drop(busy);
                tokio::time::sleep(AFTER_TROUBLE).await;
                false
            }
        }
    }

    fn start(&mut self, delivery: ClaimedDelivery, secrets: Arc<[EndpointSecret]>, busy: Busy) {
        let (state, ended) = (self.state.clone(), self.ended.clone());
        self.under_way.spawn(async move {
            let tried = send(&state, delivery, &secrets).await;
            // The settler lives until the last of these is gone.
            drop(ended.send((tried, busy)).await);
        });
    }

    /// Waits for what is under way as long as there is time. What is cut short is sent again
    /// once its lease has run out.
    async fn finish(mut self) {
        while !self.under_way.is_empty() {
            tokio::select! {
                _ = self.under_way.join_next() => {}
                () = self.state.cut.cancelled() => break,
            }
        }
        if !self.under_way.is_empty() {
            tracing::warn!(
                count = self.under_way.len(),
                "notifications were cut short; they are sent again later"
            );
        }
        self.under_way.shutdown().await;
        drop(self.ended);
        if let Err(error) = self.settling.await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "writing down what came of notifications broke off"
            );
        }
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
    /// Whether anything was claimed, whatever became of it.
    is_any: bool,
}

async fn claim(state: &AppState, limit: usize) -> Result<Claim, StoreError> {
    let lease = state.post.timeout() + OWN_TIME;
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    let claimed = state
        .store
        .claim_deliveries(state.clock.now(), lease, limit)
        .await?;
    let is_any = !claimed.is_empty();
    let ready = signable(state, claimed).await?;
    Ok(Claim { ready, is_any })
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
