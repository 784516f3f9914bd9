use std::time::Duration;

use super::{key::Key, reader::Reader, warning::Warning};
use crate::notify::Policy;

/// How merchants are notified.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotificationsConfig {
    /// How long an endpoint has to answer.
    pub(crate) timeout: Duration,
    /// Whether addresses that are not on the public internet are notified, and plain HTTP is
    /// spoken.
    pub(crate) allow_private: bool,
}

const TIMEOUT: Duration = Duration::from_secs(10);

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "timeout",
        default: "10s",
        meaning: "How long a merchant's endpoint has to answer a notification: seconds as a number, or text with `ms`, `s` \
                  or `m`, from 100ms to 60s. Later it counts as failed and is tried again.",
    },
    Key {
        name: "allow_private",
        default: "false",
        meaning: "Whether notifications may go to addresses that are not on the public internet, such as this machine's or \
                  a cloud's own, and over plain `http://`. For demonstrations and tests: whoever has an API key can then \
                  have this server call whatever it can reach.",
    },
];

impl NotificationsConfig {
    /// What a demonstration needs, whose shop is on the same machine.
    pub(crate) const ANYWHERE: Self = Self {
        timeout: TIMEOUT,
        allow_private: true,
    };

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let timeout = reader.timeout("notifications.timeout", TIMEOUT);
        let allow_private = reader.flag("notifications.allow_private");
        let (timeout, allow_private) = (timeout.ok()?, allow_private.ok()?.unwrap_or_default());
        if allow_private {
            reader.warn(Warning::PrivateNotifications);
        }
        Some(Self {
            timeout,
            allow_private,
        })
    }

    /// Which addresses notifications may go to.
    pub(crate) const fn policy(&self) -> Policy {
        if self.allow_private {
            Policy::Anywhere
        } else {
            Policy::Public
        }
    }
}
