use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
};
use serde::Deserialize;

use super::{refused, sessions::Shown, unreadable};
use crate::{
    Twin, amount,
    problem::Problem,
    session::{Drive, Target},
};

/// `{"to": "EFT0301"}`, and the amount that is paid where it differs from the one asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    to: String,
    amount: Option<serde_json::Number>,
}

/// Moves a session without a browser, with the webhook that the real flow would send.
pub(super) async fn drive(
    State(twin): State<Twin>,
    Path(id): Path<String>,
    order: Result<Json<Order>, JsonRejection>,
) -> Result<Json<Shown>, Problem> {
    let Json(order) = order.map_err(|rejection| unreadable(&rejection))?;
    let id = id.parse().map_err(|_| Problem::no_session())?;
    let amount = match &order.amount {
        Some(number) => Some(
            amount::read(number)
                .ok_or_else(|| refused("amount must be dollars with at most two decimals"))?,
        ),
        None => None,
    };
    twin.change_session(id, |session, _| {
        let to = Target::named(session.product, &order.to).ok_or_else(|| {
            let names = Target::names(session.product).join(", ");
            refused(format!("to must be one of: {names}"))
        })?;
        session.drive(Drive { to, amount });
        Ok(Json(Shown::of(session)))
    })
    .ok_or_else(Problem::no_session)?
}
