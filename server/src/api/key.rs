use std::fmt;

use payment::Mode;
use store::{Digest, KeyHint};

/// How many letters and digits follow the prefix: 43 of 62 hold 256 bits.
const RANDOM_CHARS: usize = 43;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// An API key: `gk_test_…` or `gk_live_…`. Shown once, when it is made; the store keeps
/// its digest. Letters and digits only, so that a double click takes all of it.
pub(crate) struct ApiKey(String);

impl ApiKey {
    /// A new key. `random` gives bytes that nobody can guess, as many as it takes.
    pub(crate) fn generate(mode: Mode, mut random: impl FnMut() -> [u8; 64]) -> Self {
        let mut text = format!("gk_{mode}_");
        let full = text.len() + RANDOM_CHARS;
        while text.len() < full {
            // 248 is four times 62: what is above would make some characters likelier.
            let fair = random().into_iter().filter(|byte| *byte < 248);
            let chars = fair.map(|byte| char::from(ALPHABET[usize::from(byte % 62)]));
            text.extend(chars.take(full - text.len()));
        }
        Self(text)
    }

    /// The key itself.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// What the store finds it by.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// What its owner tells it by.
    pub(crate) fn hint(&self) -> KeyHint {
        KeyHint::of(&self.0)
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_tells_its_mode_and_holds_256_bits_of_letters_and_digits() {
        let mut byte = 0_u8;
        let key = ApiKey::generate(Mode::Live, || {
            byte = byte.wrapping_add(101);
            [byte; 64]
        });
        let random = key
            .expose()
            .strip_prefix("gk_live_")
            .expect("the mode is in front");
        assert_eq!(random.len(), RANDOM_CHARS);
        assert!(random.bytes().all(|b| b.is_ascii_alphanumeric()));
        assert!(!format!("{key:?}").contains(random));
    }
}
