use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use serde::Deserialize;

use super::{refused, unreadable};
use crate::{Twin, casting::Casting, problem::Problem, scenario::Scenario};

/// `{"name": "Unhappy1"}`, or `{"clear": true}`.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Order {
    Play { name: String },
    Clear { clear: bool },
}

/// Which scenarios new sessions play whose reference names none.
pub(super) async fn read(State(twin): State<Twin>) -> Json<Casting> {
    Json(twin.with(|book, _| book.casting))
}

/// Has new sessions play a scenario from now on, or none again.
pub(super) async fn play(
    State(twin): State<Twin>,
    order: Result<Json<Order>, JsonRejection>,
) -> Result<Json<Casting>, Problem> {
    let Json(order) = order.map_err(|rejection| unreadable(&rejection))?;
    let unclear = || {
        let names: Vec<&str> = Scenario::ALL.iter().map(|known| known.name()).collect();
        let names = names.join(", ");
        refused(format!(
            "name must be one of: {names}; or {{\"clear\": true}}"
        ))
    };
    let scenario = match order {
        Order::Play { name } => Some(Scenario::named(&name).ok_or_else(unclear)?),
        Order::Clear { clear: true } => None,
        Order::Clear { clear: false } => return Err(unclear()),
    };
    Ok(Json(twin.with(|book, _| {
        match scenario {
            Some(scenario) => book.casting.cast(scenario),
            None => book.casting = Casting::default(),
        }
        book.casting
    })))
}
