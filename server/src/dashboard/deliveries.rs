//! `/dashboard/deliveries/{id}`: one delivery, with every try.

use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::delivery::{Again, Input, path, render};
use http::StatusCode;
use payment::DeliveryId;
use store::{Action, DeliveryDetail, Power, Replayed, StoreError};

use super::{Access, Route, Signed, document, found, missing, unavailable};
use crate::state::AppState;

/// What a delivery's address says when its endpoint is disabled.
const REFUSED: &str = "again=refused";

/// What it says when it was on its way, and is tried now.
const HASTENED: &str = "again=hastened";

pub(super) fn routes() -> Vec<Route> {
    let (look, work) = (Access::Member(Power::Look), Access::Member(Power::Work));
    vec![
        Route::get("/dashboard/deliveries/{id}", look, show),
        Route::post("/dashboard/deliveries/{id}/replay", work, replay),
    ]
}

/// The delivery that an address names, if its endpoint is one that they look at.
async fn find(
    state: &AppState,
    signed: &Signed,
    id: &str,
) -> Result<Option<DeliveryDetail>, StoreError> {
    let Ok(id) = id.parse::<DeliveryId>() else {
        return Ok(None);
    };
    let Some(detail) = state.store.delivery(&id).await? else {
        return Ok(None);
    };
    let endpoint = state.store.endpoint(&detail.row.endpoint).await?;
    let is_theirs =
        endpoint.is_some_and(|it| it.merchant == signed.merchant && it.mode == signed.mode);
    Ok(is_theirs.then_some(detail))
}

/// `GET /dashboard/deliveries/{id}`. What was sent is not shown: the payment tells it, without
/// the customer.
async fn show(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let detail = found(&signed.frame, find(&state, &signed, &id).await)?;
    let query = query.unwrap_or_default();
    let input = Input {
        row: detail.row,
        tries: detail.tries,
        again: match query.split('&').find(|part| part.starts_with("again=")) {
            Some(REFUSED) => Again::Refused,
            Some(HASTENED) => Again::Hastened,
            Some(_) | None => Again::Nothing,
        },
    };
    Ok(document(StatusCode::OK, render(&signed.frame, &input)))
}

/// `POST /dashboard/deliveries/{id}/replay`: leads to the delivery that goes out.
async fn replay(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let id = found(&signed.frame, find(&state, &signed, &id).await)?
        .row
        .id;
    let now = state.clock.now();
    let subject = id.as_str().to_owned();
    let note = signed.note(Action::DeliveryReplayed, Some(signed.mode), subject, now);
    Ok(
        match state.store.replay_delivery_and_note(&id, now, note).await {
            Ok(Some(Replayed::Again(again))) => Redirect::to(&path(&again)).into_response(),
            Ok(Some(Replayed::Hastened(_))) => {
                Redirect::to(&format!("{}?{HASTENED}", path(&id))).into_response()
            }
            Ok(Some(Replayed::EndpointDisabled)) => {
                Redirect::to(&format!("{}?{REFUSED}", path(&id))).into_response()
            }
            Ok(None) => missing(&signed.frame),
            Err(error) => unavailable(&error),
        },
    )
}
