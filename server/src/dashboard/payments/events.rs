//! What pages follow along by: that there is something new, and nothing of what it is. The page
//! then asks for itself again, as whoever is signed in by then.

use std::{collections::BTreeSet, convert::Infallible, time::Duration};

use axum::{
    extract::{Path, State},
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::{Stream, stream};
use http::{HeaderValue, StatusCode, header};
use payment::{CheckoutId, SignInId};
use store::{Change, Watch};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep_until},
};

use super::find;
use crate::{
    customer::Place,
    dashboard::{Signed, unavailable},
    state::AppState,
    telemetry,
};

/// How often a stream that has nothing to say shows that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a stream lasts. The browser comes back, and is let in again or not.
const LIFE: Duration = Duration::from_secs(5 * 60);

/// After how long it comes back.
const AGAIN: Duration = Duration::from_secs(2);

/// News within so long is told once.
const TOGETHER: Duration = Duration::from_millis(250);

/// So many checkouts that changed are looked up; where there are more, a list is taken to have
/// changed.
const LOOKED_UP: usize = 100;

/// `GET /dashboard/payments/events`
pub(super) async fn of_list(State(state): State<AppState>, signed: Signed) -> Response {
    let changes = state.store.subscribe();
    respond(News {
        until: Instant::now() + LIFE,
        place: state.followers.enter(&signed.person.sign_in),
        what: What::List(Box::new(signed), changes),
        state,
        next: Next::Greet,
        _open: telemetry::sse_connection(),
    })
}

/// `GET /dashboard/payments/{id}/events`
pub(super) async fn of_payment(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    let id = match find(&state, &signed, &id).await {
        Ok(Some(found)) => found.checkout.id,
        Ok(None) => return StatusCode::NO_CONTENT.into_response(),
        Err(error) => return unavailable(&error),
    };
    respond(News {
        until: Instant::now() + LIFE,
        place: state.followers.enter(&signed.person.sign_in),
        what: What::Payment(state.store.watch(&id)),
        state,
        next: Next::Greet,
        _open: telemetry::sse_connection(),
    })
}

fn respond(news: News) -> Response {
    let mut response = Sse::new(news.events())
        .keep_alive(KeepAlive::new().interval(HEARTBEAT))
        .into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies must hand every event on at once.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

enum What {
    List(Box<Signed>, Receiver<Change>),
    Payment(Watch),
}

enum Next {
    Greet,
    Wait,
}

struct News {
    state: AppState,
    what: What,
    until: Instant,
    place: Place<SignInId>,
    next: Next,
    _open: telemetry::SseConnection,
}

impl News {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> + Send {
        stream::unfold(self, |mut news| async move {
            let event = match news.next {
                Next::Greet => {
                    news.next = Next::Wait;
                    Event::default().retry(AGAIN)
                }
                Next::Wait => {
                    let (state, until) = (news.state.clone(), news.until);
                    let displaced = news.place.displaced.clone();
                    tokio::select! {
                        () = sleep_until(until) => return None,
                        () = state.shutdown.cancelled() => return None,
                        () = displaced.cancelled() => return None,
                        () = news.what.changed(&state) => {}
                    }
                    // A browser passes over an event without data.
                    Event::default().event("changed").data("look")
                }
            };
            Some((Ok(event), news))
        })
    }
}

impl What {
    /// Returns once there is something new to see.
    async fn changed(&mut self, state: &AppState) {
        match self {
            Self::Payment(watch) => watch.changed().await,
            Self::List(signed, changes) => while !of_theirs(state, signed, changes).await {},
        }
    }
}

/// Waits for the next news, and tells whether it is about a checkout that they look at.
async fn of_theirs(state: &AppState, signed: &Signed, changes: &mut Receiver<Change>) -> bool {
    let mut changed = BTreeSet::new();
    match changes.recv().await {
        Ok(change) => changed.insert(change.checkout),
        Err(RecvError::Lagged(_)) => return true,
        // The store is gone, and the stream soon, too.
        Err(RecvError::Closed) => return std::future::pending().await,
    };
    let end = Instant::now() + TOGETHER;
    loop {
        tokio::select! {
            () = sleep_until(end) => break,
            more = changes.recv() => match more {
                Ok(change) => changed.insert(change.checkout),
                Err(RecvError::Lagged(_)) => return true,
                Err(RecvError::Closed) => break,
            },
        };
    }
    if changed.len() > LOOKED_UP {
        return true;
    }
    let changed: Vec<CheckoutId> = changed.into_iter().collect();
    let theirs = state
        .store
        .is_any_of(&changed, &signed.merchant, signed.mode)
        .await;
    // A page that asks once too often does no harm.
    theirs.unwrap_or(true)
}
