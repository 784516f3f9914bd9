use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// How far the sender's clock and ours may be apart, in seconds.
const TOLERANCE: u64 = 300;

/// The key in the secret that Guichet showed for the endpoint.
pub(crate) fn key(secret: &str) -> Option<Vec<u8>> {
    STANDARD.decode(secret.strip_prefix("whsec_")?).ok()
}

/// Whether Guichet sent it, unchanged and just now. `now` is in seconds.
pub(crate) fn is_genuine(
    id: &str,
    timestamp: &str,
    signatures: &str,
    body: &[u8],
    key: &[u8],
    now: u64,
) -> bool {
    let is_fresh = timestamp
        .parse()
        .is_ok_and(|at: u64| at.abs_diff(now) <= TOLERANCE);
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return false;
    };
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    // While the secret is changed there are several; any one that is good will do.
    let given = signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .filter_map(|text| STANDARD.decode(text).ok());
    is_fresh
        && given
            .into_iter()
            .any(|given| mac.clone().verify_slice(&given).is_ok())
}
