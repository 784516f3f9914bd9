//! `POST /l/{token}`: makes the checkout.
//!
//! Sending the same form again, by a double click or after going back, leads to the same
//! checkout: its page's token follows from the form, the amount and a secret of the link's, so
//! that whoever writes a form of their own still cannot say which.

use std::time::Duration;

use app::{
    action::TypedForm,
    amount::read_amount,
    page::{Crowd, LinkForm, PaymentLinkLook},
};
use axum::{
    Extension, Form,
    extract::{Query, State},
    response::Response,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use payment::{CheckoutId, LinkAmount, LinkState, Locale, Money, Status, TextFault};
use serde::Deserialize;
use store::{CreateError, Loaded, StoreError, TakeError};

use super::{
    begun::{Begun, fresh_form},
    carried::Carried,
    found::{Found, LinkAddress, broken, onward},
    show::shut_out,
    standing::{Standing, ended_unpaid},
};
use crate::{
    api::limit::whole_seconds,
    customer::{LanguageQuery, form_limit::TooLarge, missing},
    desk::Ordered,
    random,
    security::client::ClientAddress,
    state::AppState,
};

/// How long a checkout of a link stays open: as long as one of the API does by itself.
const LIFETIME: Duration = Duration::from_secs(3600);

/// What a form brings.
#[derive(Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    form: String,
    #[serde(default)]
    amount: String,
    /// The page that expired, where it begins its payment anew, and who pays.
    #[serde(default)]
    from: String,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    email: String,
}

pub(super) async fn pay(
    State(state): State<AppState>,
    from: ClientAddress,
    address: LinkAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
    told: Option<Extension<TooLarge>>,
    sent: Result<Form<Sent>, axum::extract::rejection::FormRejection>,
) -> Response {
    let found = match address.find(&state, &headers).await {
        Ok(found) => found,
        Err(page) => return page,
    };
    let locale = found.locale(&query, &headers);
    // What is no form of ours says nothing: the page asks once more.
    let mut sent = sent.map_or_else(|_| Sent::default(), |Form(sent)| sent);
    if told.is_some() {
        let mut response = again(&state, found, sent, Some(TextFault::TooLong), locale);
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return response;
    }
    let mut standing = match Standing::of(&state, &found, &headers).await {
        Ok(standing) => standing,
        Err(error) => return broken(&error, &headers),
    };
    let (mut begun, wrong) = match amount(&found, &sent.amount) {
        Ok(amount) => (Begun::of(&sent.form, amount), None),
        Err(fault) => (None, Some(fault)),
    };
    if let Some(form) = &begun {
        match came(&state, &found, form).await {
            // An old form, by which nothing can be paid any more: the page has a new one.
            Ok(Some(status)) if ended_unpaid(status) => {
                sent.form.clear();
                begun = None;
            }
            Ok(Some(_)) => return go(&state, &found, form, &sent, &headers, locale).await,
            Ok(None) => {}
            Err(error) => return broken(&error, &headers),
        }
    }
    if !standing.lets_in() {
        return shut_out(&state, found, &standing, locale);
    }
    let Some(begun) = begun else {
        return again(&state, found, sent, wrong, locale);
    };
    let link = &found.stored.link.id;
    let limited = state
        .limits
        .of_payment_link(link, from.address(), found.now);
    if let Err(wait) = limited {
        return crowded(&state, found, sent, wait, locale);
    }

    let mut made = make(&state, &found, &begun).await;
    let is_taken = matches!(made, Err(TakeError::Shut(LinkState::Taken)));
    if is_taken && let Some(held) = standing.corrected_by(&begun) {
        // The use that is taken may be this visitor's own, for another amount.
        match state.desk.withdraw(&held.checkout.id, found.now).await {
            Ok(true) => {
                standing.held = None;
                made = make(&state, &found, &begun).await;
            }
            Ok(false) => {}
            Err(error) => return broken(&error, &headers),
        }
    }
    match made {
        // The same form was faster.
        Ok(_) | Err(TakeError::Create(CreateError::Taken)) => {
            go(&state, &found, &begun, &sent, &headers, locale).await
        }
        Err(TakeError::Shut(shut)) => match came(&state, &found, &begun).await {
            Ok(Some(_)) => go(&state, &found, &begun, &sent, &headers, locale).await,
            Ok(None) => {
                standing.link = shut;
                shut_out(&state, found, &standing, locale)
            }
            Err(error) => broken(&error, &headers),
        },
        Err(TakeError::NoSuchLink) => missing(&headers),
        Err(error @ TakeError::Create(_)) => broken(&error, &headers),
    }
}

/// What the customer says, where the link leaves that open.
fn amount(found: &Found, typed: &str) -> Result<Option<Money>, TextFault> {
    match found.stored.link.offer.asked {
        LinkAmount::Fixed(_) => Ok(None),
        LinkAmount::Open { .. } => read_amount(typed, &found.limits.unwrap_or_default()).map(Some),
    }
}

/// Where the checkout of a form stands, where there is one.
async fn came(
    state: &AppState,
    found: &Found,
    begun: &Begun,
) -> Result<Option<Status>, StoreError> {
    let (link, page) = (&found.stored.link.id, begun.page(&found.stored.secret));
    state.store.came_by_payment_link(link, &page).await
}

/// Makes the checkout of a form.
async fn make(state: &AppState, found: &Found, begun: &Begun) -> Result<Loaded, TakeError> {
    let link = &found.stored.link;
    let id = CheckoutId::from_bytes(random::ordered());
    let ordered = Ordered {
        order: link.order(&id, begun.amount),
        id,
        merchant: link.merchant.clone(),
        token: begun.page(&found.stored.secret),
        expires_at: found.now.plus(LIFETIME),
    };
    state
        .desk
        .create_by_link(&link.id, ordered, found.now)
        .await
}

/// To the checkout's page, and what was typed on one that expired with it.
async fn go(
    state: &AppState,
    found: &Found,
    begun: &Begun,
    sent: &Sent,
    headers: &HeaderMap,
    locale: Locale,
) -> Response {
    let token = begun.page(&found.stored.secret);
    let carried = Carried {
        from: &sent.from,
        first_name: &sent.first_name,
        last_name: &sent.last_name,
        email: &sent.email,
    };
    let typed = carried.keep(state, found, headers, &token).await;
    let typed = typed.map_or_else(String::new, |key| format!("&typed={key}"));
    let mut response = onward(&format!("/c/{}?lang={locale}{typed}", token.as_str()));
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
        typed: bounded(sent.amount),
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
        typed: bounded(sent.amount),
        fault: None,
        crowd: Crowd::Waits,
    };
    let look = PaymentLinkLook::Form(form);
    let mut response = found.respond(state, look, locale, StatusCode::TOO_MANY_REQUESTS);
    let seconds = HeaderValue::from(whole_seconds(wait).max(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

/// What is shown again of what was typed: no more than 10,000 characters.
fn bounded(amount: String) -> String {
    let form = TypedForm {
        amount,
        ..TypedForm::default()
    };
    form.bounded().amount
}

/// The form that was sent, where it is one.
fn same_or_fresh(form: &str) -> String {
    Begun::of(form, None).map_or_else(fresh_form, |begun| begun.form)
}
