//! The headers of every page.

use axum::response::{Html, IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::assets;

/// Who may show a page in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Nobody.
    Nobody,
    /// A page of ours, which may itself stand in a page of these origins.
    OurPages(Vec<String>),
    /// Pages of these origins: a merchant's own. Nobody, where there are none.
    Pages(Vec<String>),
}

impl Framing {
    fn ancestors(&self) -> String {
        match self {
            Self::Nobody => "'none'".to_owned(),
            Self::Pages(origins) if origins.is_empty() => "'none'".to_owned(),
            Self::Pages(origins) => origins.join(" "),
            Self::OurPages(around) => format!("'self' {}", around.join(" ")).trim_end().to_owned(),
        }
    }

    /// The same for browsers that do not know the policy. It has no word for an origin.
    const fn options(&self) -> Option<&'static str> {
        match self {
            Self::Nobody => Some("DENY"),
            Self::Pages(origins) if origins.is_empty() => Some("DENY"),
            Self::OurPages(around) if around.is_empty() => Some("SAMEORIGIN"),
            Self::Pages(_) | Self::OurPages(_) => None,
        }
    }
}

/// A page on its way out.
#[derive(Debug)]
pub(crate) struct Document {
    /// The answer's status.
    pub(crate) status: StatusCode,
    /// The whole document.
    pub(crate) html: String,
    /// The origins that the page may show in a frame: the provider's, and no others.
    pub(crate) frame_origins: Vec<String>,
    /// Who may show this page in a frame.
    pub(crate) framing: Framing,
    /// Whether the page is reached by https.
    pub(crate) secure: bool,
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let policy = content_security_policy(&self.frame_origins, &self.framing);
        let mut response = (self.status, Html(self.html)).into_response();
        let headers = response.headers_mut();
        let mut set = |name: header::HeaderName, value: HeaderValue| {
            headers.insert(name, value);
        };
        if let Ok(policy) = HeaderValue::try_from(policy) {
            set(header::CONTENT_SECURITY_POLICY, policy);
        }
        // A page shows one customer's money at one moment.
        set(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        set(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        // The address is a capability and stays here; `no-referrer` would take the origin
        // from our own forms too.
        set(
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        );
        if let Some(options) = self.framing.options() {
            set(header::X_FRAME_OPTIONS, HeaderValue::from_static(options));
        }
        // `same-origin` alone would cut the windows that banks open from the frame.
        set(
            header::HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin-allow-popups"),
        );
        set(
            header::HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        );
        set(
            header::HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static(
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
            ),
        );
        if self.secure {
            set(
                header::STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static("max-age=63072000; includeSubDomains"),
            );
        }
        response
    }
}

/// Nothing is allowed but what is named here. Scripts and styles that stand in the page are
/// named by their hash; WASM needs `'wasm-unsafe-eval'`.
fn content_security_policy(frame_origins: &[String], framing: &Framing) -> String {
    let site = assets::site();
    let quoted = |hash: Option<&str>| hash.map_or_else(String::new, |hash| format!(" '{hash}'"));
    let early = quoted(site.early_hash);
    let css = quoted(site.css_hash);
    let frames = match frame_origins {
        [] => "'none'".to_owned(),
        origins => origins.join(" "),
    };
    let ancestors = framing.ancestors();
    format!(
        "default-src 'none'; script-src 'self'{early} 'wasm-unsafe-eval'; style-src 'self'{css}; \
         img-src 'self'; font-src 'self'; connect-src 'self'; frame-src {frames}; form-action 'self'; \
         base-uri 'none'; frame-ancestors {ancestors}"
    )
}
