//! Signatures as Standard Webhooks has them.
//!
//! What is signed is the notification's id, the moment in seconds and the body, with dots in
//! between: once with a key that both sides share (`v1`, HMAC-SHA256) and once with a key
//! whose public half the merchant has (`v1a`, Ed25519).

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer as _, SigningKey};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderName, HeaderValue};
use payment::{EventId, Timestamp};
use sha2::Sha256;
use store::EndpointSecret;
use subtle::ConstantTimeEq as _;

const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// How far the sender's clock and the receiver's may be apart.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// A notification is not what it says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidSignature {
    /// A header is missing or makes no sense.
    #[error("the notification's headers are incomplete")]
    Incomplete,
    /// It was made too long ago, or in the future.
    #[error("the notification is too old or too new")]
    Untimely,
    /// The secret is none.
    #[error("the secret is not one of a webhook")]
    NoSecret,
    /// Somebody else made it, or it was changed on the way.
    #[error("the notification's signature is wrong")]
    Wrong,
}

/// The secret as the merchant is shown it.
pub(crate) fn shared_secret(secret: &EndpointSecret) -> String {
    format!("whsec_{}", STANDARD.encode(secret.hmac_key()))
}

/// The public key as the merchant is shown it.
pub(crate) fn public_key(secret: &EndpointSecret) -> String {
    let key = SigningKey::from_bytes(secret.seed()).verifying_key();
    format!("whpk_{}", STANDARD.encode(key.as_bytes()))
}

/// The headers of a notification that is sent at that moment, signed with each of the
/// secrets.
pub(crate) fn sign(
    id: &EventId,
    at: Timestamp,
    body: &[u8],
    secrets: &[EndpointSecret],
) -> HeaderMap {
    let seconds = at.as_micros().div_euclid(1_000_000);
    let content = content(id.as_str(), &seconds.to_string(), body);
    let signatures: Vec<String> = secrets
        .iter()
        .flat_map(|secret| {
            [
                symmetric(secret.hmac_key(), &content),
                asymmetric(secret.seed(), &content),
            ]
        })
        .collect();
    let text = |text: &str| {
        HeaderValue::from_str(text).expect("ids, digits and base 64 can stand in a header")
    };
    HeaderMap::from_iter([
        (ID, text(id.as_str())),
        (TIMESTAMP, HeaderValue::from(seconds)),
        (SIGNATURE, text(&signatures.join(" "))),
    ])
}

/// Whether a notification comes from who knows the secret, unchanged and just now: what a
/// merchant does with it.
pub(crate) fn verify(
    headers: &HeaderMap,
    body: &[u8],
    secret: &str,
    now: Timestamp,
) -> Result<(), InvalidSignature> {
    let header = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
            .ok_or(InvalidSignature::Incomplete)
    };
    let (id, timestamp, signatures) = (header(ID)?, header(TIMESTAMP)?, header(SIGNATURE)?);
    let key = secret
        .strip_prefix("whsec_")
        .and_then(|text| STANDARD.decode(text).ok())
        .ok_or(InvalidSignature::NoSecret)?;
    let expected = symmetric(&key, &content(id, timestamp, body));
    let is_signed = signatures
        .split(' ')
        .any(|signature| bool::from(signature.as_bytes().ct_eq(expected.as_bytes())));
    if !is_signed {
        return Err(InvalidSignature::Wrong);
    }
    let at = timestamp
        .parse::<i64>()
        .ok()
        .and_then(|seconds| seconds.checked_mul(1_000_000))
        .map(Timestamp::from_micros)
        .ok_or(InvalidSignature::Incomplete)?;
    if now.since(at) > TOLERANCE || at.since(now) > TOLERANCE {
        return Err(InvalidSignature::Untimely);
    }
    Ok(())
}

fn content(id: &str, timestamp: &str, body: &[u8]) -> Vec<u8> {
    [id.as_bytes(), b".", timestamp.as_bytes(), b".", body].concat()
}

