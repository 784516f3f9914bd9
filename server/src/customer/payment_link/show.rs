//! `GET /l/{token}`
//!
//! It makes nothing: programs that look where a link in a message leads open it too.

use app::page::{LinkForm, PaymentLinkLook};
use axum::{
    extract::{Query, State},
    response::{IntoResponse as _, Redirect, Response},
};
use http::{HeaderMap, StatusCode, header};
use payment::{LinkState, Locale};
use store::StoreError;

use super::{
    begun::{Begun, fresh_form},
    found::{Found, LinkAddress},
};
use crate::{
    customer::{LanguageQuery, fault},
    state::AppState,
};

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
    let uses = state.store.payment_link_uses(&found.stored.link.id).await;
    let Ok(uses) = uses else {
        return fault(&headers);
    };
    let mut response = match found.stored.link.state(uses, found.now) {
        LinkState::Open => {
            let Ok(form) = form(&state, &found, &headers).await else {
                return fault(&headers);
            };
            let form = LinkForm::fresh(&found.stored.link, locale, form);
            found.respond(&state, PaymentLinkLook::Form(form), locale, StatusCode::OK)
        }
        shut
        @ (LinkState::Inactive | LinkState::Expired | LinkState::Taken | LinkState::UsedUp) => {
            shut_out(&state, found, shut, locale, &headers).await
        }
    };
    if let Some(cookie) = query.cookie(state.config.server.public_url.is_https()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The way back for the browser that made the checkout; for everybody else, why nobody is let
/// in.
pub(super) async fn shut_out(
    state: &AppState,
    found: Found,
    shut: LinkState,
    locale: Locale,
    headers: &HeaderMap,
) -> Response {
    if let Some(begun) = Begun::read(headers) {
        let token = begun.page(&found.stored.secret);
        let id = &found.stored.link.id;
        match state.store.came_by_payment_link(id, &token).await {
            Ok(Some(_)) => {
                let page = format!("/c/{}?lang={locale}", token.as_str());
                return Redirect::to(&page).into_response();
            }
            Ok(None) => {}
            Err(_) => return fault(headers),
        }
    }
    // It was there, and may be again unless it is used up or its time is over.
    let status = match shut {
        LinkState::UsedUp | LinkState::Expired => StatusCode::GONE,
        LinkState::Open | LinkState::Inactive | LinkState::Taken => StatusCode::CONFLICT,
    };
    found.respond(state, PaymentLinkLook::Shut(shut), locale, status)
}

/// The form that this browser has begun with, while its checkout can be paid; else a new one.
async fn form(state: &AppState, found: &Found, headers: &HeaderMap) -> Result<String, StoreError> {
    if let Some(begun) = Begun::read(headers) {
        let token = begun.page(&found.stored.secret);
        let id = &found.stored.link.id;
        let status = state.store.came_by_payment_link(id, &token).await?;
        if status.is_some_and(|status| !status.is_final()) {
            return Ok(begun.form);
        }
    }
    Ok(fresh_form())
}
