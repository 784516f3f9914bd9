//! Forms that other sites send, and hosts under which the dashboard does not answer.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, Method, header, uri::Authority};

use super::{document, language};
use crate::{customer, security::csrf, state::AppState};

/// Answers 403 to a form that a page of another origin sent, or that does not say where it
/// comes from: every browser says so. Under a host that is not the dashboard's there is nothing.
pub(super) async fn refuse_foreign(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let named = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    // By HTTP/2 it may stand in the address alone.
    let host = named.or_else(|| request.uri().authority().map(Authority::as_str));
    if let Some(only) = state.entrance.host()
        && !host.is_some_and(|host| host.eq_ignore_ascii_case(only))
    {
        return customer::missing(headers);
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && (says_nothing(headers) || csrf::is_foreign(headers)) {
        return document::foreign(language::of(&request, None));
    }
    next.run(request).await
}

fn says_nothing(headers: &HeaderMap) -> bool {
    !headers.contains_key("sec-fetch-site") && !headers.contains_key(header::ORIGIN)
}
