//! `/dashboard/endpoints`: where the merchant is told what happens, and what became of it.

mod change;
mod filled;
mod make;
mod send;

use std::borrow::Cow;

use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use dashboard::page::{
    endpoint::{self, Came, Input, Refused as NotChanged, Shown, TESTS},
    endpoints::{self, Endpoints, Refused},
};
use http::StatusCode;
use payment::{DeliveryId, EndpointId};
use store::{DeliveryFilter, DeliveryState, Endpoint, Power, StoreError};
use url::form_urlencoded;

use super::{Access, Route, Signed, document, found, unavailable};
use crate::state::AppState;

/// How many deliveries one page shows.
const PAGE: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    let [look, work, govern] = [Power::Look, Power::Work, Power::Govern].map(Access::Member);
    vec![
        Route::get("/dashboard/endpoints", look, list),
        Route::post("/dashboard/endpoints", govern, make::make),
        Route::get("/dashboard/endpoints/{id}", look, show),
        Route::post("/dashboard/endpoints/{id}", govern, change::edit),
        Route::post("/dashboard/endpoints/{id}/delete", govern, change::delete),
        Route::post("/dashboard/endpoints/{id}/disable", govern, change::disable),
        Route::post("/dashboard/endpoints/{id}/enable", govern, change::enable),
        Route::post("/dashboard/endpoints/{id}/secret", govern, change::rotate),
        Route::post("/dashboard/endpoints/{id}/test", work, send::test),
        Route::post("/dashboard/endpoints/{id}/replay", work, send::replay),
    ]
}

/// `GET /dashboard/endpoints`
async fn list(State(state): State<AppState>, signed: Signed) -> Response {
    render(&state, &signed, None).await
}

async fn render(state: &AppState, signed: &Signed, refused: Option<Refused>) -> Response {
    let found = state.store.endpoints(&signed.merchant, signed.mode).await;
    let endpoints = match found {
        Ok(endpoints) => endpoints,
        Err(error) => return unavailable(&error),
    };
    let status = match &refused {
        None => StatusCode::OK,
        Some(Refused::Faulty(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Refused::TooMany) => StatusCode::CONFLICT,
    };
    let shown = Endpoints { endpoints, refused };
    document(status, endpoints::render(&signed.frame, &shown))
}

/// The endpoint that an address names. One of another merchant or of the other mode is not there.
async fn find(state: &AppState, signed: &Signed, id: &str) -> Result<Option<Endpoint>, StoreError> {
    let Ok(id) = id.parse::<EndpointId>() else {
        return Ok(None);
    };
    let found = state.store.endpoint(&id).await?;
    Ok(found.filter(|it| it.merchant == signed.merchant && it.mode == signed.mode))
}

/// `GET /dashboard/endpoints/{id}`
async fn show(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let endpoint = found(&signed.frame, find(&state, &signed, &id).await)?;
    let query = query.unwrap_or_default();
    Ok(match shown(&state, &endpoint, &query).await {
        Ok(shown) => {
            let came = asked(&query, "came").and_then(|came| Came::of(&came));
            let input = Input {
                seen: filled::seen(&endpoint),
                endpoint,
                shown,
                came,
                refused: None,
            };
            document(StatusCode::OK, endpoint::render(&signed.frame, &input))
        }
        Err(error) => unavailable(&error),
    })
}

/// An endpoint's page with an edit that was not accepted.
async fn refuse(
    state: &AppState,
    signed: &Signed,
    endpoint: Endpoint,
    refused: NotChanged,
) -> Response {
    let status = match &refused {
        NotChanged::Faulty(_) => StatusCode::UNPROCESSABLE_ENTITY,
        NotChanged::Outdated(_) => StatusCode::CONFLICT,
    };
    match shown(state, &endpoint, "").await {
        Ok(shown) => {
            let input = Input {
                seen: filled::seen(&endpoint),
                endpoint,
                shown,
                came: None,
                refused: Some(refused),
            };
            let html = endpoint::render(&signed.frame, &input);
            document(status, html)
        }
        Err(error) => unavailable(&error),
    }
}

fn asked<'q>(query: &'q str, wanted: &str) -> Option<Cow<'q, str>> {
    let mut parts = form_urlencoded::parse(query.as_bytes());
    parts
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value)
}

/// What of all that was sent to an endpoint an address asks for.
async fn shown(state: &AppState, endpoint: &Endpoint, query: &str) -> Result<Shown, StoreError> {
    let only = asked(query, "state");
    if only.as_deref() == Some(TESTS) {
        let events = state.store.test_events(&endpoint.id).await?;
        return Ok(Shown::Tests(events));
    }
    let only = DeliveryState::ALL
        .into_iter()
        .find(|state| only.as_deref() == Some(state.as_str()));
    let filter = DeliveryFilter {
        endpoint: endpoint.id.clone(),
        state: only,
        // One more than is shown tells whether there is another page.
        limit: u32::try_from(PAGE + 1).unwrap_or(u32::MAX),
        after: asked(query, "after").and_then(|id| id.parse::<DeliveryId>().ok()),
    };
    let mut rows = state.store.deliveries(&filter).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().filter(|_| more);
    Ok(Shown::Deliveries {
        state: only,
        next: last.map(|last| last.id.clone()),
        rows,
    })
}
