use axum::http::{HeaderMap, header};
use jiff::Timestamp;

use crate::{
    BaseUri, Credentials, Settings, TokenUse,
    book::{Book, Standing},
    problem::{Faults, Problem},
};

/// Who makes an authenticated request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// Somebody with this token.
    Token(String),
    /// Somebody with the API key and the client id.
    Key,
}

impl Caller {
    /// Uses the caller's token up for a session, if there is one and it still can.
    pub(super) fn start_session(
        &self,
        book: &mut Book,
        settings: &Settings,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let Self::Token(token) = self else {
            return Ok(());
        };
        let single_use =
            settings.token_use == TokenUse::SingleUse || book.faults.single_use_tokens();
        if single_use && book.token(token, now) != Some(Standing::Fresh) {
            return Err(
                Problem::unauthorized().detail("The access token has started a session already")
            );
        }
        book.use_token(token);
        Ok(())
    }
}

/// Lets in a bearer token, or `x-api-key` with `x-client-id`: the provider's pages ask for
/// one or the other `[G-setup, G-init]`.
pub(super) fn authenticate(
    headers: &HeaderMap,
    credentials: &Credentials,
    book: &Book,
    now: Timestamp,
) -> Result<Caller, Problem> {
    let token = text(headers, header::AUTHORIZATION.as_str()).and_then(bearer);
    match token {
        Some(token) => with_token(token, book, now),
        None if has_key(headers, credentials) && has_client_id(headers, credentials) => {
            Ok(Caller::Key)
        }
        None => Err(Problem::unauthorized()),
    }
}

/// A call of the first version for e-Transfer: a token, as `Authorization: Bearer`
/// `[PAY-trbl]` or in the header `BearerToken` (a contradiction between pages), and the
/// merchant's instance in `BaseURI`.
pub(super) fn authenticate_v1(
    headers: &HeaderMap,
    settings: &Settings,
    book: &Book,
    now: Timestamp,
) -> Result<Caller, Problem> {
    let token = text(headers, header::AUTHORIZATION.as_str())
        .and_then(bearer)
        .or_else(|| text(headers, "bearertoken"))
        .ok_or_else(Problem::unauthorized)?;
    let caller = with_token(token, book, now)?;
    let names_instance = text(headers, "baseuri").is_some_and(|uri| !uri.trim().is_empty());
    match settings.base_uri {
        BaseUri::Required if !names_instance => {
            let mut faults = Faults::default();
            faults.add("BaseURI", "the header is required");
            Err(Problem::invalid(faults))
        }
        BaseUri::Required | BaseUri::Optional => Ok(caller),
    }
}

/// A call of the first version for EFT: `x-client-id` is all that it asks for
/// `[E1-idx, E1-tx]`; a token is as good.
pub(super) fn authenticate_eft_v1(
    headers: &HeaderMap,
    settings: &Settings,
    book: &Book,
    now: Timestamp,
) -> Result<(), Problem> {
    if has_client_id(headers, &settings.credentials) {
        return Ok(());
    }
    text(headers, header::AUTHORIZATION.as_str())
        .and_then(bearer)
        .ok_or_else(Problem::unauthorized)
        .and_then(|token| with_token(token, book, now))
        .map(|_| ())
}

/// A call for reports: `x-api-key` and `x-client-id` `[RPT-api]`.
pub(super) fn authenticate_reports(
    headers: &HeaderMap,
    credentials: &Credentials,
) -> Result<(), Problem> {
    (has_key(headers, credentials) && has_client_id(headers, credentials))
        .then_some(())
        .ok_or_else(Problem::unauthorized)
}

/// Whether the API key came along.
pub(super) fn has_key(headers: &HeaderMap, credentials: &Credentials) -> bool {
    text(headers, "x-api-key").is_some_and(|key| key == credentials.api_key)
}

fn has_client_id(headers: &HeaderMap, credentials: &Credentials) -> bool {
    text(headers, "x-client-id").is_some_and(|id| id == credentials.client_id)
}

fn with_token(token: &str, book: &Book, now: Timestamp) -> Result<Caller, Problem> {
    book.token(token, now)
        .map(|_| Caller::Token(token.to_owned()))
        .ok_or_else(|| Problem::unauthorized().detail("The access token is not valid"))
}

/// A header's text.
pub(super) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
