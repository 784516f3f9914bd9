//! Where a step of the server can be stopped: between two of its effects.

use std::{
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use store::Store;
use tokio::sync::{Notify, oneshot};

/// An instant between two effects of a step, counted from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// The nth thing that it wrote is on disk, and it has not heard of that.
    Written(u64),
    /// Its nth request has left, and the provider has not seen it.
    Asked(u64),
    /// The provider has done what its nth request asked for, and has not answered.
    Done(u64),
}

/// Everything that the server asks of the provider goes through here.
#[derive(Clone, Debug, Default)]
pub(super) struct Gate(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    watch: Mutex<Watch>,
    reached: Notify,
}

#[derive(Debug, Default)]
struct Watch {
    stop: Option<Point>,
    stopped: Option<Stopped>,
    requests: u64,
}

/// A request that stands at the gate. It goes on when it is let go on, and never when this is
/// dropped: then whoever asked is gone.
#[derive(Debug)]
pub(super) struct Stopped(oneshot::Sender<()>);

impl Stopped {
    /// Lets it go on.
    pub(super) fn go_on(self) {
        // Whoever asked may have gone.
        let _ = self.0.send(());
    }
}

/// How far a step came.
#[derive(Debug)]
pub(super) enum Came<T> {
    /// To its end.
    Through(T),
    /// To the point where it was to be stopped. The request that stands at the gate, if one
    /// does.
    Stopped(Option<Stopped>),
}

impl Gate {
    /// Polls a step until it is through or comes to that point.
    pub(super) async fn pass<T>(
        &self,
        step: &mut Pin<Box<dyn Future<Output = T> + Send>>,
        store: &Store,
        stop: Option<Point>,
    ) -> Came<T> {
        self.watch().stop = stop;
        let written = store.stats().commits;
        let is_written = || match stop {
            Some(Point::Written(count)) => store.stats().commits >= written + count,
            Some(Point::Asked(_) | Point::Done(_)) | None => false,
        };
        let mut reached = pin!(self.0.reached.notified());
        let came = std::future::poll_fn(|context| {
            if is_written() || reached.as_mut().poll(context).is_ready() {
                return std::task::Poll::Ready(None);
            }
            step.as_mut().poll(context).map(Some)
        })
        .await;
        let mut watch = self.watch();
        watch.stop = None;
        match came {
            Some(done) => Came::Through(done),
            None => Came::Stopped(watch.stopped.take()),
        }
    }

    /// How many requests came by so far.
    pub(super) fn requests(&self) -> u64 {
        self.watch().requests
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.0.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stands still where this is the point.
    async fn stand(&self, is_before: bool) {
        let stopped = {
            let mut watch = self.watch();
            if is_before {
                watch.requests += 1;
            }
            let left = match (&mut watch.stop, is_before) {
                (Some(Point::Asked(left)), true) | (Some(Point::Done(left)), false) => left,
                (Some(Point::Written(_) | Point::Asked(_) | Point::Done(_)) | None, _) => return,
            };
            *left = left.saturating_sub(1);
            if *left > 0 {
                return;
            }
            watch.stop = None;
            let (stopped, go_on) = oneshot::channel();
            watch.stopped = Some(Stopped(stopped));
            go_on
        };
        self.0.reached.notify_one();
        if stopped.await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Where the provider hands out tokens.
const TOKEN: &str = "/api/v1/authorize";

/// A request on its way to the provider and its answer on the way back.
pub(super) async fn gate(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    // Whoever fetches the token that all share keeps the others waiting: a standstill there
    // would last until they give up.
    if request.uri().path() == TOKEN {
        return next.run(request).await;
    }
    gate.stand(true).await;
    let response = next.run(request).await;
    gate.stand(false).await;
    response
}
