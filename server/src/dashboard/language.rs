//! Which language a page is in: what the address asks for, what was chosen before, what the
//! person chose for good, what the browser prefers; in this order.

use app::locale::choose_locale;
use axum::extract::Request;
use http::{HeaderValue, header};
use payment::Locale;
use url::form_urlencoded;

use crate::{customer::remembered, state::AppState};

fn asked(request: &Request) -> Option<Locale> {
    let query = request.uri().query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "lang")
        .and_then(|(_, tag)| tag.parse().ok())
}

pub(super) fn of(request: &Request, of_person: Option<Locale>) -> Locale {
    let headers = request.headers();
    let accept = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let chosen = remembered(headers).or(of_person);
    choose_locale(asked(request), chosen, None, accept)
}

/// What keeps an express choice for the next page.
pub(super) fn cookie(state: &AppState, request: &Request) -> Option<HeaderValue> {
    asked(request).map(|locale| keep(state, locale))
}

/// What has the browser remember that language.
pub(super) fn keep(state: &AppState, locale: Locale) -> HeaderValue {
    let secure = if state.entrance.is_https() {
        "; Secure"
    } else {
        ""
    };
    HeaderValue::try_from(format!(
        "page_lang={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}",
        locale.tag()
    ))
    .expect("a tag is letters and a hyphen")
}
