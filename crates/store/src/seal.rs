//! What nobody may read who has the database alone, such as credentials.
//!
//! XChaCha20-Poly1305 under a key that is not in the database. What is sealed is bound to its
//! place: moved to another merchant or mode it does not open.

use std::fmt;

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305,
    aead::{Aead as _, Payload},
};
use secrecy::{ExposeSecret as _, SecretBox, SecretSlice};
use sha2::{Digest as _, Sha256};

/// How what is sealed begins: the way in which it is sealed.
const FORMAT: u8 = 1;
const NAME: usize = 4;
pub(crate) const NONCE: usize = 24;
const HEAD: usize = 1 + NAME + NONCE;

/// A key to seal with: 256 bits that nobody can guess.
pub struct SealingKey {
    name: [u8; NAME],
    key: SecretBox<[u8; 32]>,
}

/// The text is no sealing key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealing key is 64 hexadecimal digits")]
pub struct InvalidSealingKey;

impl SealingKey {
    /// The key of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        // Tells keys apart and nothing about them: 32 bits of a digest of 256.
        let digest = Sha256::new()
            .chain_update(b"guichet sealing key\0")
            .chain_update(bytes)
            .finalize();
        let mut name = [0; NAME];
        name.copy_from_slice(&digest[..NAME]);
        Self {
            name,
            key: SecretBox::new(Box::new(bytes)),
        }
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.key.expose_secret().into())
    }
}

impl std::str::FromStr for SealingKey {
    type Err = InvalidSealingKey;

    fn from_str(text: &str) -> Result<Self, InvalidSealingKey> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(InvalidSealingKey);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16).ok_or(InvalidSealingKey);
            *byte = u8::try_from(digit(0)? * 16 + digit(1)?).map_err(|_| InvalidSealingKey)?;
        }
        Ok(Self::from_bytes(bytes))
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(***)")
    }
}

/// The keys of an installation: one to seal with, and those before it, which still open what
/// they sealed.
#[derive(Debug, Default)]
pub struct Seals {
    current: Option<SealingKey>,
    old: Vec<SealingKey>,
}

/// Where something sealed belongs, as text of our own making.
#[derive(Clone, Copy, Debug)]
pub struct SealPlace<'a> {
    /// What it is, such as `account`.
    pub what: &'a str,
    /// Whose.
    pub owner: &'a str,
    /// Which of theirs.
    pub which: &'a str,
}

impl SealPlace<'_> {
    /// No part can run into the next: none holds a zero byte.
    fn bytes(&self) -> Vec<u8> {
        ["guichet", self.what, self.owner, self.which]
            .join("\0")
            .into_bytes()
    }
}

/// Something sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// Tells how long it is and nothing else.
impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

impl Sealed {
    /// What was sealed before, as it was kept. Whether it is anything shows when it is opened.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// As it is kept.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// There is no key to seal with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no sealing key")]
pub struct NoSealingKey;

/// Why something sealed does not open. Which of them it is tells nobody anything about what is
/// inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It was sealed with a key that is not among ours.
    #[error("it was sealed with a key that is not here")]
    KeyMissing,
    /// It is not what was sealed, or belongs elsewhere.
    #[error("it was altered, or sealed for another place")]
    Altered,
}

/// With which key something opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealedWith {
    /// The one that things are sealed with now.
    Current,
    /// One before it.
    Old,
}

impl Seals {
    /// A key to seal with, and those before it.
    #[must_use]
    pub const fn new(current: Option<SealingKey>, old: Vec<SealingKey>) -> Self {
        Self { current, old }
    }

    /// Whether anything can be sealed.
    #[must_use]
    pub const fn can_seal(&self) -> bool {
        self.current.is_some()
    }

    /// Seals a secret for its place. `nonce` must never come twice: twenty-four random bytes.
    ///
    /// # Errors
    /// Where there is no key to seal with.
    pub fn seal(
        &self,
        place: SealPlace<'_>,
        secret: &[u8],
        nonce: [u8; NONCE],
    ) -> Result<Sealed, NoSealingKey> {
        let key = self.current.as_ref().ok_or(NoSealingKey)?;
        let payload = Payload {
            msg: secret,
            aad: &place.bytes(),
        };
        let closed = key
            .cipher()
            .encrypt(&nonce.into(), payload)
            .expect("what is sealed here is far below the cipher's limit of 256 GB");
        let mut bytes = Vec::with_capacity(HEAD + closed.len());
        bytes.push(FORMAT);
        bytes.extend(key.name);
        bytes.extend(nonce);
        bytes.extend(closed);
        Ok(Sealed(bytes))
    }

