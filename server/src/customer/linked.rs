//! `GET /c/{token}/linked/{attempt}`: back from the page on which an account was linked.
//!
//! The address names the attempt, so that a way back that comes late, or that somebody else was
//! given, links nothing to another one. The login stands in the address, so the browser is sent on at once to one without it,
//! which is the one that its history and its reloads know.

use app::desk::{Desk as _, DeskError};
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Redirect, Response},
};
use flinks::event::Link;
use http::{HeaderMap, HeaderValue, header};
use payment::AttemptId;

use super::{address::PageAddress, page::problem};
use crate::state::AppState;

pub(crate) async fn take(
    State(state): State<AppState>,
    address: PageAddress,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let view = match address.view(&state).await {
        Ok(view) => view,
        Err(error) => return problem(&error, &headers),
    };
    let link = query.as_deref().and_then(Link::of_query);
    let (_, attempt) = place;
    if let (Some(link), Ok(attempt)) = (link, attempt.parse::<AttemptId>()) {
        let Link { login, account, .. } = link;
        let taken = state.desk.link(&view.token, &attempt, login, account);
        match taken.await {
            // Where the checkout stands elsewhere by now, its page tells where.
            Ok(()) | Err(DeskError::Rejected(_)) => {}
            Err(error) => return problem(&error, &headers),
        }
    }
    let mut response = Redirect::to(&format!("/c/{}", view.token.as_str())).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}
