use super::{fault::Wrong, key::Key, reader::Reader};

/// What to say while running, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LogConfig {
    /// For machines or for people.
    pub(crate) format: LogFormat,
    /// How much.
    pub(crate) level: Level,
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// One JSON object a line.
    Json,
    /// One sentence a line.
    Text,
}

/// How much of our own is logged. Of the libraries only warnings are, at every level: what
/// they say below that can hold addresses with a session in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// What failed.
    Error,
    /// What is odd, too.
    Warn,
    /// Every request and every fact, too.
    Info,
    /// What helps while developing, too.
    Debug,
}

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "format",
        default: "json",
        meaning: "`json`: one object a line, for machines. `text`: one sentence a line, for people. To standard error, \
                  both.",
    },
    Key {
        name: "level",
        default: "info",
        meaning: "`error`, `warn`, `info` (a line per request and per fact) or `debug`. Names, e-mail addresses, \
                  accounts, sessions and secrets are in none of them.",
    },
];

impl LogConfig {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let format = reader.required("log.format", |text| match text {
            "json" => Ok(LogFormat::Json),
            "text" => Ok(LogFormat::Text),
            _ => Err(Wrong::NotOneOf("json, text")),
        });
        let level = reader.required("log.level", |text| match text {
            "error" => Ok(Level::Error),
            "warn" => Ok(Level::Warn),
            "info" => Ok(Level::Info),
            "debug" => Ok(Level::Debug),
            _ => Err(Wrong::NotOneOf("error, warn, info, debug")),
        });
        Some(Self {
            format: format.ok()?,
            level: level.ok()?,
        })
    }
}

impl Level {
    /// Its name as `tracing` writes it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}
