use axum::{extract::State, response::Response};
use http::StatusCode;

use super::object::Domain;
use crate::{
    api::{answer, body::OptionalBody, caller::Caller, fields},
    own_domain::{LookRefused, look_now},
    problem::Problem,
    state::AppState,
};

/// `POST /v1/domain/verify`
///
/// Looks anew whenever it is asked: there is nothing that a repeat could do twice.
pub(super) async fn verify(
    State(state): State<AppState>,
    caller: Caller,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    fields::none(&body)?;
    let domain = look_now(&state, &caller.merchant, caller.mode).await?;
    let shown = Domain::of(Some(&domain));
    Ok(answer::respond(StatusCode::OK, &shown))
}

impl From<LookRefused> for Problem {
    fn from(refused: LookRefused) -> Self {
        match refused {
            LookRefused::NotNamed => Self::NotFound,
            LookRefused::TooOften { wait } => Self::RateLimited { retry_after: wait },
            LookRefused::NoTurn => Self::Unavailable(refused.into()),
            LookRefused::Store(error) => error.into(),
        }
    }
}
