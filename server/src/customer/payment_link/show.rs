//! `GET /l/{token}`
//!
//! It makes nothing: programs that look where a link in a message leads open it too.

use app::page::{LinkForm, PaymentLinkLook};
use axum::{
    extract::{Query, State},
    response::Response,
};
use http::{HeaderMap, StatusCode, header};
use payment::{LinkState, Locale};

use super::{
    begun::fresh_form,
    found::{Found, LinkAddress, broken, onward},
    standing::{Held, Standing},
};
use crate::{customer::LanguageQuery, state::AppState};

pub(super) async fn show(
    State(state): State<AppState>,
    address: LinkAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let found = match address.find(&state, &headers).await {
        Ok(found) => found,
        Err(page) => return page,
    };
    let locale = found.locale(&query, &headers);
    let standing = match Standing::of(&state, &found, &headers).await {
        Ok(standing) => standing,
        Err(error) => return broken(&error, &headers),
    };
    let mut response = if standing.lets_in() {
        let look = PaymentLinkLook::Form(form(&found, standing.held, locale));
        found.respond(&state, look, locale, StatusCode::OK)
    } else {
        shut_out(&state, found, &standing, locale)
    };
    if let Some(cookie) = query.cookie(state.config.server.public_url.is_https()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The way back for the browser that made the checkout; for everybody else, why nobody is let
/// in.
pub(super) fn shut_out(
    state: &AppState,
    found: Found,
    standing: &Standing,
    locale: Locale,
) -> Response {
    if let Some(held) = &standing.held {
        return onward(&format!("/c/{}?lang={locale}", held.page.as_str()));
    }
    // It was there, and may be again unless it is used up or its time is over.
    let status = match standing.link {
        LinkState::UsedUp | LinkState::Expired => StatusCode::GONE,
        LinkState::Open | LinkState::Inactive | LinkState::Taken => StatusCode::CONFLICT,
    };
    let look = PaymentLinkLook::Shut(standing.link);
    found.respond(state, look, locale, status)
}

/// The form that this browser has begun with, while its checkout can be paid; else a new one.
fn form(found: &Found, held: Option<Held>, locale: Locale) -> LinkForm {
    match held.filter(|held| !held.checkout.status().is_final()) {
        Some(held) => LinkForm::again(locale, held.begun.form, held.begun.amount),
        None => LinkForm::fresh(&found.stored.link, locale, fresh_form()),
    }
}
