//! Every request and its answer, as the trace and the record see them: from outside, after
//! all faults.

use std::borrow::Cow;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts, uri::PathAndQuery},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::value::{RawValue, to_raw_value};

use crate::{
    Twin, clock,
    cut::Cut,
    line::Severed,
    mask,
    problem::Problem,
    record::{Exchange, Recorder},
    request,
    trace::Ending,
};

/// The largest body that is read, in bytes. Assumption: the provider's own limit is unknown.
pub(crate) const MAX_BODY: usize = 256 * 1024;

/// The names of the faults that struck. Rides on a response as an extension.
#[derive(Clone, Debug, Default)]
pub(crate) struct Struck(pub(crate) Vec<&'static str>);

/// What a request is to the twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The documented API.
    Api,
    /// A hosted page.
    Page,
    /// An order that changes something.
    Order,
    /// A look at something. Nothing that happened.
    Look,
}

impl Kind {
    fn of(method: &Method, path: &str) -> Self {
        let look = *method == Method::GET || *method == Method::HEAD;
        let below = |root: &str| {
            path.strip_prefix(root)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if below("/api") || below("/v3") {
            Self::Api
        } else if below("/_twin") || path == "/" || below("/home") {
            if look { Self::Look } else { Self::Order }
        } else if below("/assets") || path == "/favicon.ico" {
            Self::Look
        } else {
            Self::Page
        }
    }
}

/// Notes the exchange, sets the date of the twin's own clock, and cuts the answer off where
/// a fault says so.
pub(crate) async fn exchange(State(twin): State<Twin>, request: Request, next: Next) -> Response {
    let kind = Kind::of(request.method(), request.uri().path());
    if kind == Kind::Look {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let seen = Seen::of(&parts, &body);
    let line = parts.extensions.get::<ConnectInfo<Severed>>().cloned();
    let number = match kind {
        Kind::Api => twin.recorder().map(Recorder::begin),
        Kind::Page | Kind::Order | Kind::Look => None,
    };
    let mark = twin.with(|book, now| book.trace.began(now, seen.target(), seen.body()));
    let response = next
        .run(Request::from_parts(parts, Body::from(body.clone())))
        .await;

    let (mut head, answer) = response.into_parts();
    let answer = to_bytes(answer, usize::MAX).await.unwrap_or_default();
    let cut = head.extensions.remove::<Cut>();
    let struck = head.extensions.remove::<Struck>().unwrap_or_default();
    let ending = Ending {
        faults: struck.0,
        cut,
        answer: seen.answer(&head.headers, &answer),
        answered: head.status.as_u16(),
    };
    let now = twin.with(|book, now| {
        book.trace.ended(mark, ending);
        now
    });
    if let Ok(date) = HeaderValue::try_from(clock::header(now)) {
        head.headers.entry(header::DATE).or_insert(date);
    }
    if let (Some(recorder), Some(number)) = (twin.recorder(), number) {
        let exchange = Exchange {
            method: &seen.method,
            target: &seen.target,
            headers: &seen.headers,
            body: &body,
            status: head.status,
            answer_headers: &head.headers,
            answer: &answer,
            cut,
        };
        recorder.exchange(number, &exchange).await;
    }
    let response = Response::from_parts(head, answer);
    if let (Some(Cut::Reset), Some(ConnectInfo(line))) = (cut, line) {
        line.sever();
    }
    match cut {
        Some(cut) => cut.of(response),
        None => response.map(Body::from),
    }
}

/// A request as it came in, for whoever writes it down.
struct Seen {
    method: Method,
    target: String,
    headers: HeaderMap,
    body: Bytes,
    /// Where the twin was reached, which is another port each time.
    host: Option<String>,
}

impl Seen {
    fn of(parts: &Parts, body: &Bytes) -> Self {
        let host = parts.headers.get(header::HOST);
        Self {
            method: parts.method.clone(),
            target: mask::target(parts.uri.path_and_query().map_or("/", PathAndQuery::as_str)),
            headers: parts.headers.clone(),
            body: body.clone(),
            host: host.and_then(|host| host.to_str().ok()).map(str::to_owned),
        }
    }

    fn target(&self) -> String {
        self.anywhere(&format!("{} {}", self.method, self.target))
            .into_owned()
    }

    fn body(&self) -> Option<Box<RawValue>> {
        let shown = request::readable(&self.headers, &self.body)?;
        self.same(&shown)
    }

    /// The answer, where it is JSON or short text; pages are too long to be told.
    fn answer(&self, headers: &HeaderMap, body: &[u8]) -> Option<Box<RawValue>> {
        if let Some(place) = headers.get(header::LOCATION) {
            let place = self.anywhere(place.to_str().ok()?).into_owned();
            return to_raw_value(&place).ok();
        }
        let text = std::str::from_utf8(body).ok()?;
        let shown = mask::json(text);
        let shown: Box<RawValue> = serde_json::from_str(&shown).ok()?;
        self.same(&shown)
    }

    fn same(&self, shown: &RawValue) -> Option<Box<RawValue>> {
        RawValue::from_string(self.anywhere(shown.get()).into_owned()).ok()
    }

    /// The same text wherever the twin listens.
    fn anywhere<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match &self.host {
            Some(host) => text.replace(host.as_str(), "twin").into(),
            None => text.into(),
        }
    }
}
