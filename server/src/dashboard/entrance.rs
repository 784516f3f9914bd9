//! What signing in takes, beside the store.

use std::time::Duration;

use super::{ceremony::Party, password::Passwords, tries::Tries};
use crate::config::{Config, PublicUrl};

/// How long a browser stays signed in that is not used: a working day.
pub(super) const IDLE: Duration = Duration::from_secs(8 * 60 * 60);
/// How long a browser stays signed in at most.
pub(super) const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How exactly it is known when a browser was seen last.
pub(super) const SEEN_WITHIN: Duration = Duration::from_secs(60);

/// How long after signing in one may change what decides who gets in, and who may do what.
pub(super) const FRESH: Duration = Duration::from_secs(15 * 60);

/// What signing in takes.
#[derive(Debug)]
pub(crate) struct Entrance {
    origin: String,
    host: Option<String>,
    /// What passwords are held against, a few at a time.
    pub(super) passwords: Passwords,
    /// Who has tried in vain lately.
    pub(super) tries: Tries,
    /// Who has tried recovery codes in vain lately: whoever closes an account's password leaves
    /// its owner the codes.
    pub(super) codes: Tries,
    /// Who has asked for the question to a passkey lately.
    pub(super) questions: Tries,
    party: Option<Party>,
}

impl Entrance {
    pub(crate) fn new(config: &Config) -> Self {
        let own = config.dashboard.url.as_ref();
        let reached = own.unwrap_or(&config.server.public_url);
        Self {
            origin: reached.as_str().to_owned(),
            host: own.map(PublicUrl::as_str).and_then(authority),
            passwords: Passwords::default(),
            tries: Tries::default(),
            codes: Tries::default(),
            questions: Tries::default(),
            party: Party::of(&named(reached.as_str())),
        }
    }

    /// The origin by which the dashboard is reached, by a name where it has one.
    pub(crate) fn origin(&self) -> String {
        named(&self.origin)
    }

    /// For whom passkeys are, where there can be any.
    pub(super) const fn party(&self) -> Option<&Party> {
        self.party.as_ref()
    }

    /// Whether cookies travel encrypted.
    pub(super) fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The only host under which it answers, where there is only one.
    pub(super) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }
}

/// A browser knows no passkeys for an address in numbers, and one's own machine has a name too.
pub(crate) fn named(origin: &str) -> String {
    match origin.split_once("://127.0.0.1") {
        Some((scheme, port)) if port.is_empty() || port.starts_with(':') => {
            format!("{scheme}://localhost{port}")
        }
        _ => origin.to_owned(),
    }
}

/// Host and port of an origin, as a browser names them in `Host`.
fn authority(origin: &str) -> Option<String> {
    origin.split_once("://").map(|(_, host)| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_itself_has_a_name_and_no_other_does() {
        for (origin, name) in [
            ("http://127.0.0.1:8080", "http://localhost:8080"),
            ("http://127.0.0.1", "http://localhost"),
            ("http://127.0.0.10:8080", "http://127.0.0.10:8080"),
            ("https://manage.example", "https://manage.example"),
        ] {
            assert_eq!(named(origin), name);
        }
    }
}
