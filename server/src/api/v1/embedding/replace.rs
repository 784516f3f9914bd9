use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::Mode;
use serde_json::{Value, json};

use super::{object::Embedding, origin};
use crate::{
    api::{
        answer,
        body::JsonBody,
        caller::Caller,
        fields::{Faults, Field, Fields, NOT_TEXT, Pointer, REQUIRED, Wrong},
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::Schema,
        v1::checkouts::schema::text,
    },
    problem::{Fault, FaultCode, Problem},
    state::AppState,
};

/// How many origins one merchant can name in one mode. They stand in the headers of every page.
const MAX_ORIGINS: usize = 20;

const NOT_A_LIST: Wrong = Wrong::new(FaultCode::WrongType, "must be a list of origins");
const TOO_MANY: Wrong = Wrong::new(FaultCode::TooLong, "must be at most 20 origins");

/// `PUT /v1/embedding`
pub(super) async fn replace(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let once = match key
        .start(&state.store, &caller, "PUT /v1/embedding", &body)
        .await?
    {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let origins = origins(value, caller.mode).map_err(Problem::Invalid)?;
    let shown = answer::write(&Embedding::of(&origins));
    let (store, now) = (state.store.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
        store
            .set_embedding(&caller.merchant, caller.mode, &origins, answer)
            .await?;
        Ok(answer::json(StatusCode::OK, shown))
    };
    once.perform(&state, work).await
}

/// Reads the list; every fault of the body at once. What is named twice counts once.
fn origins(value: Value, mode: Mode) -> Result<Vec<String>, Vec<Fault>> {
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value,
    };
    let origins = Fields::of(body, &mut faults).and_then(|mut fields| {
        let origins = match fields.take("origins") {
            Some(field) => list(field, mode, &mut faults),
            None => {
                faults.add(&Pointer::default().field("origins"), REQUIRED);
                None
            }
        };
        fields.close(&mut faults);
        origins
    });
    faults.none_or(origins)
}

fn list(field: Field, mode: Mode, faults: &mut Faults) -> Option<Vec<String>> {
    let Field { at, value } = field;
    let Value::Array(entries) = value else {
        faults.add(&at, NOT_A_LIST);
        return None;
    };
    if entries.len() > MAX_ORIGINS {
        faults.add(&at, TOO_MANY);
        return None;
    }
    let mut origins = Vec::with_capacity(entries.len());
    for (number, entry) in entries.iter().enumerate() {
        let read = entry.as_str().ok_or(NOT_TEXT);
        match read.and_then(|text| origin::read(text, mode)) {
            Ok(origin) if origins.contains(&origin) => {}
            Ok(origin) => origins.push(origin),
            Err(wrong) => faults.add(&at.entry(number), wrong),
        }
    }
    Some(origins)
}

pub(super) fn schema() -> Schema {
    let origins = Schema::list(&text::origin()).with("maxItems", MAX_ORIGINS);
    Schema::object([("origins", origins)]).closed()
}

pub(super) fn example() -> Value {
    json!({ "origins": ["https://shop.example"] })
}
