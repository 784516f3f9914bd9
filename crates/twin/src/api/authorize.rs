use std::collections::HashMap;

use axum::{
    Form, Json,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Serialize;

use crate::{Twin, problem::Problem};

/// A token `[AUTH]`.
#[derive(Serialize)]
pub(super) struct Token {
    access_token: String,
    token_type: &'static str,
    expires_in: u64,
}

/// `POST /api/v1/authorize`: the client's id and secret, as Basic authentication
/// `[ET-idx, G-idx]` or as the form fields `Username` and `Password` `[AUTH]`.
pub(super) async fn authorize(
    State(twin): State<Twin>,
    headers: HeaderMap,
    form: Result<Form<HashMap<String, String>>, FormRejection>,
) -> Result<Json<Token>, Problem> {
    let Form(form) = form.map_err(|rejection| {
        Problem::new(rejection.status()).detail("A form body is needed, as x-www-form-urlencoded")
    })?;
    let field = |wanted: &str| {
        form.iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.clone())
    };
    let given = basic(&headers).or_else(|| field("username").zip(field("password")));
    let known = &twin.settings().credentials;
    let is_known =
        given.is_some_and(|(id, secret)| id == known.client_id && secret == known.client_secret);
    if !is_known {
        return Err(Problem::unauthorized());
    }
    if field("grant_type").as_deref() != Some("client_credentials") {
        return Err(
            Problem::new(StatusCode::BAD_REQUEST).detail("grant_type must be client_credentials")
        );
    }
    let lifetime = twin.settings().token_lifetime;
    Ok(Json(Token {
        access_token: twin.with(|book, now| book.issue_token(now, lifetime)),
        token_type: "bearer",
        expires_in: lifetime.as_secs(),
    }))
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, encoded) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = BASE64_STANDARD.decode(encoded.trim()).ok()?;
    let pair = String::from_utf8(decoded).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
