use axum::{extract::State, response::Response};
use http::{HeaderMap, StatusCode};
use payment::KeyId;
use store::{AnswerError, KeyError, ListedKey, NewKey};

use super::{CHAPTER, example, object, request};
use crate::{
    api::{
        answer,
        body::JsonBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket, Undone},
        json,
        key::ApiKey,
        openapi::{Operation, Schema},
        veil::Veil,
    },
    problem::Problem,
    random,
    state::AppState,
};

const ACTION: &str = "POST /v1/keys";

pub(super) fn describe() -> Operation {
    Operation::new(
        "createKey",
        CHAPTER,
        "Make a key",
        "It acts on the mode of the key that asks. `api_key` is shown in this answer, and in its \
         repeat to the same key, and never again.",
    )
    .once()
    .json(Schema::named("NewKey"), example::new())
    .answers(201, "The key.", Schema::named("Key"), example::revealed())
    .problem(409, "too_many_keys")
}

/// `POST /v1/keys`
///
/// Of the mode of the key that asks, and never stronger than it, for it takes the strongest.
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    key: KeyHeader,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let veil = Veil::of(&headers)?;
    let once = match key.start(&state.store, &caller, ACTION, &body).await? {
        Start::Answered(response) => return veil.lift(ACTION, response).await,
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let request::New { scope } = request::new(value).map_err(Problem::Invalid)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let api_key = ApiKey::generate(caller.mode, random::secret);
    let made = ListedKey {
        id: KeyId::from_bytes(random::ordered()),
        merchant: caller.merchant,
        hint: api_key.hint(),
        mode: caller.mode,
        scope,
        created_at: now,
        used_at: None,
        revoked_at: None,
    };
    let shown = answer::write(&object::Key::of(&made).revealing(&api_key));
    let hidden = veil.hide(ACTION, &shown);
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::CREATED, &hidden, now));
        let new = NewKey {
            id: made.id,
            merchant: made.merchant,
            digest: api_key.digest(),
            hint: made.hint,
            mode: made.mode,
            scope: made.scope,
            created_at: made.created_at,
        };
        match store.create_key_and_answer(new, answer).await {
            Ok(()) => Ok(answer::json(StatusCode::CREATED, shown)),
            Err(AnswerError::KeyUsed) => Err(Undone::Overtaken),
            Err(AnswerError::Undone(error)) => Err(refusal(error).into()),
        }
    };
    let response = once.perform(&state, work).await?;
    veil.lift(ACTION, response).await
}

fn refusal(error: KeyError) -> Problem {
    match error {
        KeyError::TooMany => Problem::TooManyKeys,
        KeyError::Store(error) => error.into(),
        // The key told who the merchant is, and neither an id nor a key is ever drawn twice.
        KeyError::NoSuchMerchant | KeyError::Taken => Problem::Internal(error.into()),
    }
}
