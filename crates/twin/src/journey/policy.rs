use axum::http::HeaderValue;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::Url;
use sha2::{Digest, Sha256};

/// What a page may do: its content security policy.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policy {
    /// The hash of the one piece of inline code that may run.
    code: Option<String>,
    popups: Popups,
    framing: Framing,
}

/// Whether the page may open windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Popups {
    #[default]
    Allowed,
    Blocked,
}

/// Who may show the page in a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Framing {
    #[default]
    Anybody,
    /// The pages of these origins.
    Only(Vec<String>),
    Nobody,
}

const FIXED: &str = "style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

impl Policy {
    /// Lets that inline code run, and no other.
    pub(super) fn run(&mut self, code: &str) {
        self.code = Some(STANDARD.encode(Sha256::digest(code)));
    }

    /// Keeps the page from opening windows, as a pop-up blocker does but in every browser:
    /// a sandbox with everything but pop-ups.
    pub(super) fn block_popups(&mut self) {
        self.popups = Popups::Blocked;
    }

    /// Keeps every page from framing this one.
    pub(super) fn refuse_frames(&mut self) {
        self.framing = Framing::Nobody;
    }

    /// Lets only these pages frame this one; every page when there is no list. What is no
    /// web address is nobody's.
    pub(super) fn frame_only_in(&mut self, pages: &[String]) {
        if pages.is_empty() {
            return;
        }
        let origins = pages
            .iter()
            .filter_map(|page| page.parse::<Url>().ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .map(|url| url.origin().ascii_serialization());
        self.framing = Framing::Only(origins.collect());
    }

    /// Whether no page may frame this one.
    pub(super) fn refuses_frames(&self) -> bool {
        self.framing == Framing::Nobody
    }

    /// The header's value.
    pub(super) fn header(&self) -> HeaderValue {
        let code = self
            .code
            .as_ref()
            .map(|hash| format!(" 'sha256-{hash}'"))
            .unwrap_or_default();
        let frames = match &self.framing {
            Framing::Anybody => String::new(),
            Framing::Only(origins) => format!("; frame-ancestors 'self' {}", origins.join(" ")),
            Framing::Nobody => "; frame-ancestors 'none'".to_owned(),
        };
        let sandbox = match self.popups {
            Popups::Allowed => "",
            Popups::Blocked => {
                "; sandbox allow-scripts allow-same-origin allow-forms allow-top-navigation"
            }
        };
        let policy =
            format!("default-src 'none'; script-src 'self'{code}; {FIXED}{frames}{sandbox}");
        HeaderValue::try_from(policy)
            .expect("the parts are visible ASCII, as are base64 and serialised origins")
    }
}
