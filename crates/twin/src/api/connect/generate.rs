use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde::Serialize;

use super::{answer::Refused, known_customer};
use crate::{Twin, api::authenticate::text, book::Book};

/// An authorize token, in the form of the reference's example `[C-auth]`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Generated {
    token: String,
    http_status_code: u16,
}

/// `POST …/GenerateAuthorizeToken`, with the secret key in `flinks-auth-key`: a token that
/// works once, for 30 minutes `[C-auth]`.
pub(super) async fn generate(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(customer): Path<String>,
) -> Result<Json<Generated>, Refused> {
    known_customer(&twin, &customer)?;
    let secret = &twin.settings().credentials.client_secret;
    if text(&headers, "flinks-auth-key") != Some(secret.as_str()) {
        return Err(Refused::unauthorized(
            "The flinks-auth-key is missing or wrong",
        ));
    }
    Ok(Json(Generated {
        token: twin.with(Book::issue_authorize_token),
        http_status_code: 200,
    }))
}
