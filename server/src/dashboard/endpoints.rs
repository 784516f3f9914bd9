//! `/dashboard/endpoints`: where the merchant is told what happens, and what became of it.

mod change;
mod make;

use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use dashboard::page::{
    endpoint::{self, Input},
    endpoints::{self, Endpoints, Refused},
};
use http::StatusCode;
use payment::{DeliveryId, EndpointId};
use store::{DeliveryFilter, DeliveryState, Endpoint, Power, StoreError};
use url::form_urlencoded;

use super::{Access, Route, Signed, document, missing, unavailable};
use crate::state::AppState;

/// How many deliveries one page shows.
const PAGE: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    let (look, govern) = (Access::Member(Power::Look), Access::Member(Power::Govern));
    vec![
        Route::get("/dashboard/endpoints", look, list),
        Route::post("/dashboard/endpoints", govern, make::make),
        Route::get("/dashboard/endpoints/{id}", look, show),
        Route::post("/dashboard/endpoints/{id}/disable", govern, change::disable),
        Route::post("/dashboard/endpoints/{id}/enable", govern, change::enable),
        Route::post("/dashboard/endpoints/{id}/secret", govern, change::rotate),
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
        Some(Refused::Address(_) | Refused::Description(_)) => StatusCode::UNPROCESSABLE_ENTITY,
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
) -> Response {
    match input(&state, &signed, &id, &query.unwrap_or_default()).await {
        Ok(Some(input)) => document(StatusCode::OK, endpoint::render(&signed.frame, &input)),
        Ok(None) => missing(&signed.frame),
        Err(error) => unavailable(&error),
    }
}

async fn input(
    state: &AppState,
    signed: &Signed,
    id: &str,
    query: &str,
) -> Result<Option<Input>, StoreError> {
    let Some(endpoint) = find(state, signed, id).await? else {
        return Ok(None);
    };
    let asked = |wanted: &str| {
        let mut parts = form_urlencoded::parse(query.as_bytes());
        parts
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value)
    };
    let only = asked("state");
    let only = DeliveryState::ALL
        .into_iter()
        .find(|state| only.as_deref() == Some(state.as_str()));
    let filter = DeliveryFilter {
        endpoint: endpoint.id.clone(),
        state: only,
        // One more than is shown tells whether there is another page.
        limit: u32::try_from(PAGE + 1).unwrap_or(u32::MAX),
        after: asked("after").and_then(|id| id.parse::<DeliveryId>().ok()),
    };
    let mut deliveries = state.store.deliveries(&filter).await?;
    let more = deliveries.len() > PAGE;
    deliveries.truncate(PAGE);
    Ok(Some(Input {
        endpoint,
        state: only,
        next: deliveries
            .last()
            .filter(|_| more)
            .map(|last| last.id.clone()),
        deliveries,
    }))
}
