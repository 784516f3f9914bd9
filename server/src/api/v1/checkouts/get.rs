use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use payment::CheckoutId;

use super::{
    CHAPTER, example,
    expand::{self, Expand},
    find, which,
};
use crate::{
    api::{
        address::Address,
        answer,
        caller::Caller,
        fields::Faults,
        openapi::{Operation, Schema},
        query::Parameters,
    },
    problem::Problem,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new("getCheckout", CHAPTER, "Read a checkout", "")
        .variable(which())
        .variable(Expand::describe())
        .answers(
            200,
            "The checkout.",
            Schema::named("Checkout"),
            example::paid(),
        )
}

/// `GET /v1/checkouts/{id}`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<CheckoutId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let loaded = find(&state.store, &caller, &id).await?;
    let mut faults = Faults::default();
    let query = query.unwrap_or_default();
    let mut parameters = Parameters::read(&query, &[expand::NAME], &mut faults);
    let expand = Expand::read(&mut parameters, &mut faults);
    let expand = faults.none_or(Some(expand)).map_err(Problem::Invalid)?;

    let expanded = expand.of(&state.store, loaded).await?;
    let shown = expanded.shown(&state.domains);
    Ok(answer::respond(StatusCode::OK, &shown))
}
