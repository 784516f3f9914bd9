//! What the store seals as it writes and opens as it reads: the secrets that it needs itself.

mod anew;

use std::{
    collections::HashSet,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use secrecy::SecretSlice;

pub use self::anew::{Reseal, Resealed, SecretsKept};
use crate::seal::{NONCE, SealError, SealPlace, Sealed, SealedWith, Seals};

/// Twenty-four random bytes, different every time.
pub type Nonce = fn() -> [u8; NONCE];

/// By what means. Without any, everything is kept as it comes.
#[derive(Clone, Default)]
pub(crate) struct Sealing {
    by: Option<(Arc<Seals>, Nonce)>,
    /// What was said to stay closed: once is enough.
    told: Arc<Mutex<HashSet<String>>>,
}

impl fmt::Debug for Sealing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealing(***)")
    }
}

impl Sealing {
    pub(crate) fn by(seals: Arc<Seals>, nonce: Nonce) -> Self {
        Self {
            by: Some((seals, nonce)),
            told: Arc::default(),
        }
    }

    /// The secret under a seal; none where there is nothing to seal with.
    pub(crate) fn seal(&self, place: SealPlace<'_>, secret: &[u8]) -> Option<Sealed> {
        let (seals, nonce) = self.by.as_ref()?;
        seals.seal(place, secret, nonce()).ok()
    }

    pub(crate) fn open(
        &self,
        place: SealPlace<'_>,
        sealed: &Sealed,
    ) -> Result<(SecretSlice<u8>, SealedWith), SealError> {
        match &self.by {
            Some((seals, _)) => seals.open(place, sealed),
            None => Err(SealError::KeyMissing),
        }
    }

    /// The same for whoever goes on without it: that it stays closed is said once.
    pub(crate) fn open_or_tell(
        &self,
        place: SealPlace<'_>,
        sealed: &Sealed,
    ) -> Option<SecretSlice<u8>> {
        let why = match self.open(place, sealed) {
            Ok((secret, _)) => return Some(secret),
            Err(why) => why,
        };
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.insert(format!("{} {} {}", place.what, place.owner, place.which)) {
            tracing::error!(
                what = place.what,
                owner = place.owner,
                error = %why,
                "a secret cannot be opened"
            );
        }
        None
    }
}
