//! What the store seals as it writes and opens as it reads: the secrets that it needs itself.

mod anew;
mod scrub;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use secrecy::SecretSlice;

pub use self::{
    anew::{Reseal, Resealed, SecretOwner, SecretsKept},
    scrub::Scrubbed,
};
use crate::seal::{NONCE, SealError, SealPlace, Sealed, SealedWith, Seals};

/// Twenty-four random bytes, different every time.
pub type Nonce = fn() -> [u8; NONCE];

/// How long it stays said that something cannot be opened.
const TOLD: Duration = Duration::from_secs(60 * 60);

/// By what means. Without any, everything is kept as it comes.
#[derive(Clone, Default)]
pub(crate) struct Sealing {
    by: Option<(Arc<Seals>, Nonce)>,
    told: Arc<Mutex<Told>>,
}

/// What was said to stay closed, and when: once an hour is enough.
#[derive(Default)]
struct Told(HashMap<String, Instant>);

impl Told {
    fn is_to_be_told(&mut self, what: String, now: Instant) -> bool {
        let is_fresh = |at: &Instant| now.duration_since(*at) < TOLD;
        if self.0.get(&what).is_some_and(is_fresh) {
            return false;
        }
        self.0.insert(what, now);
        true
    }
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

    /// The same for whoever goes on without it: that it stays closed is said, once
    /// an hour.
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
        let what = format!("{} {} {}", place.what, place.owner, place.which);
        if told.is_to_be_told(what, Instant::now()) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_closed_is_said_once_an_hour_for_each() {
        let (mut told, start) = (Told::default(), Instant::now());
        let mut say = |what: &str, after: u64| {
            told.is_to_be_told(what.to_owned(), start + Duration::from_secs(after))
        };
        assert!(say("one", 0));
        assert!(say("another", 1));
        assert!(!say("one", 3_599));
        assert!(say("one", 3_600));
        assert!(!say("one", 3_601));
    }
}
