use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use serde_json::Value;

use super::{refused, unreadable};
use crate::{
    Twin,
    fault::{self, Fault},
    problem::Problem,
};

pub(super) async fn list(State(twin): State<Twin>) -> Json<Vec<Fault>> {
    Json(in_force(&twin))
}

/// The faults that have struck as often as they were asked to.
pub(super) async fn spent(State(twin): State<Twin>) -> Json<Vec<Fault>> {
    Json(twin.with(|book, _| book.faults.spent().to_vec()))
}

/// Puts one fault in force, or each of a list; `{"clear": true}` puts everything right.
/// Answers with the faults that are in force then.
pub(super) async fn add(
    State(twin): State<Twin>,
    order: Result<Json<Value>, JsonRejection>,
) -> Result<Json<Vec<Fault>>, Problem> {
    let Json(order) = order.map_err(|rejection| unreadable(&rejection))?;
    if order == serde_json::json!({ "clear": true }) {
        return Ok(clear(State(twin)).await);
    }
    let wanted = match order {
        Value::Array(list) => list,
        one => vec![one],
    };
    let faults = wanted
        .iter()
        .map(fault::read)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|unclear| refused(unclear.to_string()))?;
    twin.with(|book, _| {
        for fault in faults {
            book.faults.add(fault);
        }
    });
    Ok(Json(in_force(&twin)))
}

pub(super) async fn clear(State(twin): State<Twin>) -> Json<Vec<Fault>> {
    twin.with(|book, _| book.faults.clear());
    Json(in_force(&twin))
}

fn in_force(twin: &Twin) -> Vec<Fault> {
    twin.with(|book, _| book.faults.list().to_vec())
}
