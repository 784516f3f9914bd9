//! Why a task stopped, in words that say what to do about it.

use std::path::{Path, PathBuf};

/// Why a task stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{program} is not installed. {hint}")]
    ToolMissing { program: String, hint: &'static str },
    #[error("`{command}` failed ({status})")]
    ToolFailed { command: String, status: String },
    #[error("{doing} {}: {source}", path.display())]
    File {
        doing: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("starting `{command}`: {source}")]
    Spawn {
        command: String,
        source: std::io::Error,
    },
    #[error("`{command}` answered something unexpected: {detail}")]
    Nonsense { command: String, detail: String },
    #[error("{}: {detail}", path.display())]
    Source { path: PathBuf, detail: String },
    #[error("wasm-bindgen: {0}")]
    Bindgen(String),
    #[error("{0} is over its budget: see the table")]
    OverBudget(String),
    #[error("no bench is named {name:?}; there is: {known}")]
    UnknownBench { name: String, known: String },
    #[error("no fuzz target is named {name:?}; there is: {known}")]
    UnknownTarget { name: String, known: String },
    #[error("{0} promises were broken: see above")]
    Broken(usize),
    #[error("the table of accessibility names what is not there:\n{0}")]
    Accessibility(String),
    #[error("Lighthouse: {0}")]
    Lighthouse(String),
    #[error("guichet demo: {0}")]
    Demo(String),
    #[error("the step `{step}` failed: {cause}")]
    Step {
        step: &'static str,
        cause: Box<Failure>,
    },
}

impl Failure {
    /// Turns an I/O error into one that names what was being done to which file.
    pub(crate) fn file(
        doing: &'static str,
        path: &Path,
    ) -> impl FnOnce(std::io::Error) -> Failure + use<> {
        let path = path.to_owned();
        move |source| Failure::File {
            doing,
            path,
            source,
        }
    }

    /// A source file of ours that cannot be used as it is.
    pub(crate) fn source(path: &Path, detail: &impl ToString) -> Failure {
        Failure::Source {
            path: path.to_owned(),
            detail: detail.to_string(),
        }
    }
}
