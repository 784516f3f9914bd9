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
use futures::{Stream, stream};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use payment::{CheckoutId, Locale, PageToken};
use serde::Deserialize;
use store::Watch;

use super::{
    address::{PageAddress, status_of},
    language::LanguageQuery,
    streams::Place,
};
use crate::{random, state::AppState, telemetry};

/// How often a stream that has nothing to say shows that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// After how long a browser comes back whose stream was cut.
const CUT: Duration = Duration::from_millis(1_000);

/// The same where this server stops: at once, and not all in the same moment.
const ELSEWHERE: Duration = Duration::from_millis(50);

/// The same where a stream had to give way. The page asks by itself until then.
const CROWDED: Duration = Duration::from_secs(30);

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
    let reader = Reader {
        place: state.streams.enter(&view.checkout.id),
        // Watched before the next look, so that nothing falls in between.
        watch: state.store.watch(&view.checkout.id),
        state,
        token: view.token,
        locale,
        sent,
        next: Next::Greet,
        _open: telemetry::sse_connection(),
    };
    let mut response = Sse::new(reader.updates())
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
    Greet,
    Look,
    Wait,
    Stop,
}

/// What a stream that waits was woken by.
enum Woken {
    /// Something may have changed.
    Changed,
    /// The stream ends, and its reader is to come back after so long.
    Farewell(Duration),
}

struct Reader {
    state: AppState,
    place: Place<CheckoutId>,
    token: PageToken,
    locale: Locale,
    watch: Watch,
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
                    Next::Greet => {
                        reader.next = Next::Look;
                        return Some((Ok(come_back_after(jittered(CUT))), reader));
                    }
                    Next::Wait => match reader.wait().await {
                        Woken::Changed => reader.next = Next::Look,
                        Woken::Farewell(after) => {
                            reader.next = Next::Stop;
                            return Some((Ok(come_back_after(after)), reader));
                        }
                    },
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

    /// Waits for a change of this checkout, on whichever server, or for the end of the stream.
    async fn wait(&mut self) -> Woken {
        tokio::select! {
            () = self.watch.changed() => Woken::Changed,
            () = self.state.shutdown.cancelled() => Woken::Farewell(jittered(ELSEWHERE)),
            () = self.place.displaced.cancelled() => Woken::Farewell(jittered(CROWDED)),
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

/// Tells the browser when to come back once the stream ends, however it ends.
fn come_back_after(wait: Duration) -> Event {
    Event::default().retry(wait)
}

/// So long, or up to twice as long.
fn jittered(least: Duration) -> Duration {
    let [chance] = random::secret();
    least + least * u32::from(chance) / u32::from(u8::MAX)
}
