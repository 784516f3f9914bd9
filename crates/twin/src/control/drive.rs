use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{refused, sessions::Shown, unreadable};
use crate::{
    Twin, amount, debit,
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
    let id: Uuid = id.parse().map_err(|_| Problem::no_session())?;
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
    .unwrap_or_else(|| drive_debit(&twin, id, &order.to))
}

/// The same for a transaction of the first version of EFT.
fn drive_debit(twin: &Twin, id: Uuid, to: &str) -> Result<Json<Shown>, Problem> {
    twin.change(|book, now| {
        let id = book
            .debits
            .by_either(id)
            .ok_or_else(Problem::no_session)?
            .id;
        let debit = book
            .debits
            .by_request_mut(id)
            .ok_or_else(Problem::no_session)?;
        let to = debit::Target::named(to).ok_or_else(|| {
            let names = debit::Target::names().join(", ");
            refused(format!("to must be one of: {names}"))
        })?;
        debit.drive(to, now);
        Ok(Json(Shown::of_debit(debit)))
    })
}
