//! What a browser shows to be known again.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue, header};
use payment::{MerchantId, Mode};
use sha2::{Digest as _, Sha256};
use store::Digest;

use crate::{random, state::AppState};

/// Sent over https alone, by this host alone, for every path: the browser refuses the name
/// otherwise.
const SECURE: &str = "__Host-dashboard";
/// On a machine of one's own, where there is no https.
const PLAIN: &str = "dashboard";

/// 256 bits that nobody can guess. The store keeps their digest.
pub(super) struct Token(String);

impl Token {
    pub(super) fn generate() -> Self {
        Self(URL_SAFE_NO_PAD.encode(random::secret::<32>()))
    }

    /// What the store finds it by.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// What the forms of whoever shows it carry: a part that says who, and, of whoever looks at a
    /// merchant, one that says at which and in which mode. It tells nothing about the token itself.
    pub(super) fn form_token(&self, at: Option<(&MerchantId, Mode)>) -> String {
        let digest = |parts: &[&str]| {
            let digest = parts.iter().fold(Sha256::new(), Sha256::chain_update);
            URL_SAFE_NO_PAD.encode(digest.finalize())
        };
        let who = digest(&["form\0", &self.0]);
        match at {
            None => who,
            Some((merchant, mode)) => {
                let at = digest(&["at\0", &self.0, merchant.as_str(), mode.as_str()]);
                format!("{who}.{at}")
            }
        }
    }

    /// The cookie that has a browser show it, until the browser is closed or the sign-in ends.
    pub(super) fn cookie(&self, state: &AppState) -> HeaderValue {
        set(state, &self.0, "")
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

/// The cookie that makes a browser forget.
pub(super) fn forget(state: &AppState) -> HeaderValue {
    set(state, "", "; Max-Age=0")
}

fn set(state: &AppState, value: &str, more: &str) -> HeaderValue {
    let (name, secure) = if state.entrance.is_https() {
        (SECURE, "; Secure")
    } else {
        (PLAIN, "")
    };
    HeaderValue::try_from(format!(
        "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}"
    ))
    .expect("base64url is text that a header holds")
}

/// What the browser shows, where it can be anything of ours.
pub(super) fn read(state: &AppState, headers: &HeaderMap) -> Option<Token> {
    let name = if state.entrance.is_https() {
        SECURE
    } else {
        PLAIN
    };
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(found, value)| *found == name && value.len() == 43)
        .map(|(_, value)| Token(value.to_owned()))
}
