use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use payment::KeyId;
use serde::Serialize;

use super::{CHAPTER, example, find, object};
use crate::{
    api::{
        answer,
        caller::Caller,
        fields::Faults,
        openapi::{Operation, variable},
        query::{Parameters, bad_cursor},
        v1::checkouts::schema::page,
    },
    problem::Problem,
    state::AppState,
};

#[derive(Serialize)]
struct Page<'a> {
    data: Vec<object::Key<'a>>,
    next_cursor: Option<&'a KeyId>,
}

pub(super) fn describe() -> Operation {
    Operation::new(
        "listKeys",
        CHAPTER,
        "List keys",
        "Those of the mode of the key that asks, revoked ones too, newest first.",
    )
    .variable(variable::limit())
    .variable(variable::cursor("key"))
    .answers(200, "A page of them.", page("Key", "key"), example::list())
}

/// `GET /v1/keys`: newest first.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let mut faults = Faults::default();
    let query = query.unwrap_or_default();
    let mut parameters = Parameters::read(&query, &["limit", "cursor"], &mut faults);
    let limit = parameters.limit(&mut faults);
    let cursor: Option<KeyId> = parameters.cursor(&mut faults);
    faults.none_or(Some(())).map_err(Problem::Invalid)?;

    let after = match cursor {
        None => None,
        Some(cursor) => match find(&state.store, &caller, &cursor).await {
            Ok(key) => Some(key),
            Err(Problem::NotFound) => return Err(bad_cursor()),
            Err(problem) => return Err(problem),
        },
    };
    // One more than is shown tells whether there is a next page.
    let asked = u32::try_from(limit + 1).unwrap_or(u32::MAX);
    let (merchant, mode) = (&caller.merchant, caller.mode);
    let keys = state.store.keys_page(merchant, mode, after.as_ref(), asked);
    let keys = keys.await?;
    let shown = &keys[..limit.min(keys.len())];
    let page = Page {
        data: shown.iter().map(object::Key::of).collect(),
        next_cursor: shown
            .last()
            .filter(|_| shown.len() < keys.len())
            .map(|key| &key.id),
    };
    Ok(answer::respond(StatusCode::OK, &page))
}
