//! `GET /c/{token}`

use app::{
    action::{Asked, seen},
    desk::{CheckoutView, DeskError},
    page::{PageInput, is_at_bank, render_page},
};
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode, header};
use payment::{AttemptId, Locale, Screen, Timestamp, screen};
use serde::Deserialize;

use super::{
    address::PageAddress,
    draft::Draft,
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
    /// `still=1`: the page does not look again by itself, for browsers without scripts.
    still: Option<String>,
    /// `given=1`: a form without scripts has just asked for more time.
    given: Option<String>,
    /// A form started nothing, as its page had changed: the last attempt at that moment.
    stale: Option<String>,
    /// `unchosen=1`: the form of the account was sent without one.
    unchosen: Option<String>,
    /// The key of what was typed into a form that led nowhere.
    typed: Option<String>,
    /// With `view=status`: the microsecond since which the customer waits.
    since: Option<String>,
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
    let locale = query.language.resolve(&headers, Some(&view.checkout));
    let waiting_since = query.waiting_since(&view);
    if status_only && waiting_since.is_none() && is_at_bank(screen(&view.checkout)) {
        return wait_from_now(&view, locale);
    }
    let waits = matches!(screen(&view.checkout), Screen::Checking | Screen::Sent);
    if status_only || waits {
        read_soon(&state, &view).await;
    }
    let fresh_attempt = AttemptId::from_bytes(random::ordered());
    let draft = match &query.typed {
        Some(key) => Draft::find(&state, &view, key).await,
        None => None,
    };
    let draft = draft.filter(|draft| draft.is_open(&view));
    let stale = query.stale.as_deref() == Some(seen(&view.checkout));
    let input = PageInput {
        choose_again: query.choose.is_some() || draft.is_some() || stale,
        status_only,
        still: query.still.is_some(),
        time_given: query.given.is_some(),
        stale,
        account_missing: query.unchosen.is_some(),
        typed: query.typed.clone().filter(|_| draft.is_some()),
        refused: draft.map(Draft::shown),
        waiting_since,
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

impl PageQuery {
    /// Since when the customer waits who said that they are done at their bank: not since before
    /// they got there, whatever the address says.
    fn waiting_since(&self, view: &CheckoutView) -> Option<Timestamp> {
        let micros = self.since.as_ref()?.parse().ok()?;
        let began = view.checkout.attempts.last()?.started_at;
        Some(Timestamp::from_micros(micros).clamp(began, view.now.max(began)))
    }
}

/// To the same page with the moment in its address, so that each look at it knows how long the
/// customer has waited.
fn wait_from_now(view: &CheckoutView, locale: Locale) -> Response {
    let asked = Asked {
        waiting_since: Some(view.now),
        ..Asked::default()
    };
    let (token, query) = (view.token.as_str(), asked.query());
    Redirect::to(&format!("/c/{token}?lang={locale}{query}")).into_response()
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
