use std::io::{self, IsTerminal as _};

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{LogConfig, LogFormat};

/// Sends what is logged to standard error. A second call changes nothing.
pub(crate) fn init(config: LogConfig) {
    let level = config.level.as_str();
    // Libraries may log addresses below `warn`, and an address can hold a session.
    let filter = EnvFilter::new(format!(
        "warn,server={level},app={level},flinks={level},store={level},twin={level}"
    ));
    let lines = fmt::layer().with_writer(io::stderr);
    let registry = tracing_subscriber::registry().with(filter);
    let started = match config.format {
        LogFormat::Json => registry
            .with(lines.json().flatten_event(true).with_span_list(false))
            .try_init(),
        LogFormat::Text => registry
            .with(
                lines
                    .with_target(false)
                    .with_ansi(io::stderr().is_terminal()),
            )
            .try_init(),
    };
    if let Err(error) = started {
        tracing::debug!(%error, "logging had been started before");
    }
}
