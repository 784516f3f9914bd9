use std::sync::Arc;

use ::store::{SealingKey, Seals, StoreUrl};

use super::{fault::Wrong, key::Key, reader::Reader};

/// Where what has to be remembered is kept.
#[derive(Clone, Debug)]
pub(crate) struct StoreConfig {
    /// The database.
    pub(crate) url: StoreUrl,
    /// What secrets in it are sealed with.
    pub(crate) seals: Arc<Seals>,
}

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "url",
        default: "sqlite://guichet.db",
        meaning: "Address of the database. `sqlite://` and a path, absolute (`sqlite:///var/lib/guichet/guichet.db`) or \
              relative to the working directory: one server, nothing else to run. \
              `postgres://user:password@host:port/database`: any number of servers; with the parameters that \
              PostgreSQL's programs take, such as `sslmode=verify-full`. Reserved characters in it are percent-encoded. \
              The password is never shown.",
    },
    Key {
        name: "sealing_key",
        default: "",
        meaning: "What merchants' own credentials and the secrets of their endpoints are sealed with in the database: 64 \
                  hexadecimal digits, as `openssl rand -hex 32` prints them. Set it in the environment \
                  (`GUICHET__STORE__SEALING_KEY`), the same for all servers, and keep a copy elsewhere: without it what \
                  was sealed is lost. Without a key secrets of endpoints are kept in the clear, and no merchant can have \
                  an account of its own.",
    },
    Key {
        name: "old_sealing_keys",
        default: "",
        meaning: "Keys that were `sealing_key` before, with commas between them: they still open what they sealed. See \
                  [Keys](merchants/keys.md).",
    },
];

impl StoreConfig {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let url = reader.required("store.url", |text| text.parse().map_err(Wrong::Store));
        let current = reader.optional("store.sealing_key", |text| {
            text.parse().map_err(|_| Wrong::NotASealingKey)
        });
        let old = reader.optional("store.old_sealing_keys", |text| {
            let keys = text.split(',').map(|key| key.trim().parse::<SealingKey>());
            keys.collect::<Result<Vec<_>, _>>()
                .map_err(|_| Wrong::NotSealingKeys)
        });
        let seals = Seals::new(current.ok()?, old.ok()?.unwrap_or_default());
        Some(Self {
            url: url.ok()?,
            seals: Arc::new(seals),
        })
    }
}
