//! The session-status webhook `SessionSetupStatusChanged` `[G-whk-c, G-whk-s]`.
//!
//! It is sent once, without a retry and without an event id, and never for `Expired`. Its
//! signature proves where it comes from; what it says is still confirmed by a status read.

use hmac::{Hmac, KeyInit, Mac};
use payment::{Money, Said, SessionId};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::{
    amount,
    drift::Drift,
    limits,
    status::{Code, SessionStatus, word_drift},
    word::Word,
};

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "X-Webhook-Signature";

const SCHEME: &str = "sha256=";

/// Why a webhook's signature is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Not `sha256=` and 64 hexadecimal digits.
    #[error("the webhook's signature is not of the documented form")]
    Malformed,
    /// Made with another secret or for another body.
    #[error("the webhook's signature does not match")]
    Mismatch,
    /// No secret is configured. An empty one would let anybody sign.
    #[error("no webhook secret is configured")]
    NoSecret,
}

/// The signature of a body: `sha256=` and HMAC-SHA256 in upper-case hex, as the provider
/// writes it.
#[must_use]
pub fn sign(secret: &SecretString, raw_body: &[u8]) -> String {
    format!("{SCHEME}{}", hex::encode_upper(mac(secret, raw_body)))
}

/// Checks `signature_header` against the bytes of the body as they came in. Both cases of
/// hex are accepted. Takes as long for a near miss as for a far one.
pub fn verify(
    secret: &SecretString,
    raw_body: &[u8],
    signature_header: &str,
) -> Result<(), SignatureError> {
    if secret.expose_secret().is_empty() {
        return Err(SignatureError::NoSecret);
    }
    let mut given = [0_u8; 32];
    signature_header
        .strip_prefix(SCHEME)
        .and_then(|digits| hex::decode_to_slice(digits, &mut given).ok())
        .ok_or(SignatureError::Malformed)?;
    if mac(secret, raw_body).ct_eq(&given).into() {
        Ok(())
    } else {
        Err(SignatureError::Mismatch)
    }
}

fn mac(secret: &SecretString, raw_body: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .expect("HMAC takes a key of any length");
    mac.update(raw_body);
    mac.finalize().into_bytes().into()
}

/// What a webhook says about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionStatusChanged {
    /// The session.
    pub session_id: SessionId,
    /// Its status, where the body has one.
    pub status: Option<SessionStatus>,
    /// What the status means, where the body has it.
    pub code: Option<Code>,
    /// The amount, where the body has a readable one.
    pub amount: Option<Money>,
    /// The provider's time stamp (ISO 8601) as it stands in the body. The webhook has no
    /// event id, so this is what tells two of one session apart.
    pub when: Option<String>,
    /// Status and code in the provider's own words.
    pub said: Said,
    /// What is not documented of these.
    pub drift: Vec<Drift>,
}

/// The body says nothing about any session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the webhook names no session")]
pub struct NoSession;

impl SessionStatusChanged {
    /// Reads a body.
    ///
    /// Assumption: the envelope is not documented, so each field is looked for at the top
    /// and under `data` and `payload`; what else is there is ignored, and an unreadable
    /// field is as good as an absent one.
    ///
    /// # Errors
    /// A body that is longer than [`limits::MAX_ANSWER`], is not a JSON object or has no
    /// usable session id.
    pub fn decode(raw_body: &[u8]) -> Result<Self, NoSession> {
        if raw_body.len() > limits::MAX_ANSWER {
            return Err(NoSession);
        }
        let top: Body = serde_json::from_slice(raw_body).map_err(|_| NoSession)?;
        let nested = [&top.data, &top.payload].map(|raw| {
            raw.as_ref()
                .and_then(|raw| serde_json::from_str(raw.get()).ok())
        });
        let bodies: Vec<&Body> = std::iter::once(&top)
            .chain(nested.iter().flatten())
            .collect();

        let session_id = first(&bodies, |body| text(&body.session_id)?.parse().ok());
        let status: Option<Word> = first(&bodies, |body| word(&body.status));
        let details: Option<Word> = first(&bodies, |body| word(&body.status_details));
        let known = status.as_ref().map(SessionStatus::from);
        let code = details.as_ref().map(Code::from);
        let drift = known
            .as_ref()
            .map(|status| word_drift(status, code.as_ref(), &details))
            .unwrap_or_default();
        Ok(Self {
            session_id: session_id.ok_or(NoSession)?,
            status: known,
            code,
            amount: first(&bodies, |body| amount::parse(body.amount.as_ref()?.get())),
            when: first(&bodies, |body| {
                text(&body.when).filter(|when| is_time(when))
            }),
            said: Said {
                status: status.map(String::from).unwrap_or_default(),
                detail: details.map(String::from),
            },
            drift,
        })
    }
}

/// One level of the body, every field as it stands there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    session_id: Option<Box<RawValue>>,
    status: Option<Box<RawValue>>,
    status_details: Option<Box<RawValue>>,
    amount: Option<Box<RawValue>>,
    when: Option<Box<RawValue>>,
    data: Option<Box<RawValue>>,
    payload: Option<Box<RawValue>>,
}

fn first<T>(bodies: &[&Body], read: impl Fn(&Body) -> Option<T>) -> Option<T> {
    bodies.iter().find_map(|body| read(body))
}

fn text(raw: &Option<Box<RawValue>>) -> Option<String> {
    serde_json::from_str(raw.as_ref()?.get()).ok()
}

fn word(raw: &Option<Box<RawValue>>) -> Option<Word> {
    serde_json::from_str(raw.as_ref()?.get()).ok()
}

/// Short and of the characters of an ISO 8601 time: what could be logged and compared.
fn is_time(text: &str) -> bool {
    (10..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'.' | b'+' | b'T' | b'Z'))
}
