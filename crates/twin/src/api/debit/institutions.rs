use axum::{Json, extract::State, http::HeaderMap};
use serde::Serialize;

use super::let_in;
use crate::{Twin, journey::Institution, problem::Problem};

/// A bank that debits can be made at. Assumption: its fields; the answer was not seen.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Bank {
    institution_code: &'static str,
    name: &'static str,
}

/// `GET /api/v1/institutions` `[E1-idx]`.
pub(super) async fn list(
    State(twin): State<Twin>,
    headers: HeaderMap,
) -> Result<Json<Vec<Bank>>, Problem> {
    let_in(&twin, &headers)?;
    let banks = Institution::ALL.into_iter().map(|bank| Bank {
        institution_code: bank.code(),
        name: bank.name(),
    });
    Ok(Json(banks.collect()))
}
