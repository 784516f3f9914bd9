use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use payment::{CheckoutId, Reference, Status};
use serde::Serialize;
use store::{ListFilter, Loaded, Store, StoreError};

use super::{belongs, object};
use crate::{
    api::{
        answer,
        caller::Caller,
        fields::{Faults, Wrong},
        query::{Parameters, bad_cursor},
    },
    problem::{Fault, FaultCode, Problem},
    state::AppState,
};

#[derive(Serialize)]
struct Page<'a> {
    data: Vec<object::Checkout<'a>>,
    /// Those that belong here and are not what was written: nothing is said about them, and
    /// that they are missing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    damaged: Vec<&'a CheckoutId>,
    next_cursor: Option<&'a CheckoutId>,
}

/// What to list.
#[derive(Debug)]
struct Query {
    reference: Option<Reference>,
    status: Option<Status>,
    limit: usize,
    cursor: Option<CheckoutId>,
}

/// `GET /v1/checkouts`: newest first.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = read(query.as_deref().unwrap_or_default()).map_err(Problem::Invalid)?;
    if let Some(cursor) = &query.cursor {
        let is_good = match state.store.load(cursor).await {
            Ok(last) => last.is_some_and(|last| belongs(&last, &caller)),
            // The last of the page before; after somebody else's there are none.
            Err(StoreError::CorruptEvent { .. } | StoreError::CorruptRow { .. }) => true,
            Err(error) => return Err(error.into()),
        };
        if !is_good {
            return Err(bad_cursor());
        }
    }
    // One more than asked for tells whether there is another page.
    let mut found = collect(&state.store, &caller, &query, query.limit + 1).await?;
    let more = found.len() > query.limit;
    found.truncate(query.limit);
    let page = Page {
        next_cursor: found.last().filter(|_| more).map(|(id, _)| id),
        data: found
            .iter()
            .filter_map(|(_, loaded)| loaded.as_ref())
            .map(|loaded| object::Checkout::of(&loaded.checkout, &loaded.token, &state.config))
            .collect(),
        damaged: found
            .iter()
            .filter_map(|(id, loaded)| loaded.is_none().then_some(id))
            .collect(),
    };
    Ok(answer::respond(StatusCode::OK, &page))
}

/// So many of the caller's checkouts, of the caller's mode only; nothing where one is not what
/// was written.
async fn collect(
    store: &Store,
    caller: &Caller,
    query: &Query,
    wanted: usize,
) -> Result<Vec<(CheckoutId, Option<Loaded>)>, Problem> {
    let filter = ListFilter {
        merchant: caller.merchant.clone(),
        mode: caller.mode,
        reference: query.reference.clone(),
        status: query.status,
        limit: u32::try_from(wanted).unwrap_or(u32::MAX),
        after: query.cursor.clone(),
    };
    let ids = store.list_ids(&filter).await?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let loaded = match store.load(&id).await {
            Ok(loaded) => loaded,
            Err(error @ (StoreError::CorruptEvent { .. } | StoreError::CorruptRow { .. })) => {
                tracing::error!(
                    checkout_id = %id,
                    error = &error as &dyn std::error::Error,
                    "a checkout is not what was written, and is not listed"
                );
                None
            }
            Err(error) => return Err(error.into()),
        };
        found.push((id, loaded));
    }
    Ok(found)
}

/// Reads the query; every fault of it at once.
fn read(query: &str) -> Result<Query, Vec<Fault>> {
    const KNOWN: [&str; 4] = ["reference", "status", "limit", "cursor"];
    let mut faults = Faults::default();
    let mut parameters = Parameters::read(query, &KNOWN, &mut faults);
    let query = Query {
        limit: parameters.limit(&mut faults),
        reference: parameters.take("reference", &mut faults, str::parse::<Reference>),
        status: parameters.take("status", &mut faults, status),
        cursor: parameters.cursor(&mut faults),
    };
    faults.none_or(Some(query))
}

fn status(text: &str) -> Result<Status, Wrong> {
    Status::ALL
        .into_iter()
        .find(|status| status.as_str() == text)
        .ok_or(Wrong::new(
            FaultCode::Unsupported,
            "must be open, processing, paid, canceled or expired",
        ))
}
