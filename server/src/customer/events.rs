//! `GET /c/{token}/events`: the page's live updates, as server-sent events.
//!
//! Each carries the whole state as of one event of the log, numbered by it, so that a
//! reader that was away needs nothing but the newest.

use std::{convert::Infallible, time::Duration};

use app::{desk::Desk as _, page::live_state};
use axum::{
    extract::{Query, State},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::{Stream, StreamExt as _, stream};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use payment::{CheckoutId, Locale, PageToken};
use serde::Deserialize;
use store::Change;
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{
    address::{PageAddress, status_of},
    language::LanguageQuery,
};
use crate::{state::AppState, telemetry};

/// How often a stream that has nothing to say shows that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Debug, Default, Deserialize)]
pub(crate) struct EventsQuery {
    #[serde(flatten)]
    language: LanguageQuery,
    /// The last event that the page has, for the first connection.
    after: Option<String>,
}

pub(crate) async fn stream(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<EventsQuery>,
    headers: HeaderMap,
) -> Response {
    // Listen first and look second, so that nothing falls in between.
    let changes = state.store.subscribe();
    let view = match address.view(&state).await {
        Ok(view) => view,
        Err(error) => return status_of(&error).into_response(),
    };
    let last_seen = last_event_id(&headers).or(query.after);
    let sent = last_seen.and_then(|seq| seq.parse().ok()).unwrap_or(0);
    if view.checkout.status().is_final() && sent >= view.seq {
        // Nothing will ever come: 204 is how a server tells an EventSource to stop asking.
        return StatusCode::NO_CONTENT.into_response();
    }
    let locale = query.language.resolve(&headers, Some(&view.checkout));
    let shutdown = state.shutdown.clone();
    let reader = Reader {
        id: view.checkout.id,
        state,
        token: view.token,
        locale,
        changes,
        sent,
        next: Next::Look,
        _open: telemetry::sse_connection(),
    };
    let mut response = Sse::new(reader.updates().take_until(shutdown.cancelled_owned()))
        .keep_alive(KeepAlive::new().interval(HEARTBEAT))
        .into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies must hand every event on at once.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn last_event_id(headers: &HeaderMap) -> Option<String> {
    headers
        .get("last-event-id")?
        .to_str()
        .ok()
        .map(str::to_owned)
}

enum Next {
    Look,
    Wait,
    Stop,
}

struct Reader {
    state: AppState,
    token: PageToken,
    id: CheckoutId,
    locale: Locale,
    changes: Receiver<Change>,
    sent: u64,
    next: Next,
    _open: telemetry::SseConnection,
}

impl Reader {
    fn updates(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut reader| async move {
            loop {
                match reader.next {
                    Next::Stop => return None,
                    Next::Wait => {
                        reader.wait().await?;
                        reader.next = Next::Look;
                    }
                    Next::Look => {
                        reader.next = Next::Wait;
                        if let Some(event) = reader.look().await? {
                            return Some((Ok(event), reader));
                        }
                    }
                }
            }
        })
    }

    /// Waits for a change of this checkout; `None` when the store is gone.
    async fn wait(&mut self) -> Option<()> {
        loop {
            match self.changes.recv().await {
                Ok(change)
                    if change.checkout == self.id
                        && u64::from(change.version.number()) > self.sent =>
                {
                    return Some(());
                }
                Ok(_) => {}
                // Too much happened to follow: one of it may be ours.
                Err(RecvError::Lagged(_)) => return Some(()),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// The newest state, when it is newer than what was sent; `None` ends the stream and
    /// the browser comes back by itself.
    async fn look(&mut self) -> Option<Option<Event>> {
        let view = self.state.desk.view(&self.token).await.ok()?;
        if view.checkout.status().is_final() {
            self.next = Next::Stop;
        }
        if view.seq <= self.sent {
            return Some(None);
        }
        self.sent = view.seq;
        let event = Event::default().event("state").id(view.seq.to_string());
        event
            .json_data(live_state(&view, self.locale))
            .ok()
            .map(Some)
    }
}
