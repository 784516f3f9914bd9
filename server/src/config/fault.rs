use std::{fmt, path::PathBuf};

/// Everything that is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
pub(crate) struct ConfigError {
    pub(crate) faults: Vec<Fault>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.faults.len() {
            1 => write!(f, "the configuration has a fault:")?,
            count => write!(f, "the configuration has {count} faults:")?,
        }
        for fault in &self.faults {
            write!(f, "\n  - {fault}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong, and where. The value itself is left out: it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// The file cannot be read.
    #[error("{}: {reason}", .path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the operating system says.
        reason: std::io::ErrorKind,
    },
    /// The file is not TOML.
    #[error("{}, line {line}: {reason}", .path.display())]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// Where the parser gave up.
        line: usize,
        /// Why, without the text that it read.
        reason: String,
    },
    /// Nobody knows this key.
    #[error("{name}: there is no such key; did you mean {nearest}?")]
    UnknownKey {
        /// The key, or the variable.
        name: String,
        /// The known one that is most like it.
        nearest: String,
    },
    /// The value will not do.
    #[error("{key} {wrong}{}", .variable.as_ref().map(|name| format!(" (set by {name})")).unwrap_or_default())]
    Value {
        /// The key.
        key: String,
        /// The environment variable that set it, where one did.
        variable: Option<String>,
        /// What is wrong with it.
        wrong: Wrong,
    },
}

impl Fault {
    /// Whether nothing that the file says could be read.
    pub(crate) const fn hides_the_file(&self) -> bool {
        match self {
            Self::File { .. } | Self::Syntax { .. } => true,
            Self::UnknownKey { .. } | Self::Value { .. } => false,
        }
    }
}

/// What can be wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Wrong {
    /// Not there, and there is no default.
    #[error("is required")]
    Missing,
    /// Something else than text.
    #[error("must be text, in quotes")]
    NotText,
    /// Something else than texts.
    #[error("must be a list of texts, or one text with commas between them")]
    NotTexts,
    /// No address and no network, at that place of a list.
    #[error(
        "must be IP addresses and networks, as in 10.0.0.7, 10.0.0.0/8 or fd00::/8: number {0} is neither"
    )]
    NotNetwork(usize),
    /// A network with an address in it that is not its first, at that place of a list.
    #[error("must name networks by their first address: number {0} does not")]
    NotFirstOfNetwork(usize),
    /// Everybody, or a part of everybody that is not one operator's, at that place of a list.
    #[error(
        "must not name everybody, nor networks wider than /8 (IPv6: /16, private ones /7): number {0} does"
    )]
    Everybody(usize),
    /// Nobody who can be asked, at that place of a list.
    #[error(
        "must be IP addresses with or without a port, as in 10.0.0.53 or [fd00::53]:5353: number {0} is none"
    )]
    NotResolver(usize),
    /// Bytes that are not UTF-8.
    #[error("must be UTF-8")]
    NotUtf8,
    /// Not an address to listen at.
    #[error("must be an IP address and a port, as in 127.0.0.1:8080")]
    NotSocket,
    /// Not a web address.
    #[error("must be an http:// or https:// address without a user name, query or fragment")]
    NotUrl,
    /// An address with a path where only an origin makes sense.
    #[error("must be an origin without a path, as in https://pay.example.ca")]
    NotOrigin,
    /// None of the words that are known.
    #[error("must be one of: {0}")]
    NotOneOf(&'static str),
    /// Not there, and another key needs it.
    #[error("is required with {0}")]
    NeededBy(&'static str),
    /// Neither yes nor no.
    #[error("must be true or false")]
    NotAFlag,
    /// Not an amount that the provider takes.
    #[error("must be a whole number of cents from 1 to 9999999")]
    NotCents,
    /// The largest amount is below the smallest.
    #[error("must not be below min_amount")]
    BelowMinimum,
    /// Not three digits.
    #[error("must be three digits, the first of them not 0")]
    NotThreeDigits,
    /// Nothing that could stand in an address.
    #[error("must be 1 to 64 letters, digits and dashes")]
    NotAnId,
    /// Not a length of time, or out of range.
    #[error("must be a time from 100ms to 60s, as in 10 (seconds), \"10s\" or \"500ms\"")]
    NotATimeout,
    /// Not a length of time that may be none, or out of range.
    #[error("must be a time from 0 to 60s, as in 10 (seconds), \"10s\" or \"500ms\"")]
    NotADelay,
    /// Not a number of things, or out of range.
    #[error("must be a whole number from 1 to 1000000")]
    NotACount,
    /// Not a port.
    #[error("must be a port, a whole number from 1 to 65535")]
    NotAPort,
    /// Not a machine's name.
    #[error("must be the name or the IP address of a machine, as in smtp.example.ca")]
    NotAHost,
    /// Not an e-mail address.
    #[error("must be an e-mail address in plain letters, as in receipts@pay.example.ca")]
    NotMailAddress,
    /// Not one line of text.
    #[error("must be one line of at most 100 characters")]
    NotALine,
    /// Letters in the clear to another machine.
    #[error("must encrypt: `none` is for a mail server on this machine alone")]
    ExposedMail,
    /// Not a key to seal with.
    #[error("must be 64 hexadecimal digits, as `openssl rand -hex 32` prints them")]
    NotASealingKey,
    /// Not keys that were sealed with before.
    #[error("must be keys of 64 hexadecimal digits, with commas between them")]
    NotSealingKeys,
    /// Not a store.
    #[error("is not usable: {0}")]
    Store(::store::InvalidStoreUrl),
}
