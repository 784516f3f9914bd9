use ::store::StoreUrl;

use super::{fault::Wrong, key::Key, reader::Reader};

/// Where what has to be remembered is kept.
#[derive(Clone, Debug)]
pub(crate) struct StoreConfig {
    /// The database.
    pub(crate) url: StoreUrl,
}

pub(super) const KEYS: &[Key] = &[Key {
    name: "url",
    default: "sqlite://guichet.db",
    meaning: "Address of the database. `sqlite://` and a path, absolute (`sqlite:///var/lib/guichet/guichet.db`) or \
              relative to the working directory: one server, nothing else to run. \
              `postgres://user:password@host:port/database`: any number of servers; with the parameters that \
              PostgreSQL's programs take, such as `sslmode=verify-full`. Reserved characters in it are percent-encoded. \
              The password is never shown.",
}];

impl StoreConfig {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let url = reader
            .required("store.url", |text| text.parse().map_err(Wrong::Store))
            .ok()?;
        Some(Self { url })
    }
}
