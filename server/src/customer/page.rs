//! `GET /c/{token}`

use app::{
    desk::{CheckoutView, DeskError},
    page::{PageInput, render_page},
};
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use payment::{AttemptId, Screen, screen};
use serde::Deserialize;

use super::{
    address::PageAddress,
    language::LanguageQuery,
    missing::{fault, missing},
    site::site,
};
use crate::{
    account::Account,
    random,
    security::headers::{Document, Framing},
    state::AppState,
};

/// What an address can ask of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PageQuery {
    #[serde(flatten)]
    language: LanguageQuery,
    /// `choose=1`: the customer wants another way although an attempt is live.
    choose: Option<String>,
    /// `view=status`: the page without the frame, for browsers without scripts.
    view: Option<String>,
    /// `given=1`: a form without scripts has just asked for more time.
    given: Option<String>,
}

pub(crate) async fn show(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Response {
    let view = match address.view(&state).await {
        Ok(view) => view,
        Err(error) => return problem(&error, &headers),
    };
    let status_only = query.view.as_deref() == Some("status");
    let waits = matches!(screen(&view.checkout), Screen::Checking | Screen::Sent);
    if status_only || waits {
        read_soon(&state, &view).await;
    }
    let locale = query.language.resolve(&headers, Some(&view.checkout));
    let fresh_attempt = AttemptId::from_bytes(random::ordered());
    let input = PageInput {
        choose_again: query.choose.is_some(),
        status_only,
        time_given: query.given.is_some(),
        ..PageInput::of(view, locale, fresh_attempt)
    };
    let mut response = respond(&state, &input, StatusCode::OK).await;
    if let Some(cookie) = query
        .language
        .cookie(state.config.server.public_url.is_https())
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The page as a response.
pub(super) async fn respond(state: &AppState, input: &PageInput, status: StatusCode) -> Response {
    let checkout = &input.view.checkout;
    let account = state
        .accounts
        .of(&state.store, &checkout.merchant, checkout.order.mode)
        .await;
    let rendered = render_page(input, &site());
    Document {
        status,
        html: rendered.html,
        frame_origins: account.map_or_else(|_| Vec::new(), |account| frame_sources(&account)),
        framing: Framing::Pages(input.view.embedders.clone()),
        secure: state.config.server.public_url.is_https(),
    }
    .into_response()
}

/// What the page may show in a frame. The policy holds for as long as the page is open,
/// whichever screens it shows by then. The address of the frame in which an account is linked
/// is one of ours, which leads on to the provider's.
fn frame_sources(account: &Account) -> Vec<String> {
    let mut sources = account.frame_origins();
    if account.connect_origin.is_some() {
        sources.push("'self'".to_owned());
    }
    sources
}

/// The page of a checkout that cannot be shown.
pub(super) fn problem(error: &DeskError, headers: &HeaderMap) -> Response {
    match error {
        DeskError::Missing => missing(headers),
        DeskError::Rejected(_) | DeskError::Unavailable => fault(headers),
    }
}

/// Somebody without scripts waits for news: have the provider asked.
async fn read_soon(state: &AppState, view: &CheckoutView) {
    if let Err(error) = state.desk.read_soon(&view.checkout, view.now).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "a read could not be scheduled"
        );
    }
}
