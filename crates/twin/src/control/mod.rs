//! The control plane under `/_twin`: what a test may see and do that no customer could.

mod clock;
mod drive;
mod faults;
mod logins;
mod scenario;
pub(crate) mod sessions;
mod trace;

use axum::{
    Json, Router,
    extract::{State, rejection::JsonRejection},
    http::StatusCode,
    routing::{get, post},
};
use serde::Serialize;

use crate::{Twin, problem::Problem, request::Request, webhook::Delivery};

pub(crate) fn router() -> Router<Twin> {
    Router::new()
        .route("/_twin/sessions", get(sessions::list))
        .route("/_twin/sessions/{id}", get(sessions::one))
        .route("/_twin/sessions/{id}/drive", post(drive::drive))
        .route("/_twin/logins", get(logins::list).post(logins::link))
        .route("/_twin/clock", get(clock::read).post(clock::advance))
        .route(
            "/_twin/faults",
            get(faults::list).post(faults::add).delete(faults::clear),
        )
        .route("/_twin/faults/spent", get(faults::spent))
        .route("/_twin/scenario", get(scenario::read).post(scenario::play))
        .route("/_twin/trace", get(trace::read))
        .route("/_twin/requests", get(requests))
        .route("/_twin/webhooks", get(webhooks))
}

async fn requests(State(twin): State<Twin>) -> Json<Vec<Request>> {
    Json(twin.with(|book, _| book.requests.list()))
}

async fn webhooks(State(twin): State<Twin>) -> Json<Vec<Delivery>> {
    Json(twin.with(|book, _| book.outbox.list()))
}

/// An order that cannot be followed, with the names that could be.
fn refused(detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY).detail(detail)
}

fn unreadable(rejection: &JsonRejection) -> Problem {
    refused(rejection.body_text())
}

/// The answer to an order that only has to be followed.
#[derive(Serialize)]
struct Now {
    now: String,
}
