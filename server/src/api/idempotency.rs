//! Sending a mutation twice does it once: the answer is kept with what it answers for, and
//! given again byte for byte.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Extension, RequestPartsExt,
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header};
use payment::Timestamp;
use store::{Digest, IdempotencyKey, Remember, Remembered, Store};

use super::caller::Caller;
use crate::problem::Problem;

const HEADER: &str = "idempotency-key";
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const MAX_CHARS: usize = 255;

/// The keys whose first request is at work in this process. Between processes the store
/// decides: it takes an answer for a key once.
#[derive(Clone, Debug, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<Digest>>>);

/// The `Idempotency-Key` header, where there is one.
#[derive(Debug)]
pub(crate) struct KeyHeader {
    text: Option<String>,
    in_flight: InFlight,
}

impl<S: Send + Sync> FromRequestParts<S> for KeyHeader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all(HEADER).into_iter();
        let text = match (values.next(), values.next()) {
            (None, _) => None,
            (Some(value), None) => {
                let text = value.to_str().ok().map(str::trim);
                let text = text.filter(|text| (1..=MAX_CHARS).contains(&text.len()));
                Some(text.ok_or(Problem::InvalidIdempotencyKey)?.to_owned())
            }
            (Some(_), Some(_)) => return Err(Problem::InvalidIdempotencyKey),
        };
        // Without the layer there is one set a request, and the store alone decides.
        let in_flight = parts.extract::<Extension<InFlight>>().await;
        Ok(Self {
            text,
            in_flight: in_flight.map(|Extension(set)| set).unwrap_or_default(),
        })
    }
}

/// How a mutation begins.
#[derive(Debug)]
pub(crate) enum Start {
    /// It was done before, and this was the answer.
    Answered(Response),
    /// It is to be done now, and remembered where the caller gave a key.
    New(Option<Ticket>),
}

/// The right to do a mutation under a key. Nobody else has it while this lives.
#[derive(Debug)]
pub(crate) struct Ticket {
    key: IdempotencyKey,
    request: Digest,
    place: Digest,
    in_flight: InFlight,
}

impl KeyHeader {
    /// Looks whether this mutation was done before. `action` tells mutations apart that
    /// have the same body, such as `POST /v1/checkouts`.
    pub(crate) async fn start(
        self,
        store: &Store,
        caller: &Caller,
        action: &str,
        body: &[u8],
    ) -> Result<Start, Problem> {
        let Some(text) = self.text else {
            return Ok(Start::New(None));
        };
        let ticket = Ticket::new(&text, caller, action, body, self.in_flight)?;
        match store.idempotency(&caller.merchant, &ticket.key).await? {
            Some(remembered) => ticket.answer(remembered).map(Start::Answered),
            None => Ok(Start::New(Some(ticket))),
        }
    }
}

impl Ticket {
    fn new(
        text: &str,
        caller: &Caller,
        action: &str,
        body: &[u8],
        in_flight: InFlight,
    ) -> Result<Self, Problem> {
        // Test and live keys of one merchant must not get into each other's way, and a
        // digest is as good a name as the text.
        let mode = caller.mode;
        let name = hex::encode(Digest::of(format!("{mode}:{text}")).as_bytes());
        let place = Digest::of(format!("{}:{name}", caller.merchant));
        let request = Digest::of([action.as_bytes(), b"\n", body].concat());
        let is_first = in_flight
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(place);
        if !is_first {
            return Err(Problem::IdempotencyKeyInUse);
        }
        Ok(Self {
            key: name.parse().map_err(|_| Problem::InvalidIdempotencyKey)?,
            request,
            place,
            in_flight,
        })
    }

    /// The answer as the store is to keep it.
    pub(crate) fn remember(
        &self,
        status: StatusCode,
        body: &Bytes,
        answered_at: Timestamp,
    ) -> Remember {
        Remember {
            key: self.key.clone(),
            request: self.request,
            status: status.as_u16(),
            body: body.to_vec(),
            answered_at,
        }
    }

    /// What another request under the same key was answered, which won over this one.
    pub(crate) async fn answered(
        self,
        store: &Store,
        caller: &Caller,
    ) -> Result<Response, Problem> {
        let remembered = store.idempotency(&caller.merchant, &self.key).await?;
        remembered.map_or(Err(Problem::IdempotencyKeyInUse), |remembered| {
            self.answer(remembered)
        })
    }

    fn answer(&self, remembered: Remembered) -> Result<Response, Problem> {
        if remembered.request != self.request {
            return Err(Problem::IdempotencyKeyReused);
        }
        let status = StatusCode::from_u16(remembered.status).unwrap_or(StatusCode::OK);
        let mut response = json(status, remembered.body.into());
        response
            .headers_mut()
            .insert(REPLAYED, HeaderValue::from_static("true"));
        Ok(response)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut set = self
            .in_flight
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        set.remove(&self.place);
    }
}

/// JSON that is written already.
pub(crate) fn json(status: StatusCode, body: Bytes) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ];
    (status, headers, body).into_response()
}
