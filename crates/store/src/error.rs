use std::{error::Error, sync::Arc};

use payment::CheckoutId;

use crate::Version;

/// Why the store could not do what any caller may ask of it.
///
/// From a write, it means that the write is *not known* to be on disk: nearly always it is
/// not, but a disk that fails while it is told to keep something can leave that open, and so
/// can a server that is lost then ([`Unsettled`](Self::Unsettled)). Load again before deciding
/// anew; the expected version keeps a repeat from counting twice.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// Another process held the database for too long, or every connection was taken.
    #[error("the database is busy")]
    Busy,
    /// Other writes were at the same rows, again and again. Nothing was written.
    #[error("the database is busy")]
    Contended,
    /// There is no room for more.
    #[error("the disk is full")]
    DiskFull,
    /// The database takes no writes: the file or its disk is read-only, or the server is a
    /// standby.
    #[error("the database is read-only")]
    ReadOnly,
    /// The database does not answer, or is gone in the middle of an answer.
    #[error("the database cannot be reached")]
    Unreachable(#[source] Arc<dyn Error + Send + Sync>),
    /// The database was told to keep it, and did not say whether it did.
    #[error("it is not known whether the database kept it")]
    Unsettled(#[source] Arc<dyn Error + Send + Sync>),
    /// The database itself is damaged.
    #[error("the database is damaged")]
    Damaged(#[source] Arc<dyn Error + Send + Sync>),
    /// An event in a log cannot be read.
    #[error("event {seq} of {checkout} {fault}")]
    CorruptEvent {
        /// Whose log.
        checkout: CheckoutId,
        /// Which event.
        seq: Version,
        /// What is wrong with it.
        fault: LogFault,
    },
    /// A value in another table cannot be read.
    #[error("a {column} in table {table} cannot be read")]
    CorruptRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// Anything else.
    #[error("the database failed")]
    Database(#[source] Arc<dyn Error + Send + Sync>),
}

/// What is wrong with an event in a log. The event's content is left out: it can be
/// personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// It is missing.
    #[error("is missing")]
    Missing,
    /// A newer program wrote it.
    #[error("is in format {0}, which this program does not know")]
    UnknownFormat(i64),
    /// Its body is no event.
    #[error("does not decode")]
    Undecodable,
    /// Its evidence has no name that we know.
    #[error("has evidence of an unknown kind")]
    UnknownEvidence,
    /// Its body is another kind of event than the row says.
    #[error("is not of the type that its row names")]
    OtherType,
    /// It is not what was written: its hash says otherwise, or that of the checkout's last.
    #[error("is not what was written")]
    Altered,
    /// A log starts with the making of its checkout, and this one does not.
    #[error("does not make the checkout")]
    NotACreation,
}

impl StoreError {
    /// The same where a commit was asked for: who is lost then has not said how it ended.
    pub(crate) fn unsettled(self) -> Self {
        match self {
            Self::Unreachable(cause) => Self::Unsettled(cause),
            other => other,
        }
    }

    /// A value that the store cannot judge, and that makes no sense to who asked for it.
    #[must_use]
    pub const fn corrupt_row(table: &'static str, column: &'static str) -> Self {
        Self::corrupt(table, column)
    }

    pub(crate) const fn corrupt(table: &'static str, column: &'static str) -> Self {
        Self::CorruptRow { table, column }
    }
}
