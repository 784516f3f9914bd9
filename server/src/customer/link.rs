//! `GET /c/{token}/link` and `GET /c/{token}/link/frame`: on to the page on which an account is
//! linked, in a window of its own or in the frame of ours.
//!
//! The provider's address opens once. It is asked for here, when a browser is about to open
//! it, and stands in none of our pages.

use app::{
    desk::{Desk as _, DeskError, LinkPlace},
    page::render_link_fault,
};
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::{
    address::PageAddress, language::LanguageQuery, missing::missing, page::problem, site::site,
};
use crate::{
    security::headers::{Document, Framing},
    state::AppState,
};

/// In a window of its own.
pub(crate) async fn window(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let Some(token) = address.0.as_ref() else {
        return missing(&headers);
    };
    match onward(&state, &address, LinkPlace::Window, &query, &headers).await {
        Ok(response) => response,
        // The checkout stands elsewhere by now; its page tells where.
        Err(DeskError::Rejected(_)) => {
            Redirect::to(&format!("/c/{}", token.as_str())).into_response()
        }
        Err(error) => problem(&error, &headers),
    }
}

/// In the frame: what goes wrong is told in there, on a page that may stand in ours.
pub(crate) async fn frame(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let place = LinkPlace::Frame;
    let error = match onward(&state, &address, place, &query, &headers).await {
        Ok(response) => return response,
        Err(error) => error,
    };
    let status = match error {
        DeskError::Missing => StatusCode::NOT_FOUND,
        DeskError::Rejected(_) => StatusCode::CONFLICT,
        DeskError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    let locale = query.resolve(&headers, None);
    let around = address.view(&state).await.map(|view| view.embedders);
    Document {
        status,
        html: render_link_fault(locale, &site()).html,
        frame_origins: Vec::new(),
        framing: Framing::OurPages(around.unwrap_or_default()),
        secure: state.config.server.public_url.is_https(),
    }
    .into_response()
}

async fn onward(
    state: &AppState,
    address: &PageAddress,
    place: LinkPlace,
    query: &LanguageQuery,
    headers: &HeaderMap,
) -> Result<Response, DeskError> {
    let view = address.view(state).await?;
    let locale = query.resolve(headers, Some(&view.checkout));
    let onward = state.desk.link_address(&view.token, place, locale).await?;
    let location = HeaderValue::try_from(onward).map_err(|_| DeskError::Unavailable)?;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Ours is a capability and none of the provider's business.
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
