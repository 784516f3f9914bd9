//! Hearing from the server: a stream of states, and questions while the stream is cut.

use std::{cell::RefCell, time::Duration};

use gloo_events::EventListener;
use leptos::{
    leptos_dom::helpers::TimeoutHandle,
    prelude::{Update, WithUntracked, document, set_timeout, set_timeout_with_handle, window},
    task::spawn_local,
};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventSource, MessageEvent, VisibilityState};

use super::{
    connection::{Connection, Notice},
    fetch, page, shown, swap, wire,
};

/// How long the page says that the connection is back.
const ONLINE_NOTICE: Duration = Duration::from_secs(5);

/// After how long the server is asked again when its answer could not be followed, in
/// milliseconds: not at once, so that a page that fails for long is not asked for all the time.
const SOON_MS: u32 = 2_000;

#[derive(Default)]
struct Stream {
    connection: Connection,
    source: Option<Source>,
    next_question: Option<TimeoutHandle>,
    /// Counts starts and stops, so that an answer to an earlier page's question is not heard.
    round: u32,
    running: bool,
    /// Stopped because a form is on its way: its answer is another page.
    set_aside: bool,
}

/// An open stream; dropping it closes it.
struct Source {
    events: EventSource,
    _listeners: [EventListener; 3],
}

impl Drop for Source {
    fn drop(&mut self) {
        self.events.close();
    }
}

thread_local! {
    static STREAM: RefCell<Stream> = RefCell::default();
    static WAKERS: RefCell<Vec<EventListener>> = const { RefCell::new(Vec::new()) };
}

/// Only for a moment: what `f` calls must not come back here.
fn with<T>(f: impl FnOnce(&mut Stream) -> T) -> T {
    STREAM.with_borrow_mut(f)
}

/// How long the answer to a form may take before the page is taken for staying.
const FORM_PATIENCE: Duration = Duration::from_secs(15);

/// Begins to listen for what comes after the state that is shown.
pub(super) fn start() {
    let seen = shown::current().map(|shown| shown.with_untracked(|shown| shown.state.seq));
    restart(seen);
    WAKERS.with_borrow_mut(|wakers| {
        if wakers.is_empty() {
            wake_with_the_page(wakers);
        }
    });
}

/// Listens anew, at the address that the page gives now. `seen` is the last event that need
/// not be sent again; `None` asks for the present state at once, as for its new words.
pub(super) fn restart(seen: Option<u64>) {
    stop();
    with(|stream| {
        stream.running = true;
        stream.set_aside = false;
    });
    open(seen);
    plan();
}

/// Stops listening: nothing more is to come, or the page is put aside.
pub(super) fn stop() {
    let (source, question) = with(|stream| {
        stream.round += 1;
        stream.running = false;
        (stream.source.take(), stream.next_question.take())
    });
    drop(source);
    if let Some(question) = question {
        question.clear();
    }
}

/// Asks the server at once.
pub(super) fn hurry() {
    with(|stream| stream.connection.hurry());
    ask();
}

/// Asks the server in a moment, when what it said last could not be followed.
pub(super) fn ask_soon() {
    plan_in(SOON_MS);
}

fn open(seen: Option<u64>) {
    let Some(mut url) = page::data("data-events-url") else {
        return;
    };
    if let Some(seen) = seen {
        url.push_str(if url.contains('?') {
            "&after="
        } else {
            "?after="
        });
        url.push_str(&seen.to_string());
    }
    let Ok(events) = EventSource::new(&url) else {
        return;
    };
    let listeners = [
        EventListener::new(&events, "open", |_| {
            with(|stream| stream.connection.opened());
            tell();
            plan();
        }),
        EventListener::new(&events, "state", |event: &Event| {
            let text = event
                .dyn_ref()
                .and_then(|event: &MessageEvent| event.data().as_string());
            if let Some(state) = text.as_deref().and_then(wire::heard) {
                with(|stream| stream.connection.heard());
                tell();
                page::learn(state);
            }
        }),
        EventListener::new(&events, "error", |_| {
            if with(|stream| stream.connection.broke()) {
                plan();
            }
        }),
    ];
    let source = Source {
        events,
        _listeners: listeners,
    };
    let old = with(|stream| stream.source.replace(source));
    drop(old);
}

/// Sets the time of the next question.
fn plan() {
    let is_online = window().navigator().on_line();
    plan_in(with(|stream| stream.connection.wait_ms(is_online)));
}

fn plan_in(wait_ms: u32) {
    if with(|stream| stream.running) {
        let question = set_timeout_with_handle(ask, Duration::from_millis(wait_ms.into())).ok();
        let old = with(|stream| std::mem::replace(&mut stream.next_question, question));
        if let Some(old) = old {
            old.clear();
        }
    }
}

fn ask() {
    let round = with(|stream| stream.running.then_some(stream.round));
    let (Some(round), Some(url)) = (round, page::data("data-state-url")) else {
        return;
    };
    spawn_local(async move {
        let state = fetch::text(&url)
            .await
            .ok()
            .as_deref()
            .and_then(wire::heard);
        if with(|stream| stream.round) != round {
            return;
        }
        let is_closed = with(|stream| {
            match state {
                Some(_) => stream.connection.answered(),
                None => stream.connection.failed(),
            }
            stream
                .source
                .as_ref()
                .is_none_or(|source| source.events.ready_state() == EventSource::CLOSED)
        });
        tell();
        // The browser gives a stream up when the server refuses it. It answers again: try again.
        if let (Some(state), true) = (&state, is_closed) {
            open(Some(state.seq));
        }
        plan();
        if let Some(state) = state {
            page::learn(state);
        }
    });
}

/// Shows what there is to say about the connection.
fn tell() {
    let notice = with(|stream| stream.connection.notice());
    let Some(shown) = shown::current() else {
        return;
    };
    if shown.with_untracked(|shown| shown.notice) == notice {
        return;
    }
    shown.update(|shown| shown.notice = notice);
    if notice == Notice::Online {
        set_timeout(
            || {
                with(|stream| stream.connection.quiet());
                tell();
            },
            ONLINE_NOTICE,
        );
    }
}

/// A page that comes back from the background, or from the browser's memory of pages left,
/// may have missed anything.
fn wake_with_the_page(wakers: &mut Vec<EventListener>) {
    let (window, document) = (window(), document());
    wakers.push(EventListener::new(&window, "online", |_| hurry()));
    wakers.push(EventListener::new(&window, "offline", |_| hurry()));
    wakers.push(EventListener::new(&document, "visibilitychange", |_| {
        if leptos::prelude::document().visibility_state() == VisibilityState::Visible {
            hurry();
        }
    }));
    wakers.push(EventListener::new(&window, "pagehide", |_| {
        // An open stream would keep the page from being remembered.
        let source = with(|stream| {
            stream.connection.broke();
            stream.source.take()
        });
        drop(source);
    }));
    wakers.push(EventListener::new(&document, "submit", |event| {
        if !event.default_prevented() {
            set_aside();
        }
    }));
    wakers.push(EventListener::new(&window, "pageshow", |_| {
        come_back();
        if with(|stream| stream.source.is_none()) {
            hurry();
        }
    }));
}

/// A form is on its way. What it does must be shown by the page that answers it, not by this
/// one a moment before: a bank frame would be opened twice.
fn set_aside() {
    if !with(|stream| stream.running) {
        return;
    }
    stop();
    swap::forget();
    with(|stream| stream.set_aside = true);
    set_timeout(come_back, FORM_PATIENCE);
}

/// The form led nowhere, or the customer came back.
fn come_back() {
    if with(|stream| stream.set_aside) {
        restart(None);
    }
}
