//! Which language a browser gets, and how its choice is kept.

use app::locale::choose_locale;
use http::{HeaderMap, HeaderValue, header};
use payment::{Checkout, Locale};
use serde::Deserialize;

const COOKIE: &str = "page_lang";

/// The part of a page's address that chooses a language.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct LanguageQuery {
    lang: Option<String>,
}

impl LanguageQuery {
    /// The language that the address asks for.
    pub(crate) fn chosen(&self) -> Option<Locale> {
        self.lang.as_deref()?.parse().ok()
    }

    /// The language to answer in: the address, what was chosen before, what the merchant
    /// said, where the customer lives, what the browser prefers; in this order.
    pub(crate) fn resolve(&self, headers: &HeaderMap, checkout: Option<&Checkout>) -> Locale {
        let accept = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        choose_locale(
            self.chosen(),
            remembered(headers),
            checkout.map(|checkout| &checkout.order),
            accept,
        )
    }

    /// The same for a page that knows no more than the language that the merchant wants.
    pub(crate) fn resolve_for(&self, headers: &HeaderMap, first: Option<Locale>) -> Locale {
        match (self.chosen(), remembered(headers), first) {
            (None, None, Some(first)) => first,
            (Some(_), _, _) | (None, Some(_), _) | (None, None, None) => {
                self.resolve(headers, None)
            }
        }
    }

    /// What keeps an express choice for the next page.
    pub(crate) fn cookie(&self, secure: bool) -> Option<HeaderValue> {
        let tag = self.chosen()?.tag();
        let secure = if secure { "; Secure" } else { "" };
        HeaderValue::try_from(format!(
            "{COOKIE}={tag}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}"
        ))
        .ok()
    }
}

/// What was chosen before.
pub(crate) fn remembered(headers: &HeaderMap) -> Option<Locale> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, tag)| tag.parse().ok())
}
