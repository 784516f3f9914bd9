//! Sending a mutation twice does it once: its key is reserved before the work, answered in the
//! work's own transaction, and the answer given again byte for byte.

use std::time::Duration;

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use payment::{MerchantId, Timestamp};
use store::{
    AnswerError, Digest, IdempotencyKey, NewReservation, RESERVATION_TIME, Remember, RememberError,
    Remembered, Reservation, Reserved, Store, StoreError,
};
use tokio::time::Instant;
use tracing::Instrument as _;

use super::{answer::json, caller::Caller};
use crate::{problem::Problem, random, state::AppState};

const HEADER: &str = "idempotency-key";
/// Marks an answer that was given before.
pub(super) const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const MAX_CHARS: usize = 255;

/// How soon to try again what may work then.
const A_MOMENT: Duration = Duration::from_secs(1);

/// The `Idempotency-Key` header, where there is one.
#[derive(Debug)]
pub(crate) struct KeyHeader(Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for KeyHeader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all(HEADER).into_iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(Self(None)),
            (Some(value), None) => {
                let text = value.to_str().ok();
                let text = text.filter(|text| is_visible(text));
                let text = text.ok_or(Problem::InvalidIdempotencyKey)?;
                Ok(Self(Some(text.to_owned())))
            }
            (Some(_), Some(_)) => Err(Problem::InvalidIdempotencyKey),
        }
    }
}

