use axum::http::{HeaderMap, header};
use jiff::Timestamp;

use crate::{Credentials, book::Book, book::Standing, problem::Problem};

/// Who makes an authenticated request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// Somebody with a token; what it is good for.
    Token(String, Standing),
    /// Somebody with the API key and the client id.
    Key,
}

/// Lets in a bearer token, or `x-api-key` with `x-client-id`: the provider's pages ask for
/// one or the other `[G-setup, G-init]`.
pub(super) fn authenticate(
    headers: &HeaderMap,
    credentials: &Credentials,
    book: &Book,
    now: Timestamp,
) -> Result<Caller, Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(token) = text(header::AUTHORIZATION.as_str()).and_then(bearer) {
        return book
            .token(token, now)
            .map(|standing| Caller::Token(token.to_owned(), standing))
            .ok_or_else(|| Problem::unauthorized().detail("The access token is not valid"));
    }
    let by_key = text("x-api-key").is_some_and(|key| key == credentials.api_key)
        && text("x-client-id").is_some_and(|id| id == credentials.client_id);
    by_key
        .then_some(Caller::Key)
        .ok_or_else(Problem::unauthorized)
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
