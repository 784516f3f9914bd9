//! Passwords: Argon2id, off the threads that answer, a few at a time.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc},
};
use dashboard::page::password::{SHORTEST, Weak};
use secrecy::{ExposeSecret as _, SecretString};
use store::PasswordHash;
use tokio::sync::Semaphore;

use crate::random;

/// 19 MiB, twice, one lane: what OWASP's cheat sheet on keeping passwords asks for at least.
const MEMORY: u32 = 19 * 1024;
const ROUNDS: u32 = 2;
const LANES: u32 = 1;
/// So many are worked out at once, whoever asks: each takes a core and its memory.
const AT_ONCE: usize = 2;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most bytes: more is no safer, and work.
const LONGEST: usize = 256;

/// Too many ask at once.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("too many passwords are being checked")]
pub(super) struct Busy;

/// Whether a password is fit to be one. Length is what counts: no rule asks for signs.
pub(super) fn judge(password: &str, email: &str) -> Result<(), Weak> {
    if password.chars().count() < SHORTEST {
        return Err(Weak::Short);
    }
    if password.len() > LONGEST {
        return Err(Weak::Long);
    }
    let small = password.to_lowercase();
    let first = small.chars().next();
    if small.starts_with(&email.to_lowercase()) || small.chars().all(|c| Some(c) == first) {
        return Err(Weak::Guessable);
    }
    Ok(())
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// What is kept of a password.
    pub(super) async fn hash(&self, password: SecretString) -> Result<PasswordHash, Busy> {
        let salt = random::secret::<16>();
        self.work(move || made_of(&password, &salt)).await
    }

    /// Whether this is the password. Takes as long where there is none to hold it against.
    pub(super) async fn verify(
        &self,
        kept: Option<PasswordHash>,
        password: SecretString,
    ) -> Result<bool, Busy> {
        self.work(move || {
            let is_known = kept.is_some();
            let kept = kept.unwrap_or_else(|| nobodys().clone());
            let Ok(kept) = phc::PasswordHash::new(kept.expose()) else {
                return false;
            };
            let given = password.expose_secret();
            // What is longer than any password is held against it all the same, cut short.
            let given = given.as_bytes().get(..LONGEST).unwrap_or(given.as_bytes());
            let fits = argon2().verify_password(given, &kept).is_ok();
            fits && is_known && password.expose_secret().len() <= LONGEST
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let turn = Arc::clone(&self.0).acquire_owned();
        let turn = tokio::time::timeout(PATIENCE, turn)
            .await
            .map_err(|_| Busy)?
            .map_err(|_| Busy)?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        })
        .await
        .map_err(|_| Busy)
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY, ROUNDS, LANES, None).expect("the parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn made_of(password: &SecretString, salt: &[u8]) -> PasswordHash {
    let password = password.expose_secret().as_bytes();
    let hash = argon2()
        .hash_password_with_salt(password, salt)
        .expect("the salt and the password are of lengths that it takes");
    PasswordHash::new(hash.to_string())
}

/// What is worked at where there is no such account: a password that nobody knows.
fn nobodys() -> &'static PasswordHash {
    static NOBODYS: OnceLock<PasswordHash> = OnceLock::new();
    NOBODYS.get_or_init(|| {
        let password = SecretString::from(hex::encode(random::secret::<32>()));
        made_of(&password, &random::secret::<16>())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let passwords = Passwords::default();
        let kept = passwords.hash("correct horse battery".into()).await;
        let kept = kept.expect("there is room");
        assert!(kept.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let try_with = async |kept: Option<&PasswordHash>, text: &str| {
            let tried = passwords.verify(kept.cloned(), text.into()).await;
            tried.expect("there is room")
        };
        assert!(try_with(Some(&kept), "correct horse battery").await);
        assert!(!try_with(Some(&kept), "correct horse batterx").await);
        assert!(!try_with(None, "correct horse battery").await);
    }

    #[test]
    fn a_password_is_long_and_not_the_address() {
        let judged = |password: &str| judge(password, "ada@shop.example");
        assert_eq!(judged("short"), Err(Weak::Short));
        assert_eq!(judged(&"é".repeat(129)), Err(Weak::Long));
        assert_eq!(judged("aaaaaaaaaaaaaaa"), Err(Weak::Guessable));
        assert_eq!(judged("Ada@shop.example1"), Err(Weak::Guessable));
        assert_eq!(judged("four words are plenty"), Ok(()));
    }
}