fn is_visible(text: &str) -> bool {
    (1..=MAX_CHARS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// How a mutation begins.
#[derive(Debug)]
pub(crate) enum Start {
    /// It was done before, and this was the answer.
    Answered(Response),
    /// As far as is known it is to be done now.
    New(Once),
}

/// A mutation that is to be done once.
#[derive(Debug)]
pub(crate) struct Once {
    merchant: MerchantId,
    named: Option<Named>,
}

/// A request by the name that its caller gave it.
#[derive(Clone, Debug)]
struct Named {
    key: IdempotencyKey,
    request: Digest,
}

/// The right to do a mutation under a key.
#[derive(Debug)]
pub(crate) struct Ticket(Reservation);

/// Why a mutation was not done. Nothing of it happened.
#[derive(Debug)]
pub(crate) enum Undone {
    /// It was refused, or could not be done.
    Refused(Problem),
    /// The same request took over the key in the meantime: its answer is the answer.
    Overtaken,
}

impl From<Problem> for Undone {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl<E: Into<Self>> From<AnswerError<E>> for Undone {
    fn from(error: AnswerError<E>) -> Self {
        match error {
            AnswerError::KeyUsed => Self::Overtaken,
            AnswerError::Undone(error) => error.into(),
        }
    }
}

impl From<RememberError> for Undone {
    fn from(error: RememberError) -> Self {
        match error {
            RememberError::KeyUsed => Self::Overtaken,
            RememberError::Store(error) => Self::Refused(error.into()),
            // The key told who the merchant is.
            RememberError::NoSuchMerchant => Self::Refused(Problem::Internal(error.into())),
        }
    }
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
        let Some(text) = self.0 else {
            return Ok(Start::New(Once {
                merchant: caller.merchant.clone(),
                named: None,
            }));
        };
        // Test and live keys of one merchant must not get into each other's way, and a
        // digest is as good a name as the text.
        let name = hex::encode(Digest::of(format!("{}:{text}", caller.mode)).as_bytes());
        let named = Named {
            key: name.parse().map_err(|_| Problem::InvalidIdempotencyKey)?,
            request: Digest::of([action.as_bytes(), b"\n", body].concat()),
        };
        let Named { key, request } = &named;
        match store.idempotency(&caller.merchant, key, request).await? {
            Some(Reserved::Answered(remembered)) => Ok(Start::Answered(replay(remembered))),
            Some(Reserved::OtherRequest) => Err(Problem::IdempotencyKeyReused),
            // Whether it can be had shows when it is asked for.
            Some(Reserved::UnderWay { .. } | Reserved::Yours(_)) | None => Ok(Start::New(Once {
                merchant: caller.merchant.clone(),
                named: Some(named),
            })),
        }
    }
}

impl Once {
    /// Reserves the key, where there is one, and does the mutation, which writes its answer
    /// down with its effect. It is done to the end even when the caller hangs up. What is
    /// refused gives the key back.
    pub(crate) async fn perform<F>(
        self,
        state: &AppState,
        work: impl FnOnce(Option<Ticket>) -> F,
    ) -> Result<Response, Problem>
    where
        F: Future<Output = Result<Response, Undone>> + Send + 'static,
    {
        let Self { merchant, named } = self;
        let held = match &named {
            None => None,
            Some(named) => match reserve(state, &merchant, named).await? {
                Reserved::Yours(reservation) => Some(reservation),
                Reserved::Answered(remembered) => return Ok(replay(remembered)),
                Reserved::UnderWay { until } => return Err(in_use(state.clock.now(), until)),
                Reserved::OtherRequest => return Err(Problem::IdempotencyKeyReused),
            },
        };
        let working = work(held.clone().map(Ticket));
        let (store, clock) = (state.store.clone(), state.clock.clone());
        let settling = async move {
            match working.await {
                Ok(response) => Ok(response),
                Err(Undone::Overtaken) => match named {
                    Some(named) => answer_of_another(&store, &merchant, &named, clock.now()).await,
                    None => Err(in_use(clock.now(), clock.now())),
                },
                Err(Undone::Refused(problem)) => {
                    if let Some(reservation) = held {
                        give_back(&store, &merchant, reservation).await;
                    }
                    Err(problem)
                }
            }
        };
        tokio::spawn(settling.in_current_span())
            .await
            .unwrap_or_else(|error| Err(Problem::Internal(error.into())))
    }
}

async fn reserve(
    state: &AppState,
    merchant: &MerchantId,
    named: &Named,
) -> Result<Reserved, Problem> {
    let new = NewReservation {
        key: named.key.clone(),
        request: named.request,
        holder: random::secret(),
        at: state.clock.now(),
    };
    let drawn = new.held();
    let answer = state.store.reserve(merchant, new).await;
    if let Err(RememberError::Store(_)) = &answer {
        // It may be reserved all the same, and nobody would know whose it is.
        let (store, merchant) = (state.store.clone(), merchant.clone());
        tokio::spawn(async move { give_back(&store, &merchant, drawn).await });
    }
    answer.map_err(|error| match error {
        RememberError::Store(error) => error.into(),
        // The key told who the merchant is, and nobody can have lost what nobody has.
        RememberError::NoSuchMerchant | RememberError::KeyUsed => Problem::Internal(error.into()),
    })
}

async fn answer_of_another(
    store: &Store,
    merchant: &MerchantId,
    named: &Named,
    now: Timestamp,
) -> Result<Response, Problem> {
    let Named { key, request } = named;
    match store.idempotency(merchant, key, request).await? {
        Some(Reserved::Answered(remembered)) => Ok(replay(remembered)),
        Some(Reserved::OtherRequest) => Err(Problem::IdempotencyKeyReused),
        Some(Reserved::UnderWay { until }) => Err(in_use(now, until)),
        Some(Reserved::Yours(_)) | None => Err(in_use(now, now)),
    }
}

/// The same request has the key, until then at the latest.
fn in_use(now: Timestamp, until: Timestamp) -> Problem {
    Problem::IdempotencyKeyInUse {
        free_in: until.since(now).max(A_MOMENT),
    }
}

/// Gives a key back. Where the store does not take it, it is tried again for as long as the
/// key is held; after that it comes free by itself.
async fn give_back(store: &Store, merchant: &MerchantId, reservation: Reservation) {
    let Err(error) = store.release(merchant, reservation.clone()).await else {
        return;
    };
    tracing::warn!(
        error = &error as &dyn std::error::Error,
        "an idempotency key could not be given back yet"
    );
    let (store, merchant) = (store.clone(), merchant.clone());
    tokio::spawn(async move {
        let held_until = Instant::now() + RESERVATION_TIME;
        while Instant::now() < held_until {
            tokio::time::sleep(A_MOMENT).await;
            match store.release(&merchant, reservation.clone()).await {
                Ok(_) | Err(StoreError::Closed) => return,
                Err(_) => {}
            }
        }
    });
}

impl Ticket {
    /// The request's name.
    pub(crate) const fn key(&self) -> &IdempotencyKey {
        self.0.key()
    }

    /// The answer as the store is to keep it.
    pub(crate) fn remember(
        &self,
        status: StatusCode,
        body: &Bytes,
        answered_at: Timestamp,
    ) -> Remember {
        Remember {
            reservation: self.0.clone(),
            status: status.as_u16(),
            body: body.to_vec(),
            answered_at,
        }
    }
}

fn replay(remembered: Remembered) -> Response {
    let status = StatusCode::from_u16(remembered.status).unwrap_or(StatusCode::OK);
    let mut response = if remembered.body.is_empty() {
        status.into_response()
    } else {
        json(status, remembered.body.into())
    };
    response
        .headers_mut()
        .insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
