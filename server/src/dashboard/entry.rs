//! Links that are handed over and let somebody in. There is no e-mail: whoever makes one passes
//! it on.

use std::{fmt, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use payment::{EntryLinkId, Timestamp};
use store::{Digest, EntryKind, Joining, NewEntryLink, SignInEmail};

use crate::random;

/// How long an invitation waits.
const INVITATION: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long a way back is open.
const RECOVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a demonstration lets its developer in.
const DEMONSTRATION: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A link that was just made: what is kept of it, and its address, which is shown once.
pub(crate) struct Handed {
    pub(crate) link: NewEntryLink,
    pub(crate) address: String,
}

impl Handed {
    /// A link to join a merchant. `origin` is the dashboard's.
    pub(crate) fn invitation(
        origin: &str,
        email: SignInEmail,
        joining: Joining,
        now: Timestamp,
    ) -> Self {
        let kind = EntryKind::Invitation;
        Self::new(origin, kind, email, Some(joining), now, INVITATION)
    }

    /// A link to choose another password.
    pub(crate) fn recovery(origin: &str, email: SignInEmail, now: Timestamp) -> Self {
        Self::new(origin, EntryKind::Recovery, email, None, now, RECOVERY)
    }

    /// A link into a demonstration, which opens as often as one likes, on its machine alone.
    pub(crate) fn demonstration(origin: &str, email: SignInEmail, now: Timestamp) -> Self {
        let kind = EntryKind::Demonstration;
        Self::new(origin, kind, email, None, now, DEMONSTRATION)
    }

    fn new(
        origin: &str,
        kind: EntryKind,
        email: SignInEmail,
        joining: Option<Joining>,
        now: Timestamp,
        time: Duration,
    ) -> Self {
        let token = URL_SAFE_NO_PAD.encode(random::secret::<32>());
        Self {
            address: format!("{origin}/dashboard/{}/{token}", kind.as_str()),
            link: NewEntryLink {
                id: EntryLinkId::from_bytes(random::ordered()),
                digest: digest(&token),
                kind,
                email,
                joining,
                created_at: now,
                ends_at: now.plus(time),
            },
        }
    }
}

/// Whoever holds the address can use it.
impl fmt::Debug for Handed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handed")
            .field("link", &self.link)
            .finish_non_exhaustive()
    }
}

/// What a link is found by.
pub(super) fn digest(token: &str) -> Digest {
    Digest::of(token)
}
