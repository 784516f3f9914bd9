use std::{io, io::Write as _, net::SocketAddr, path::PathBuf, process::ExitCode};

use payment::KeyId;
use store::MerchantError;

use super::serve::ServeError;
use crate::{account::AccountError, chain::chain, config::ConfigError};

/// Why a command ended without doing what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// An account cannot be used.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The store does not open.
    #[error("the store does not open")]
    Open(#[from] store::OpenError),
    /// The store does not work.
    #[error("the store failed")]
    Store(#[from] store::StoreError),
    /// Somebody else listens there, or nobody may.
    #[error("cannot listen on {addr}")]
    Bind {
        /// Where.
        addr: SocketAddr,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// Serving ended by itself.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The twin does not start.
    #[error("the twin does not start")]
    Twin(#[from] ::twin::StartError),
    /// A file or a folder cannot be read or written.
    #[error("cannot use {}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file of ours holds something else.
    #[error("{} does not hold what it should; move it away to start anew", .path.display())]
    Garbled {
        /// Which.
        path: PathBuf,
    },
    /// There is no such merchant.
    #[error("there is no such merchant; `guichet merchant list` shows them all")]
    NoSuchMerchant,
    /// There is no such key that works.
    #[error("there is no key {0} that is not revoked")]
    NoSuchKey(KeyId),
    /// A new id was taken, which chance forbids.
    #[error("a new id is taken already; try again")]
    Taken,
    /// `doctor` found something. It has said so itself.
    #[error("not fit to serve")]
    Unfit,
    /// Nobody listens to what we print.
    #[error("cannot write to standard output")]
    Output(#[source] io::Error),
    /// The system gives no threads.
    #[error("cannot start")]
    Runtime(#[source] io::Error),
}

impl From<MerchantError> for Failure {
    fn from(error: MerchantError) -> Self {
        match error {
            MerchantError::Taken => Self::Taken,
            MerchantError::Store(error) => error.into(),
        }
    }
}

impl Failure {
    /// Says why, once, with everything below it.
    pub(crate) fn report(&self) -> ExitCode {
        // When nobody reads standard error either, the exit code still tells.
        if !matches!(self, Self::Unfit) {
            let _ = writeln!(io::stderr(), "guichet: {}", chain(self));
        }
        ExitCode::FAILURE
    }
}
