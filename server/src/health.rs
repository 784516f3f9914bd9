//! Whether the program is up, and whether it can do its work.

use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header};
use payment::Mode;
use serde::Serialize;
use store::StoreError;

use crate::{state::AppState, worker::Life};

/// `/healthz` and `/readyz`.
pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(up))
        .route("/readyz", get(ready))
}

/// The process answers. Nothing else is looked at: a restart would mend nothing else.
async fn up() -> Response {
    uncached("ok\n")
}

#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    /// It was asked to stop, and answers until everybody has gone elsewhere.
    stopping: bool,
    store: StorePart,
    worker: Part,
    test_account: Part,
    live_account: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Ok,
    Starting,
    Failed,
    NotConfigured,
}

/// What is the matter with the store, in the words of what an operator would do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum StorePart {
    Ok,
    /// Somebody else holds it, or too many want it.
    Busy,
    Full,
    ReadOnly,
    Unreachable,
    Damaged,
    /// Something else; the log says what.
    Failed,
}

impl From<&StoreError> for StorePart {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Contended => Self::Busy,
            StoreError::DiskFull => Self::Full,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Unreachable(_) | StoreError::Unsettled(_) => Self::Unreachable,
            StoreError::Damaged(_) => Self::Damaged,
            StoreError::Closed
            | StoreError::CorruptEvent { .. }
            | StoreError::CorruptRow { .. }
            | StoreError::Database(_) => Self::Failed,
        }
    }
}

/// The store answers, what is due is done, and there is somebody to pay through. The provider itself is not
/// asked: when it is away, customers are better told so by us than by a load balancer.
async fn ready(State(state): State<AppState>) -> Response {
    let store = match state.store.check().await {
        Ok(()) => StorePart::Ok,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the store does not do its work"
            );
            StorePart::from(&error)
        }
    };
    let worker = match state.work.life() {
        Life::Starting => Part::Starting,
        Life::Up => Part::Ok,
        Life::Down => Part::Failed,
    };
    let stopping = state.leaving.is_cancelled();
    let account = async |mode| {
        let is_there = state.accounts.installation(mode).is_some()
            || state.store.has_accounts(mode).await.is_ok_and(|is| is);
        if is_there {
            Part::Ok
        } else {
            Part::NotConfigured
        }
    };
    let test_account = account(Mode::Test).await;
    let live_account = account(Mode::Live).await;
    let has_account = [test_account, live_account].contains(&Part::Ok);
    let works = store == StorePart::Ok && worker == Part::Ok;
    let ready = !stopping && works && has_account;
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let readiness = Readiness {
        ready,
        stopping,
        store,
        worker,
        test_account,
        live_account,
    };
    (status, uncached(Json(readiness))).into_response()
}

fn uncached(body: impl IntoResponse) -> Response {
    (
        [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
        body,
    )
        .into_response()
}
