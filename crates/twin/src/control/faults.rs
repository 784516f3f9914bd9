use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use serde_json::Value;

use super::{refused, unreadable};
use crate::{Twin, fault::Fault, problem::Problem};

/// What a fault does: exactly one of these.
const EFFECTS: [&str; 6] = [
    "status",
    "slow_ms",
    "nonsense",
    "webhook",
    "processing_reads",
    "single_use_tokens",
];
/// How it does it.
const MANNERS: [&str; 3] = ["endpoint", "moment", "times"];

pub(super) async fn list(State(twin): State<Twin>) -> Json<Vec<Fault>> {
    Json(in_force(&twin))
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
        .into_iter()
        .map(read)
        .collect::<Result<Vec<_>, _>>()?;
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

/// A member that is misspelled would be a fault that never strikes, so none is overlooked.
fn read(order: Value) -> Result<Fault, Problem> {
    let usage = || {
        refused(format!(
            "a fault is an object with exactly one of {}, and optionally {}; or {{\"clear\": true}}",
            EFFECTS.join(", "),
            MANNERS.join(", ")
        ))
    };
    let members = order.as_object().ok_or_else(usage)?;
    let known = |name: &str| EFFECTS.contains(&name) || MANNERS.contains(&name);
    let effects = members
        .keys()
        .filter(|name| EFFECTS.contains(&name.as_str()));
    if effects.count() != 1 || !members.keys().all(|name| known(name)) {
        return Err(usage());
    }
    serde_json::from_value(order).map_err(|error| refused(error.to_string()))
}
