use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

/// Where every identifier and token of a twin comes from: HMAC-SHA-256 over a counter.
/// The same seed gives the same identifiers in the same order, which makes a run
/// repeatable; without a seed the key is drawn from the operating system.
pub(crate) struct Random {
    key: [u8; 32],
    drawn: Drawn,
}

/// How often was drawn. Saved with the sessions, so that a seeded twin does not hand out
/// the same identifiers again after a restart.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Drawn(u64);

impl Random {
    /// A generator that repeats itself for the same seed.
    pub(crate) fn seeded(seed: u64, drawn: Drawn) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_be_bytes());
        Self { key, drawn }
    }

    /// A generator that nobody can predict.
    pub(crate) fn from_system() -> Result<Self, getrandom::Error> {
        let mut key = [0; 32];
        getrandom::fill(&mut key)?;
        Ok(Self {
            key,
            drawn: Drawn::default(),
        })
    }

    /// How often was drawn so far.
    pub(crate) fn drawn(&self) -> Drawn {
        self.drawn
    }

    /// The next identifier, with the bits of a UUID version 4.
    pub(crate) fn uuid(&mut self) -> Uuid {
        self.drawn.0 += 1;
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes a key of any length");
        mac.update(&self.drawn.0.to_be_bytes());
        let block = mac.finalize().into_bytes();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&block[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}
