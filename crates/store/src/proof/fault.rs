use std::fmt;

use crate::LogFault;

/// What is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The engine finds its own file damaged. In its words, which name tables and pages.
    Damaged(String),
    /// Rows of this table point at rows of that table that are not there.
    Orphans {
        /// The table of the rows.
        table: String,
        /// The table that they point at.
        parent: String,
        /// How many there are.
        rows: u64,
    },
    /// Part of it cannot be read at all.
    Unreadable,
    /// An event of the log is gone.
    EventMissing,
    /// The event is not what was written.
    EventAltered,
    /// The event is what was written; the hash beside it is not.
    HashAltered,
    /// The first event does not follow from its checkout: it is not what was written, or the
    /// checkout's merchant, mode or token is not.
    OriginAltered,
    /// The event came in past the program: nothing ever pointed at it.
    EventAdded,
    /// The event cannot be read.
    EventUnreadable(LogFault),
    /// The events are there, and the checkout's row is not.
    CheckoutMissing,
    /// The checkout's row is there, and no event is.
    LogMissing,
    /// The hash in the checkout's row is not its last event's.
    HeadAltered,
    /// The token of the checkout's page and the token's digest do not belong together.
    TokenAltered,
    /// A column of the checkout's row is not what its log tells.
    RowDiffers(Column),
    /// The event opened a session, and no row leads from that session to the attempt.
    SessionMissing,
    /// A row leads from a session to this checkout, and no event opened that session.
    SessionAdded,
    /// The merchant was to be told of the event, and no notification is there.
    NotificationMissing,
    /// The notification of the event is not the one that follows from it.
    NotificationDiffers,
    /// The notification of the event does not say what was written with it.
    NotificationAltered,
    /// There is a notification of which no event is to tell.
    NotificationAdded,
}

/// A column of a checkout's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Whether money moves.
    Mode,
    /// How far its log goes.
    Version,
    /// Its status.
    Status,
    /// The merchant's own name for the order.
    Reference,
    /// How much was asked for.
    Amount,
    /// When it was made.
    CreatedAt,
    /// When its page closes.
    ExpiresAt,
    /// How it was paid, or was last tried to be.
    Method,
    /// How much was paid.
    Paid,
    /// When that was known.
    PaidAt,
    /// How many cases there are.
    Cases,
    /// The payment link by which it came.
    PaymentLink,
}

impl Column {
    /// Its name in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mode => "mode",
            Self::Version => "version",
            Self::Status => "status",
            Self::Reference => "reference",
            Self::Amount => "amount",
            Self::CreatedAt => "created_at",
            Self::ExpiresAt => "expires_at",
            Self::Method => "method",
            Self::Paid => "paid",
            Self::PaidAt => "paid_at",
            Self::Cases => "cases",
            Self::PaymentLink => "payment_link",
        }
    }
}

impl Fault {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Damaged(_) => "damaged",
            Self::Orphans { .. } => "orphans",
            Self::Unreadable => "unreadable",
            Self::EventMissing => "event_missing",
            Self::EventAltered => "event_altered",
            Self::HashAltered => "hash_altered",
            Self::OriginAltered => "origin_altered",
            Self::EventAdded => "event_added",
            Self::EventUnreadable(_) => "event_unreadable",
            Self::CheckoutMissing => "checkout_missing",
            Self::LogMissing => "log_missing",
            Self::HeadAltered => "head_altered",
            Self::TokenAltered => "token_altered",
            Self::RowDiffers(_) => "row_differs",
            Self::SessionMissing => "session_missing",
            Self::SessionAdded => "session_added",
            Self::NotificationMissing => "notification_missing",
            Self::NotificationDiffers => "notification_differs",
            Self::NotificationAltered => "notification_altered",
            Self::NotificationAdded => "notification_added",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(how) => write!(f, "is damaged ({how})"),
            Self::Orphans {
                table,
                parent,
                rows,
            } => write!(
                f,
                "{rows} rows of {table} point at rows of {parent} that are not there"
            ),
            Self::Unreadable => f.write_str("cannot be read in part"),
            Self::EventMissing => f.write_str("is missing"),
            Self::EventAltered => f.write_str("is not what was written"),
            Self::HashAltered => f.write_str("is what was written, and the hash beside it is not"),
            Self::OriginAltered => f.write_str(
                "is not what was written, or the checkout's merchant, mode or token is not",
            ),
            Self::EventAdded => f.write_str("was put in past the program"),
            Self::EventUnreadable(fault) => fault.fmt(f),
            Self::CheckoutMissing => f.write_str("has events, and its row is missing"),
            Self::LogMissing => f.write_str("has a row, and its events are missing"),
            Self::HeadAltered => f.write_str("the hash in its row is not its last event's"),
            Self::TokenAltered => {
                f.write_str("its page's token and the token's digest do not belong together")
            }
            Self::RowDiffers(column) => {
                write!(f, "its {} is not what its log tells", column.as_str())
            }
            Self::SessionMissing => {
                f.write_str("opened a session that does not lead to its attempt")
            }
            Self::SessionAdded => f.write_str("is led to by a session that no event opened"),
            Self::NotificationMissing => f.write_str("has no notification of what it tells"),
            Self::NotificationDiffers => {
                f.write_str("has a notification that does not follow from it")
            }
            Self::NotificationAltered => {
                f.write_str("has a notification that does not say what was written with it")
            }
            Self::NotificationAdded => {
                f.write_str("has a notification of which no event is to tell")
            }
        }
    }
}
