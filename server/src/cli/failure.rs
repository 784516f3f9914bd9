use std::{io, io::Write as _, net::SocketAddr, path::PathBuf, process::ExitCode};

use payment::{KeyId, LetterId, Mode};
use store::MerchantError;

use super::serve::ServeError;
use crate::{account::AccountError, chain::chain, clock::ClockNotSet, config::ConfigError};

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
    /// There is no store to look at.
    #[error("there is no store at {url}")]
    NoStore {
        /// Where.
        url: store::StoreUrl,
    },
    /// `verify` or `replay` found something. It has said so itself.
    #[error("the store is not as it should be")]
    Unproven,
    /// A receipt's code proves nothing. It has said so itself.
    #[error("the code proves nothing")]
    BadReceipt,
    /// There is nothing to check a receipt with.
    #[error(
        "there are no keys to check it with: give --keys with the file from \
         /.well-known/guichet-receipt-keys.json, or --config or --data of the server"
    )]
    NoReceiptKeys,
    /// The keys of a server that checks a receipt cannot be read.
    #[error("cannot read the keys to check it with; --keys takes them from a file")]
    ReceiptKeysStore(#[source] Box<Failure>),
    /// A file of keys cannot be read.
    #[error("cannot read {}", .path.display())]
    ReceiptKeysFile {
        /// Which.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file of keys is none.
    #[error("cannot use {}", .path.display())]
    ReceiptKeys {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: receipt::KeysFault,
    },
    /// A world of the simulation did not hold together. It has said so itself.
    #[error("a world does not hold together")]
    World,
    /// The simulation broke off.
    #[error("the simulation broke off")]
    Worker(#[source] tokio::task::JoinError),
    /// The store does not work.
    #[error("the store failed")]
    Store(#[from] store::StoreError),
    /// The host is not known to be the merchant's.
    #[error("nothing was changed about the host")]
    Domain(#[from] store::DomainError),
    /// The shop of the demonstration cannot be notified.
    #[error("the shop's endpoint cannot be made")]
    Endpoint(#[from] store::EndpointError),
    /// Somebody else listens there, or nobody may.
    #[error("cannot listen on {addr}")]
    Bind {
        /// Where.
        addr: SocketAddr,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The machine does not know what time it is.
    #[error(transparent)]
    Clock(#[from] ClockNotSet),
    /// Serving ended otherwise than kindly.
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
    /// The merchant has as many keys as it can have.
    #[error(
        "the merchant has {} keys in that mode already; revoke one that is not used",
        store::MAX_KEYS
    )]
    TooManyKeys,
    /// The merchant has no account of its own.
    #[error("the merchant has no {0} account of its own")]
    NoSuchAccount(Mode),
    /// The account is the one behind the merchant's keys of the other mode.
    #[error(
        "this account stands behind the merchant's {other} keys; no key may reach the account of the other mode"
    )]
    SameAccount {
        /// The other mode.
        other: Mode,
    },
    /// Nothing can be sealed.
    #[error(
        "there is no sealing key: set GUICHET__STORE__SEALING_KEY to what `openssl rand -hex 32` prints, \
         for this command and for the server"
    )]
    NoSealingKey,
    /// Some merchants' accounts or secrets cannot be opened. It has said which.
    #[error("not everything could be sealed anew")]
    Unopened,
    /// What is to be read is no text, or too much of it.
    #[error("cannot use {what}: it is not TOML of at most 64 kB")]
    NotText {
        /// Where it came from.
        what: String,
    },
    /// There is no such key that works.
    #[error("there is no key {0} that is not revoked")]
    NoSuchKey(KeyId),
    /// There is no such letter that failed.
    #[error(
        "there is no letter {0} that was given up or refused; `guichet letter list` shows them"
    )]
    NoSuchLetter(LetterId),
    /// There is no such key of receipts to be revoked.
    #[error("there is no key {0} that is not revoked; `guichet receipt-key show` shows them all")]
    NoSuchReceiptKey(receipt::KeyName),
    /// A new id was taken, which chance forbids.
    #[error("a new id is taken already; try again")]
    Taken,
    /// Nobody signs in with that address.
    #[error("nobody signs in with that address; `guichet user list` shows who does")]
    NoSuchUser,
    /// Somebody has access already.
    #[error("somebody with that address has access to the merchant already")]
    HasAccess,
    /// A link was not made.
    #[error("the link cannot be made")]
    EntryLink(#[source] store::AcceptError),
    /// `doctor` found something. It has said so itself.
    #[error("not fit to serve")]
    Unfit,
    /// What is to be graded, or how, makes no sense.
    #[error("cannot grade: {}", super::grade::all(.0))]
    Ungradable(Vec<super::grade::Fault>),
    /// The endpoint that is to be graded is not there.
    #[error("cannot connect to {endpoint}; is it running, and its certificate good?")]
    NobodyListens {
        /// Where, without a query.
        endpoint: String,
    },
    /// There is nothing to know a server by that encrypts.
    #[error("this machine has no certificates to know a server by")]
    NoCertificates(#[source] reqwest::Error),
    /// `grade` found something that must be mended. It has said so itself.
    #[error("the endpoint is not ready for live money")]
    Ungraded,
    /// Nothing can be read.
    #[error("cannot read standard input")]
    Input(#[source] io::Error),
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
        if !matches!(
            self,
            Self::Unfit | Self::Unproven | Self::BadReceipt | Self::Ungraded | Self::Unopened
        ) {
            let _ = writeln!(io::stderr(), "guichet: {}", chain(self));
        }
        // There was nothing to grade, or nothing to check with: as for a command line that makes
        // no sense.
        if matches!(
            self,
            Self::NobodyListens { .. }
                | Self::Ungradable(_)
                | Self::NoReceiptKeys
                | Self::ReceiptKeysStore(_)
                | Self::ReceiptKeysFile { .. }
                | Self::ReceiptKeys { .. }
                | Self::Input(_)
        ) {
            return ExitCode::from(2);
        }
        ExitCode::FAILURE
    }
}
