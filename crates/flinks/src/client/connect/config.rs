use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::client::config::ConfigFault;

/// How Connect is reached: it has hosts and keys of its own `[C-auth]`.
#[derive(Clone, Debug)]
pub struct ConnectConfig {
    /// The root of its API, such as `https://toolbox-api.private.fin.ag`.
    pub api_url: Url,
    /// The address of its frame, such as `https://toolbox-iframe.private.fin.ag`. Without a
    /// path `/v2/` is used.
    pub frame_url: Url,
    /// The merchant's id, which stands in every path.
    pub customer_id: String,
    /// The secret key, which makes authorize tokens.
    pub secret: SecretString,
    /// The key for data.
    pub api_key: SecretString,
}

impl ConnectConfig {
    pub(crate) fn faults(&self) -> Vec<ConfigFault> {
        let is_empty = |secret: &SecretString| secret.expose_secret().trim().is_empty();
        let is_id = !self.customer_id.is_empty()
            && self
                .customer_id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        [
            (!is_plain(&self.api_url), ConfigFault::ConnectApiUrl),
            (!is_plain(&self.frame_url), ConfigFault::ConnectFrameUrl),
            (!is_id, ConfigFault::ConnectCustomerId),
            (is_empty(&self.secret), ConfigFault::ConnectSecret),
            (is_empty(&self.api_key), ConfigFault::ConnectApiKey),
        ]
        .into_iter()
        .filter_map(|(is_wrong, fault)| is_wrong.then_some(fault))
        .collect()
    }
}

fn is_plain(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
}
