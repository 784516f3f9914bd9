//! `POST /l/{token}`: makes the checkout.
//!
//! Sending the same form again, by a double click or after going back, leads to the same
//! checkout: its page's token follows from the form, the amount and a secret of the link's, so
//! that whoever writes a form of their own still cannot say which.

use std::{net::SocketAddr, time::Duration};

use app::{
    amount::read_amount,
    page::{Crowd, LinkForm, PaymentLinkLook},
};
use axum::{
    Form,
    extract::{ConnectInfo, Query, State},
    response::{IntoResponse as _, Redirect, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use payment::{CheckoutId, LinkAmount, Locale, Money, TextFault};
use serde::Deserialize;
use store::{CreateError, TakeError};

use super::{
    begun::{Begun, fresh_form},
    found::{Found, LinkAddress},
    show::shut_out,
};
use crate::{
    customer::{LanguageQuery, fault, missing},
    desk::Ordered,
    random,
    state::AppState,
};

/// How long a checkout of a link stays open: as long as one of the API does by itself.
const LIFETIME: Duration = Duration::from_secs(3600);

/// What a form brings.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    form: String,
    #[serde(default)]
    amount: String,
}

pub(super) async fn pay(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    address: LinkAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
    sent: Result<Form<Sent>, axum::extract::rejection::FormRejection>,
) -> Response {
    let found = match address.find(&state, &headers).await {
        Ok(found) => found,
        Err(page) => return page,
    };
    let locale = found.locale(&query, &headers);
    // What is no form of ours says nothing: the page asks once more.
    let sent = sent.map_or_else(
        |_| Sent {
            form: String::new(),
            amount: String::new(),
        },
        |Form(sent)| sent,
    );
    let amount = match amount(&found, &sent.amount) {
        Ok(amount) => amount,
        Err(fault) => return again(&state, found, sent, Some(fault), locale),
    };
    let Some(begun) = Begun::of(&sent.form, amount) else {
        return again(&state, found, sent, None, locale);
    };
    let token = begun.page(&found.stored.secret);
    let link = found.stored.link.clone();
    match state.store.came_by_payment_link(&link.id, &token).await {
        Ok(Some(_)) => return go(&state, &found, &begun, locale),
        Ok(None) => {}
        Err(_) => return fault(&headers),
    }
    let limited = state
        .limits
        .of_payment_link(&link.id, Some(peer.ip()), found.now);
    if let Err(wait) = limited {
        return crowded(&state, found, sent, wait, locale);
    }

    let id = CheckoutId::from_bytes(random::ordered());
    let ordered = Ordered {
        order: link.order(&id, amount),
        id,
        merchant: link.merchant.clone(),
        token: token.clone(),
        expires_at: found.now.plus(LIFETIME),
    };
    match state
        .desk
        .create_by_link(&link.id, ordered, found.now)
        .await
    {
        // The same form was faster.
        Ok(_) | Err(TakeError::Create(CreateError::Taken)) => go(&state, &found, &begun, locale),
        Err(TakeError::Shut(shut)) => {
            match state.store.came_by_payment_link(&link.id, &token).await {
                Ok(Some(_)) => go(&state, &found, &begun, locale),
                Ok(None) => shut_out(&state, found, shut, locale, &headers).await,
                Err(_) => fault(&headers),
            }
        }
        Err(TakeError::NoSuchLink) => missing(&headers),
        Err(error @ TakeError::Create(_)) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "no checkout could be made by a payment link"
            );
            fault(&headers)
        }
    }
}

/// What the customer says, where the link leaves that open.
fn amount(found: &Found, typed: &str) -> Result<Option<Money>, TextFault> {
    match found.stored.link.offer.asked {
        LinkAmount::Fixed(_) => Ok(None),
        LinkAmount::Open { .. } => read_amount(typed, &found.limits).map(Some),
    }
}

/// To the checkout's page.
fn go(state: &AppState, found: &Found, begun: &Begun, locale: Locale) -> Response {
    let token = begun.page(&found.stored.secret);
    let page = format!("/c/{}?lang={locale}", token.as_str());
    let mut response = Redirect::to(&page).into_response();
    let secure = state.config.server.public_url.is_https();
    if let Some(cookie) = begun.cookie(&found.stored.link.token, secure) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The page once more, with what was typed and what is wrong with it. The form stays the same
/// one, where it is one.
fn again(
    state: &AppState,
    found: Found,
    sent: Sent,
    wrong: Option<TextFault>,
    locale: Locale,
) -> Response {
    let form = LinkForm {
        nonce: same_or_fresh(&sent.form),
        typed: sent.amount,
        fault: wrong,
        crowd: Crowd::Fits,
    };
    let look = PaymentLinkLook::Form(form);
    found.respond(state, look, locale, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The page once more, to be sent again in a while.
fn crowded(state: &AppState, found: Found, sent: Sent, wait: Duration, locale: Locale) -> Response {
    let form = LinkForm {
        nonce: same_or_fresh(&sent.form),
        typed: sent.amount,
        fault: None,
        crowd: Crowd::Waits,
    };
    let look = PaymentLinkLook::Form(form);
    let mut response = found.respond(state, look, locale, StatusCode::TOO_MANY_REQUESTS);
    let seconds = HeaderValue::from(wait.as_secs().max(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

/// The form that was sent, where it is one.
fn same_or_fresh(form: &str) -> String {
    Begun::of(form, None).map_or_else(fresh_form, |begun| begun.form)
}
