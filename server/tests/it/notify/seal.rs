//! The signature, checked as a merchant would who has read the specification and none of our
//! code.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::shop::Came;

/// What is signed.
fn content(came: &Came) -> Vec<u8> {
    let mut content = Vec::new();
    for part in ["webhook-id", "webhook-timestamp"] {
        content.extend_from_slice(came.header(part).as_bytes());
        content.push(b'.');
    }
    content.extend_from_slice(&came.body);
    content
}

/// Its signatures of one kind.
fn signatures(came: &Came, kind: &str) -> Vec<Vec<u8>> {
    let header = came.header("webhook-signature");
    let all = header.split(' ').filter_map(|it| it.split_once(','));
    all.filter(|(version, _)| *version == kind)
        .map(|(_, text)| STANDARD.decode(text).unwrap())
        .collect()
}

/// Whether it was signed by who shares this secret.
pub(super) fn is_by_secret(came: &Came, secret: &str) -> bool {
    let key = STANDARD
        .decode(secret.strip_prefix("whsec_").unwrap())
        .unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(&content(came));
    signatures(came, "v1")
        .iter()
        .any(|signature| mac.clone().verify_slice(signature).is_ok())
}

/// Whether it was signed by who has the other half of this key.
pub(super) fn is_by_key(came: &Came, public_key: &str) -> bool {
    let key = STANDARD
        .decode(public_key.strip_prefix("whpk_").unwrap())
        .unwrap();
    let key = VerifyingKey::from_bytes(&key.try_into().unwrap()).unwrap();
    signatures(came, "v1a").iter().any(|signature| {
        let signature = Signature::from_slice(signature).unwrap();
        key.verify_strict(&content(came), &signature).is_ok()
    })
}
