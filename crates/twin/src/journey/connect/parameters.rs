use std::collections::HashMap;

use payment::Locale;
use reqwest::Url;

use crate::journey::{
    page::{Look, Motion, Padding, Theme},
    telling::{Bridge, Text},
};

/// What the merchant asked for in the frame's address `[C-par, CL-2018-09, CL-2026-04]`.
///
/// Parameters that change nothing here are taken and overlooked, as unknown ones are:
/// `demoOutbound`, `toolbox`, `resumeSelectedAccounts`, and the old `desktopLayout`,
/// `backgroundColor` and `foregroundColor1`.
#[derive(Clone, Debug)]
pub(super) struct Parameters {
    pub(super) locale: Locale,
    /// Assumption: the name of the merchant, which the pages show.
    pub(super) customer_name: Option<String>,
    pub(super) consent: Switch,
    /// Where the merchant's terms are.
    pub(super) terms_url: Option<Url>,
    /// Whether the list of banks can be searched.
    pub(super) institution_filter: Switch,
    /// Whether the test bank is listed. Assumption: it is unless `demo=false` says no.
    pub(super) demo: Switch,
    pub(super) close: Switch,
    pub(super) back: Switch,
    pub(super) header: Switch,
    pub(super) header_image: Switch,
    /// Whether the customer picks an account. Assumption: yes, unless it is turned off; then
    /// no account is told.
    pub(super) account_selector: Switch,
    /// Whether the frame tells if the bank asks questions.
    pub(super) enhanced_mfa: Switch,
    pub(super) redirect_url: Option<Url>,
    /// Whether the frame only tells, and leaves the way back to the page around it.
    pub(super) inner_redirect: Switch,
    /// The merchant's own mark, which comes back with the answer.
    pub(super) tag: Option<String>,
    /// Comes back with the messages.
    pub(super) request_id: Option<String>,
    pub(super) text: Text,
    pub(super) bridge: Bridge,
    pub(super) look: Look,
}

/// A parameter that is `true` or `false`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Switch {
    On,
    Off,
}

impl Switch {
    pub(super) const fn is_on(self) -> bool {
        matches!(self, Self::On)
    }
}

/// The longest text that is shown or given back, in characters.
const MAX_TEXT: usize = 100;

impl Parameters {
    /// What the address says. A value that makes no sense is as good as none.
    pub(super) fn read(query: &HashMap<String, String>) -> Self {
        let switch = |name: &str, usual: Switch| match query.get(name).map(String::as_str) {
            Some(word) if word.eq_ignore_ascii_case("true") => Switch::On,
            Some(word) if word.eq_ignore_ascii_case("false") => Switch::Off,
            Some(_) | None => usual,
        };
        let text = |name: &str| {
            let text = query.get(name)?.trim();
            (!text.is_empty()).then(|| text.chars().take(MAX_TEXT).collect::<String>())
        };
        let address = |name: &str| {
            let url: Url = query.get(name)?.parse().ok()?;
            matches!(url.scheme(), "http" | "https").then_some(url)
        };
        let look = Look {
            theme: match query.get("theme").map(String::as_str) {
                Some("dark") => Theme::Dark,
                Some("system") => Theme::System,
                Some(_) | None => Theme::Light,
            },
            padding: match switch("removePadding", Switch::Off) {
                Switch::On => Padding::Removed,
                Switch::Off => Padding::Kept,
            },
            motion: match switch("staticLoadingEnable", Switch::Off) {
                Switch::On => Motion::Static,
                Switch::Off => Motion::Usual,
            },
        };
        Self {
            locale: match query.get("language").map(String::as_str) {
                Some(word) if word.eq_ignore_ascii_case("fr") => Locale::FrCa,
                Some(_) | None => Locale::EnCa,
            },
            customer_name: text("customerName"),
            consent: switch("consentEnable", Switch::On),
            terms_url: address("termsUrl"),
            institution_filter: switch("institutionFilterEnable", Switch::On),
            demo: switch("demo", Switch::On),
            close: switch("closeEnable", Switch::Off),
            back: switch("backEnable", Switch::On),
            header: switch("headerEnable", Switch::On),
            header_image: switch("headerImgEnable", Switch::On),
            account_selector: switch("accountSelectorEnable", Switch::On),
            enhanced_mfa: switch("enhancedMFA", Switch::Off),
            redirect_url: address("redirectUrl"),
            inner_redirect: switch("innerRedirect", Switch::Off),
            tag: text("tag"),
            request_id: text("requestId"),
            text: match switch("stringify", Switch::Off) {
                Switch::On => Text::Strings,
                Switch::Off => Text::Objects,
            },
            bridge: match switch("webview", Switch::Off) {
                Switch::On => Bridge::WebView,
                Switch::Off => Bridge::None,
            },
            look,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Parameters {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Parameters::read(&pairs.collect())
    }

    #[test]
    fn an_address_without_parameters_gets_the_documented_defaults() {
        let usual = read(&[]);
        for on in [
            usual.consent,
            usual.back,
            usual.header,
            usual.header_image,
            usual.institution_filter,
            usual.account_selector,
        ] {
            assert_eq!(on, Switch::On);
        }
        for off in [usual.close, usual.inner_redirect, usual.enhanced_mfa] {
            assert_eq!(off, Switch::Off);
        }
        assert_eq!(usual.locale, Locale::EnCa);
        assert_eq!(usual.look.theme, Theme::Light);
        assert_eq!(usual.text, Text::Objects);
    }

    #[test]
    fn a_value_that_makes_no_sense_is_as_good_as_none() {
        let odd = read(&[
            ("language", "de"),
            ("closeEnable", "perhaps"),
            ("theme", "plaid"),
            ("redirectUrl", "javascript:alert(1)"),
            ("termsUrl", "not an address"),
            ("customerName", "  "),
        ]);
        assert_eq!(odd.locale, Locale::EnCa);
        assert_eq!(odd.close, Switch::Off);
        assert_eq!(odd.look.theme, Theme::Light);
        assert!(odd.redirect_url.is_none() && odd.terms_url.is_none());
        assert_eq!(odd.customer_name, None);
    }

    #[test]
    fn a_long_text_is_cut_between_two_characters() {
        let name = "é".repeat(300);
        let long = read(&[("customerName", &name)]);
        let shown = long.customer_name.expect("a name");
        assert_eq!(shown.chars().count(), MAX_TEXT);
    }
}
