//! The address of the frame `[C-par]`.

use std::{fmt, str::FromStr};

use payment::Locale;
use url::Url;

use super::AuthorizeToken;

/// What can be said to the frame in its address. `None` leaves a parameter out, so that the
/// provider's default holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameOptions {
    /// `language`
    pub language: Option<FrameLanguage>,
    /// `redirectUrl`: where the customer comes back to, with `loginId` in the query.
    pub redirect_url: Option<Url>,
    /// `innerRedirect`: whether the frame goes there itself, instead of the page around it.
    pub inner_redirect: Option<bool>,
    /// `customerName`: what the merchant is called in the texts.
    pub customer_name: Option<String>,
    /// `consentEnable`: the provider's consent page. The provider's default is `true`, in
    /// old documents `false`.
    pub consent_enable: Option<bool>,
    /// `termsUrl`: the merchant's own terms.
    pub terms_url: Option<Url>,
    /// `institutionFilterEnable`
    pub institution_filter_enable: Option<bool>,
    /// `closeEnable`: a close button. Default `false`.
    pub close_enable: Option<bool>,
    /// `backEnable`: a back button. Default `true`.
    pub back_enable: Option<bool>,
    /// `headerEnable`: the header. Default `true`.
    pub header_enable: Option<bool>,
    /// `headerImgEnable`: the picture in the header. Default `true`.
    pub header_img_enable: Option<bool>,
    /// `staticLoadingEnable`: no movement while loading. Default `false`.
    pub static_loading_enable: Option<bool>,
    /// `removePadding`: Default `false`.
    pub remove_padding: Option<bool>,
    /// `theme`
    pub theme: Option<Theme>,
    /// `accountSelectorEnable`: the customer picks one account.
    pub account_selector_enable: Option<bool>,
    /// `enhancedMFA`
    pub enhanced_mfa: Option<bool>,
    /// `stringify`: messages are JSON texts.
    pub stringify: Option<bool>,
    /// `webview`: messages go to a native app.
    pub webview: Option<bool>,
    /// `tag`: comes back with the link.
    pub tag: Option<String>,
    /// `requestId`: goes on with an earlier request.
    pub request_id: Option<payment::LinkRequestId>,
    /// `resumeSelectedAccounts`
    pub resume_selected_accounts: Option<bool>,
    /// `demo`
    pub demo: Option<bool>,
    /// `demoOutbound`
    pub demo_outbound: Option<bool>,
    /// `toolbox`: in newer samples, instead of `demo`.
    pub toolbox: Option<bool>,
    /// `desktopLayout`: legacy.
    pub desktop_layout: Option<bool>,
    /// `backgroundColor`: legacy.
    pub background_color: Option<Colour>,
    /// `foregroundColor1`: legacy.
    pub foreground_color: Option<Colour>,
}

/// The language of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameLanguage {
    /// English.
    English,
    /// French.
    French,
}

impl FrameLanguage {
    const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }
}

impl From<Locale> for FrameLanguage {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::EnCa => Self::English,
            Locale::FrCa => Self::French,
        }
    }
}

/// The colours of the frame `[CL-2026-04]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// As the customer's device is set.
    System,
}

impl Theme {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        }
    }
}

/// A colour as six hexadecimal digits. Assumption: without a `#`, which an address could not
/// carry as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour(String);

/// The text is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is six hexadecimal digits")]
pub struct InvalidColour;

impl FromStr for Colour {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let fits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned())).ok_or(InvalidColour)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FrameOptions {
    /// The address of the frame, which lets one customer in, once. It is below `/v2/`
    /// `[C-par]`, unless `frame_url` says otherwise by ending in a path of its own.
    #[must_use]
    pub fn url(&self, frame_url: &Url, token: &AuthorizeToken) -> Url {
        let mut url = frame_url.clone();
        if url.path() == "/" {
            url.set_path("/v2/");
        }
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("authorizeToken", token.expose());
            for (key, value) in self.parameters() {
                query.append_pair(key, &value);
            }
        }
        url
    }

    /// Every parameter that is said, by the provider's name for it.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let Self {
            language,
            redirect_url,
            inner_redirect,
            customer_name,
            consent_enable,
            terms_url,
            institution_filter_enable,
            close_enable,
            back_enable,
            header_enable,
            header_img_enable,
            static_loading_enable,
            remove_padding,
            theme,
            account_selector_enable,
            enhanced_mfa,
            stringify,
            webview,
            tag,
            request_id,
            resume_selected_accounts,
            demo,
            demo_outbound,
            toolbox,
            desktop_layout,
            background_color,
            foreground_color,
        } = self;
        let flag = |flag: &Option<bool>| flag.map(|flag| flag.to_string());
        [
            ("language", language.map(|l| l.as_str().to_owned())),
            ("redirectUrl", redirect_url.as_ref().map(Url::to_string)),
            ("innerRedirect", flag(inner_redirect)),
            ("customerName", customer_name.clone()),
            ("consentEnable", flag(consent_enable)),
            ("termsUrl", terms_url.as_ref().map(Url::to_string)),
            ("institutionFilterEnable", flag(institution_filter_enable)),
            ("closeEnable", flag(close_enable)),
            ("backEnable", flag(back_enable)),
            ("headerEnable", flag(header_enable)),
            ("headerImgEnable", flag(header_img_enable)),
            ("staticLoadingEnable", flag(static_loading_enable)),
            ("removePadding", flag(remove_padding)),
            ("theme", theme.map(|theme| theme.as_str().to_owned())),
            ("accountSelectorEnable", flag(account_selector_enable)),
            ("enhancedMFA", flag(enhanced_mfa)),
            ("stringify", flag(stringify)),
            ("webview", flag(webview)),
            ("tag", tag.clone()),
            (
                "requestId",
                request_id.as_ref().map(|id| id.as_str().to_owned()),
            ),
            ("resumeSelectedAccounts", flag(resume_selected_accounts)),
            ("demo", flag(demo)),
            ("demoOutbound", flag(demo_outbound)),
            ("toolbox", flag(toolbox)),
            ("desktopLayout", flag(desktop_layout)),
            (
                "backgroundColor",
                background_color.as_ref().map(Colour::to_string),
            ),
            (
                "foregroundColor1",
                foreground_color.as_ref().map(Colour::to_string),
            ),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
    }
}
