use std::time::Duration;

use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use serde::Deserialize;

use super::{Now, unreadable};
use crate::{Twin, clock, problem::Problem};

/// `{"advance_seconds": 600}`. Time never runs backwards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    advance_seconds: u32,
}

pub(super) async fn read(State(twin): State<Twin>) -> Json<Now> {
    let now = twin.with(|_, now| clock::written(now));
    Json(Now { now })
}

/// Moves the twin's clock. Sessions and tokens whose time is up are ended at once.
pub(super) async fn advance(
    State(twin): State<Twin>,
    order: Result<Json<Order>, JsonRejection>,
) -> Result<Json<Now>, Problem> {
    let Json(order) = order.map_err(|rejection| unreadable(&rejection))?;
    let by = Duration::from_secs(order.advance_seconds.into());
    let now = clock::written(twin.advance(by));
    Ok(Json(Now { now }))
}
