use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

const NAME: usize = 4;

/// A key's name: the first four bytes of the SHA-256 of its public half.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName([u8; NAME]);

impl KeyName {
    pub(crate) const fn from_bytes(bytes: [u8; NAME]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(self) -> [u8; NAME] {
        self.0
    }

    fn of(public: &[u8; 32]) -> Self {
        let digest = Sha256::digest(public);
        let mut name = [0; NAME];
        name.copy_from_slice(&digest[..NAME]);
        Self(name)
    }
}

/// The text is not the name of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name of a key is eight hexadecimal digits")]
pub struct InvalidKeyName;

impl FromStr for KeyName {
    type Err = InvalidKeyName;

    fn from_str(text: &str) -> Result<Self, InvalidKeyName> {
        let is_plain = text.len() == 2 * NAME && text.bytes().all(|it| it.is_ascii_hexdigit());
        if !is_plain {
            return Err(InvalidKeyName);
        }
        let number = u32::from_str_radix(text, 16).map_err(|_| InvalidKeyName)?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// Eight hexadecimal digits.
impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The key that receipts are signed with.
pub struct ReceiptKey(SigningKey);

/// It shows nothing of itself.
impl fmt::Debug for ReceiptKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceiptKey({}, ***)", self.public().name())
    }
}

impl ReceiptKey {
    /// The key of these bytes: 256 bits that nobody can guess.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The half that everybody may know.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The same signature whenever the same is signed.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// The half of a key that everybody may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// The bytes are no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a public key")]
pub struct InvalidPublicKey;

impl PublicKey {
    /// The key of these 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidPublicKey> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| InvalidPublicKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| InvalidPublicKey)?;
        // Under a weak key one signature fits many messages.
        if key.is_weak() {
            return Err(InvalidPublicKey);
        }
        Ok(Self(key))
    }

    /// Its 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// What it is called in a code.
    #[must_use]
    pub fn name(&self) -> KeyName {
        KeyName::of(self.as_bytes())
    }

    pub(crate) fn fits(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.0.verify_strict(message, &signature).is_ok()
    }

    /// As it is published: a JSON Web Key (RFC 8037).
    #[must_use]
    pub fn published(&self, created_at: String, retired_at: Option<String>) -> PublishedKey {
        PublishedKey {
            kty: "OKP".to_owned(),
            crv: Some("Ed25519".to_owned()),
            r#use: Some("sig".to_owned()),
            alg: Some("EdDSA".to_owned()),
            kid: Some(self.name().to_string()),
            x: Some(URL_SAFE_NO_PAD.encode(self.as_bytes())),
            created_at: Some(created_at),
            retired_at,
        }
    }
}

/// A public key as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedKey {
    kty: String,
    crv: Option<String>,
    r#use: Option<String>,
    alg: Option<String>,
    kid: Option<String>,
    x: Option<String>,
    created_at: Option<String>,
    retired_at: Option<String>,
}

/// A key by which nothing is proved any more: by name alone, so that nobody checks with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokedKey {
    /// What codes call it by.
    pub kid: String,
    /// Since when, in RFC 3339.
    pub revoked_at: String,
}

/// What `/.well-known/guichet-receipt-keys.json` holds: a JSON Web Key Set, and what is no longer
/// in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedKeys {
    /// Every key that proves something, newest first.
    pub keys: Vec<PublishedKey>,
    /// Every key that was revoked, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<RevokedKey>,
}

/// The keys by which codes are checked.
#[derive(Clone, Debug, Default)]
pub struct PublicKeys {
    good: Vec<PublicKey>,
    revoked: Vec<KeyName>,
}

/// The text is no set of keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysFault {
    /// It is no JSON, or of another shape.
    #[error("it is not a set of keys such as /.well-known/guichet-receipt-keys.json holds")]
    Shape(#[source] serde_json::Error),
    /// A key in it is none.
    #[error("one of its keys is no Ed25519 key, or is not named as such a key is")]
    Key,
    /// There is none in it.
    #[error("it holds no key for receipts")]
    Empty,
}

impl PublicKeys {
    /// Reads a set as it is published. Keys of other kinds are passed over.
    pub fn read(text: &str) -> Result<Self, KeysFault> {
        let set: PublishedKeys = serde_json::from_str(text).map_err(KeysFault::Shape)?;
        let is_ours =
            |key: &&PublishedKey| key.kty == "OKP" && key.crv.as_deref() == Some("Ed25519");
        let keys = set.keys.iter().filter(is_ours).map(|key| {
            let x = key.x.as_deref().ok_or(KeysFault::Key)?;
            let bytes = URL_SAFE_NO_PAD.decode(x).map_err(|_| KeysFault::Key)?;
            let public = PublicKey::from_bytes(&bytes).map_err(|_| KeysFault::Key)?;
            match &key.kid {
                Some(kid) if *kid != public.name().to_string() => Err(KeysFault::Key),
                Some(_) | None => Ok(public),
            }
        });
        let keys: Vec<_> = keys.collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(KeysFault::Empty);
        }
        // A name that no code can have withdraws nothing.
        let revoked = set.revoked.iter().filter_map(|key| key.kid.parse().ok());
        Ok(keys.into_iter().collect::<Self>().without(revoked))
    }

    /// The same without those: by them nothing is proved, whatever else is there.
    #[must_use]
    pub fn without(mut self, revoked: impl IntoIterator<Item = KeyName>) -> Self {
        self.revoked.extend(revoked);
        self
    }

    pub(crate) fn is_revoked(&self, name: KeyName) -> bool {
        self.revoked.contains(&name)
    }

    /// Those of that name.
    pub(crate) fn named(&self, name: KeyName) -> impl Iterator<Item = &PublicKey> {
        self.good.iter().filter(move |key| key.name() == name)
    }
}

impl FromIterator<PublicKey> for PublicKeys {
    fn from_iter<T: IntoIterator<Item = PublicKey>>(keys: T) -> Self {
        Self {
            good: keys.into_iter().collect(),
            revoked: Vec::new(),
        }
    }
}