fn symmetric(key: &[u8], content: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.update(content);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

fn asymmetric(seed: &[u8; 32], content: &[u8]) -> String {
    let signature = SigningKey::from_bytes(seed).sign(content);
    format!("v1a,{}", STANDARD.encode(signature.to_bytes()))
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signature, VerifyingKey};

    use super::*;

    /// The examples that the implementations of Standard Webhooks are checked with.
    const SHARED: &str = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const PRIVATE: &str =
        "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
    const CONTENT: &[u8] = br#"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}"#;

    fn bytes(text: &str) -> Vec<u8> {
        STANDARD.decode(text).expect("base 64")
    }

    fn secret(n: u8) -> EndpointSecret {
        EndpointSecret::new([n; 32], [n + 100; 32])
    }

    fn signed(secrets: &[EndpointSecret], body: &[u8]) -> HeaderMap {
        sign(&EventId::from_bytes([7; 16]), at(1000), body, secrets)
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_micros(second * 1_000_000)
    }

    #[test]
    fn signatures_are_those_of_the_published_examples() {
        assert_eq!(
            symmetric(&bytes(SHARED), CONTENT),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
        assert_eq!(
            symmetric(
                &bytes("plJ3nmyCDGBKInavdOK15jsl"),
                br#"msg_loFOjxBNrRLzqYUf.1731705121.{"event_type":"ping","data":{"success":true}}"#
            ),
            "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="
        );
        let seed: [u8; 32] = bytes(PRIVATE)[..32].try_into().expect("32 bytes");
        assert_eq!(
            asymmetric(&seed, CONTENT),
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
        );
        assert_eq!(
            public_key(&EndpointSecret::new([0; 32], seed)),
            "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
        );
    }

    #[test]
    fn what_was_signed_verifies_with_every_secret_of_the_overlap_and_no_other() {
        let headers = signed(&[secret(2), secret(1)], b"{}");
        for n in [1, 2] {
            let verified = verify(&headers, b"{}", &shared_secret(&secret(n)), at(1010));
            assert_eq!(verified, Ok(()));
        }
        assert_eq!(
            verify(&headers, b"{}", &shared_secret(&secret(3)), at(1010)),
            Err(InvalidSignature::Wrong)
        );
    }

    #[test]
    fn the_public_key_alone_is_enough_to_verify_the_other_signature() {
        let headers = signed(&[secret(1)], b"{}");
        let text = headers[SIGNATURE].to_str().expect("ASCII");
        let signature = text.split(' ').find_map(|it| it.strip_prefix("v1a,"));
        let signature = Signature::from_slice(&bytes(signature.expect("there"))).expect("64 bytes");
        let key = public_key(&secret(1));
        let key: [u8; 32] = bytes(&key["whpk_".len()..]).try_into().expect("32 bytes");
        let id = EventId::from_bytes([7; 16]);
        VerifyingKey::from_bytes(&key)
            .expect("a key")
            .verify_strict(&content(id.as_str(), "1000", b"{}"), &signature)
            .expect("it is signed");
    }

    #[test]
    fn a_notification_that_was_changed_or_kept_too_long_does_not_verify() {
        let secret = [secret(1)];
        let shared = shared_secret(&secret[0]);
        let headers = signed(&secret, b"{}");
        assert_eq!(
            verify(&headers, b"{ }", &shared, at(1000)),
            Err(InvalidSignature::Wrong)
        );
        for (now, verified) in [
            (at(1300), Ok(())),
            (at(1301), Err(InvalidSignature::Untimely)),
            (at(700), Ok(())),
            (at(699), Err(InvalidSignature::Untimely)),
        ] {
            assert_eq!(verify(&headers, b"{}", &shared, now), verified);
        }
        let mut other = headers.clone();
        other.insert(TIMESTAMP, HeaderValue::from(1001));
        assert_eq!(
            verify(&other, b"{}", &shared, at(1000)),
            Err(InvalidSignature::Wrong)
        );
        other.remove(ID);
        assert_eq!(
            verify(&other, b"{}", &shared, at(1000)),
            Err(InvalidSignature::Incomplete)
        );
        assert_eq!(
            verify(&headers, b"{}", "whsec_?", at(1000)),
            Err(InvalidSignature::NoSecret)
        );
    }
}
