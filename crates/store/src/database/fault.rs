use std::sync::Arc;

use sqlx::{error::DatabaseError, postgres::PgDatabaseError};

use crate::StoreError;

/// What went wrong, whichever engine says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Somebody else holds what is needed, for longer than we wait.
    Busy,
    /// The server takes no more connections.
    Crowded,
    /// Another transaction was at the same rows: the same once more may well do.
    Contended,
    ReadOnly,
    Damaged,
    Full,
    /// A file that is there and does not open.
    CannotOpen,
    NotADatabase,
    /// Nobody answers, or whoever answered is gone.
    Unreachable,
    /// The server does not take the name or the password.
    Refused,
    /// The server has no database of that name.
    NoDatabase,
    /// The server takes the name, and its owner may not do that.
    Denied,
    Other,
}

impl Fault {
    pub(crate) fn of(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => match error.try_downcast_ref::<PgDatabaseError>() {
                Some(error) => Self::of_postgres(error.code()),
                None => Self::of_sqlite(error.as_ref()),
            },
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => {
                Self::Unreachable
            }
            sqlx::Error::PoolTimedOut => Self::Busy,
            _ => Self::Other,
        }
    }

    /// By SQLite's result code.
    fn of_sqlite(error: &dyn DatabaseError) -> Self {
        let code = error.code().and_then(|code| code.parse::<u32>().ok());
        // The low byte is the primary code; the rest says where exactly.
        match code.map(|code| code & 0xff) {
            Some(5 | 6) => Self::Busy,
            Some(8) => Self::ReadOnly,
            Some(11) => Self::Damaged,
            Some(13) => Self::Full,
            // Of reading and writing: the disk's own failures.
            Some(10 | 14) => Self::CannotOpen,
            Some(26) => Self::NotADatabase,
            Some(_) | None => Self::Other,
        }
    }

    /// By PostgreSQL's SQLSTATE (its manual, appendix A).
    fn of_postgres(code: &str) -> Self {
        match code {
            // serialization_failure, deadlock_detected
            "40001" | "40P01" => Self::Contended,
            // lock_not_available, query_canceled (by a time-out of the server's)
            "55P03" | "57014" => Self::Busy,
            // too_many_connections
            "53300" => Self::Crowded,
            // disk_full
            "53100" => Self::Full,
            // read_only_sql_transaction
            "25006" => Self::ReadOnly,
            // data_corrupted, index_corrupted
            "XX001" | "XX002" => Self::Damaged,
            // admin_shutdown, crash_shutdown, cannot_connect_now, and the end of a transaction
            // in which we said nothing for too long
            "57P01" | "57P02" | "57P03" | "25P03" => Self::Unreachable,
            // invalid_password, invalid_authorization_specification
            "28P01" | "28000" => Self::Refused,
            // invalid_catalog_name
            "3D000" => Self::NoDatabase,
            // insufficient_privilege
            "42501" => Self::Denied,
            // connection_exception and its kin
            _ if code.starts_with("08") => Self::Unreachable,
            _ => Self::Other,
        }
    }
}

/// What is told as the cause. The driver's own words for a connection that fails repeat what
/// the system says; that alone is enough.
pub(crate) fn cause(error: sqlx::Error) -> Arc<dyn std::error::Error + Send + Sync> {
    match error {
        sqlx::Error::Io(error) => Arc::new(error),
        other => Arc::new(other),
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::PoolClosed) {
            return Self::Closed;
        }
        match Fault::of(&error) {
            Fault::Busy | Fault::Crowded => Self::Busy,
            Fault::Contended => Self::Contended,
            Fault::Full => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            Fault::Damaged | Fault::NotADatabase => Self::Damaged(cause(error)),
            Fault::CannotOpen | Fault::Unreachable | Fault::Refused | Fault::NoDatabase => {
                Self::Unreachable(cause(error))
            }
            Fault::Denied | Fault::Other => Self::Database(cause(error)),
        }
    }
}

/// Whether a row points at another that is not there.
pub(crate) fn is_orphan(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(DatabaseError::is_foreign_key_violation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_what_is_the_matter_in_codes_that_are_told_apart() {
        let said = [
            ("53100", Fault::Full),
            ("25006", Fault::ReadOnly),
            ("55P03", Fault::Busy),
            ("53300", Fault::Crowded),
            ("40001", Fault::Contended),
            ("XX001", Fault::Damaged),
            ("57P01", Fault::Unreachable),
            ("57P03", Fault::Unreachable),
            ("08006", Fault::Unreachable),
            ("28P01", Fault::Refused),
            ("3D000", Fault::NoDatabase),
            ("42501", Fault::Denied),
            ("22012", Fault::Other),
        ];
        for (code, fault) in said {
            assert_eq!(Fault::of_postgres(code), fault, "{code}");
        }
    }
}
