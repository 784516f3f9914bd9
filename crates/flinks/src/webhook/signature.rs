use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The header that carries the signature of [`SignatureStyle::XWebhookSignature`].
pub const SIGNATURE_HEADER: &str = SignatureStyle::XWebhookSignature.header();

const SCHEME: &str = "sha256=";

/// How a webhook is signed. Each is HMAC-SHA256 over the bytes of the body; they differ in
/// the header and in how the digest is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignatureStyle {
    /// `X-Webhook-Signature: sha256=` and upper-case hex: the session status `[G-whk-c]`.
    #[default]
    XWebhookSignature,
    /// `flinks-authenticity-key:` and base64: the general webhooks, "Flinks Pay Events"
    /// among them `[WH-hmac]`.
    FlinksAuthenticityKey,
    /// `X-Flinks-Signature:` in a newer sample for the general webhooks `[WH-hmac]`.
    /// Assumption: base64, as beside it; hex is taken too.
    XFlinksSignature,
}

impl SignatureStyle {
    /// Every documented style.
    pub const ALL: [Self; 3] = [
        Self::XWebhookSignature,
        Self::FlinksAuthenticityKey,
        Self::XFlinksSignature,
    ];

    /// The header that carries the signature. Headers have no case.
    #[must_use]
    pub const fn header(self) -> &'static str {
        match self {
            Self::XWebhookSignature => "X-Webhook-Signature",
            Self::FlinksAuthenticityKey => "flinks-authenticity-key",
            Self::XFlinksSignature => "X-Flinks-Signature",
        }
    }

    /// The style's name in configuration and metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::XWebhookSignature => "x-webhook-signature",
            Self::FlinksAuthenticityKey => "flinks-authenticity-key",
            Self::XFlinksSignature => "x-flinks-signature",
        }
    }

    /// The signature of a body, as the provider writes it.
    #[must_use]
    pub fn sign(self, secret: &SecretString, raw_body: &[u8]) -> String {
        let digest = mac(secret, raw_body);
        match self {
            Self::XWebhookSignature => format!("{SCHEME}{}", hex::encode_upper(digest)),
            Self::FlinksAuthenticityKey | Self::XFlinksSignature => STANDARD.encode(digest),
        }
    }

    /// Checks the value of the style's header against the bytes of the body as they came in.
    /// Takes as long for a near miss as for a far one.
    pub fn verify(
        self,
        secret: &SecretString,
        raw_body: &[u8],
        header: &str,
    ) -> Result<(), SignatureError> {
        if secret.expose_secret().is_empty() {
            return Err(SignatureError::NoSecret);
        }
        let given = self.digest(header).ok_or(SignatureError::Malformed)?;
        if mac(secret, raw_body).ct_eq(&given).into() {
            Ok(())
        } else {
            Err(SignatureError::Mismatch)
        }
    }

    /// The digest that a header holds. Both cases of hex are accepted.
    fn digest(self, header: &str) -> Option<[u8; 32]> {
        match self {
            Self::XWebhookSignature => from_hex(header.strip_prefix(SCHEME)?),
            Self::FlinksAuthenticityKey => from_base64(header),
            Self::XFlinksSignature => from_base64(header)
                .or_else(|| from_hex(header.strip_prefix(SCHEME).unwrap_or(header))),
        }
    }
}

fn from_hex(digits: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    hex::decode_to_slice(digits, &mut digest).ok()?;
    Some(digest)
}

fn from_base64(text: &str) -> Option<[u8; 32]> {
    // The decoder wants room for whole groups of four.
    let mut bytes = [0; 33];
    let is_whole = text.len() == 44;
    let count = STANDARD
        .decode_slice(text.as_bytes().get(..44).filter(|_| is_whole)?, &mut bytes)
        .ok()?;
    (count == 32).then_some(())?;
    bytes[..32].try_into().ok()
}

/// Why a webhook's signature is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Not of the style's form, such as `sha256=` and 64 hexadecimal digits.
    #[error("the webhook's signature is not of the documented form")]
    Malformed,
    /// Made with another secret or for another body.
    #[error("the webhook's signature does not match")]
    Mismatch,
    /// No secret is configured. An empty one would let anybody sign.
    #[error("no webhook secret is configured")]
    NoSecret,
}

/// [`SignatureStyle::sign`] in the style of the session status.
#[must_use]
pub fn sign(secret: &SecretString, raw_body: &[u8]) -> String {
    SignatureStyle::XWebhookSignature.sign(secret, raw_body)
}

/// [`SignatureStyle::verify`] in the style of the session status.
pub fn verify(
    secret: &SecretString,
    raw_body: &[u8],
    signature_header: &str,
) -> Result<(), SignatureError> {
    SignatureStyle::XWebhookSignature.verify(secret, raw_body, signature_header)
}

/// The documented style in which a webhook is signed with this secret, whichever style is
/// configured: to tell the operator of a webhook that is refused. `header` looks a header's
/// value up by its name.
///
/// Not a way to accept it: which style counts is the configuration's to say.
#[must_use]
pub fn style_that_fits<'h>(
    secret: &SecretString,
    header: impl Fn(&str) -> Option<&'h str>,
    raw_body: &[u8],
) -> Option<SignatureStyle> {
    SignatureStyle::ALL.into_iter().find(|style| {
        header(style.header()).is_some_and(|value| style.verify(secret, raw_body, value).is_ok())
    })
}

fn mac(secret: &SecretString, raw_body: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .expect("HMAC takes a key of any length");
    mac.update(raw_body);
    mac.finalize().into_bytes().into()
}