    /// Opens what was sealed for that place.
    ///
    /// # Errors
    /// Why it stays closed.
    pub fn open(
        &self,
        place: SealPlace<'_>,
        sealed: &Sealed,
    ) -> Result<(SecretSlice<u8>, SealedWith), SealError> {
        let (head, closed) = sealed.0.split_at_checked(HEAD).ok_or(SealError::Altered)?;
        let (format, rest) = head.split_at(1);
        let (name, nonce) = rest.split_at(NAME);
        if format != [FORMAT] {
            return Err(SealError::Altered);
        }
        let current = self.current.iter().map(|key| (key, SealedWith::Current));
        let old = self.old.iter().map(|key| (key, SealedWith::Old));
        let (key, with) = current
            .chain(old)
            .find(|(key, _)| key.name == name)
            .ok_or(SealError::KeyMissing)?;
        let mut nonce_bytes = [0; NONCE];
        nonce_bytes.copy_from_slice(nonce);
        let payload = Payload {
            msg: closed,
            aad: &place.bytes(),
        };
        let opened = key.cipher().decrypt(&nonce_bytes.into(), payload);
        let opened = opened.map_err(|_| SealError::Altered)?;
        Ok((opened.into(), with))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: SealPlace<'static> = SealPlace {
        what: "account",
        owner: "mer_1",
        which: "test",
    };

    fn key(n: u8) -> SealingKey {
        SealingKey::from_bytes([n; 32])
    }

    fn sealed(with: &Seals) -> Sealed {
        with.seal(PLACE, b"canary", [7; NONCE])
            .expect("there is a key")
    }

    fn open(
        seals: &Seals,
        place: SealPlace<'_>,
        sealed: &Sealed,
    ) -> Result<(Vec<u8>, SealedWith), SealError> {
        let (secret, with) = seals.open(place, sealed)?;
        Ok((secret.expose_secret().to_vec(), with))
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_at_its_place_and_nowhere_else() {
        let seals = Seals::new(Some(key(1)), Vec::new());
        let sealed = sealed(&seals);
        assert!(!sealed.as_bytes().windows(6).any(|part| part == b"canary"));
        assert_eq!(
            open(&seals, PLACE, &sealed),
            Ok((b"canary".to_vec(), SealedWith::Current))
        );
        for place in [
            SealPlace {
                owner: "mer_2",
                ..PLACE
            },
            SealPlace {
                which: "live",
                ..PLACE
            },
            SealPlace {
                what: "user",
                ..PLACE
            },
        ] {
            assert_eq!(
                open(&seals, place, &sealed),
                Err(SealError::Altered),
                "{place:?}"
            );
        }
        let other = Seals::new(Some(key(2)), Vec::new());
        assert_eq!(open(&other, PLACE, &sealed), Err(SealError::KeyMissing));
        assert_eq!(
            open(&Seals::default(), PLACE, &sealed),
            Err(SealError::KeyMissing)
        );
    }

    #[test]
    fn an_old_key_opens_and_seals_nothing() {
        let sealed = sealed(&Seals::new(Some(key(1)), Vec::new()));
        let turned = Seals::new(Some(key(2)), vec![key(1)]);
        assert_eq!(
            open(&turned, PLACE, &sealed),
            Ok((b"canary".to_vec(), SealedWith::Old))
        );
        let only_old = Seals::new(None, vec![key(1)]);
        assert_eq!(only_old.seal(PLACE, b"x", [0; NONCE]), Err(NoSealingKey));
    }

    #[test]
    fn a_byte_that_is_altered_anywhere_keeps_it_closed() {
        let seals = Seals::new(Some(key(1)), vec![key(2)]);
        let whole = sealed(&seals);
        for at in 0..whole.0.len() {
            let mut altered = whole.clone();
            altered.0[at] ^= 1;
            assert!(open(&seals, PLACE, &altered).is_err(), "byte {at}");
            let cut = Sealed(whole.0[..at].to_vec());
            assert!(open(&seals, PLACE, &cut).is_err(), "{at} bytes");
        }
    }

    #[test]
    fn a_sealing_key_is_64_hexadecimal_digits_and_never_prints() {
        let text = "0123456789abcdefABCDEF".repeat(3)[..64].to_owned();
        let key: SealingKey = text.parse().expect("valid");
        assert!(!format!("{key:?}").contains("0123"));
        let bad = format!("{}\u{e9}", &text[..62]);
        for text in [
            "",
            &text[..63],
            &format!("{text}0"),
            &text.replace('0', "g"),
            &bad,
        ] {
            assert!(text.parse::<SealingKey>().is_err(), "{text}");
        }
    }
}
