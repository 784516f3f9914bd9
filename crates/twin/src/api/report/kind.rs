use std::time::Duration;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::row::Row;
use crate::book::Book;

/// What a report is about `[RPT-api]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What was paid out that day.
    Settlement,
    /// Everything that happened that day.
    Progress,
}

/// One day's report. It is found again by its id without being kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report {
    pub(super) kind: Kind,
    /// The day that it is about.
    pub(super) day: Date,
}

impl Kind {
    pub(super) const ALL: [Self; 2] = [Self::Settlement, Self::Progress];

    /// The word of `filteringTypes`.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Settlement => "ClientSettlement",
            Self::Progress => "DailyProgress",
        }
    }

    /// The code in file names. Assumption: only `DSTR` is documented.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Settlement => "DSTR",
            Self::Progress => "DPRG",
        }
    }

    /// The kind of that word.
    pub(super) fn by_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(word))
    }
}

impl Report {
    /// Every report there is: one a day of each kind, from the day of the first payment to
    /// yesterday `[D-rpt]`, oldest first.
    pub(super) fn all(book: &Book, now: Timestamp) -> Vec<Self> {
        let sessions = book.sessions().iter().map(|session| session.created_at);
        let debits = book.debits.list().iter().map(|debit| debit.created_at);
        let Some(first) = sessions.chain(debits).min() else {
            return Vec::new();
        };
        let today = day(now);
        let days = day(first).series(jiff::Span::new().days(1));
        days.take_while(|day| *day < today)
            .flat_map(|day| Kind::ALL.map(|kind| Self { kind, day }))
            .collect()
    }

    /// The report of that id.
    pub(super) fn by_id(id: Uuid, book: &Book, now: Timestamp) -> Option<Self> {
        let mut reports = Self::all(book, now).into_iter();
        reports.find(|report| report.id() == id)
    }

    /// The name of its file: client, report, day and type code `[RPT-api]`.
    pub(super) fn file_name(self, client: &str) -> String {
        format!(
            "{client}_{}_{}_{}.csv",
            self.id(),
            self.day,
            self.kind.code()
        )
    }

    /// Its id: the same for the same kind and day.
    pub(super) fn id(self) -> Uuid {
        let digest = Sha256::digest(format!("{}/{}", self.kind.word(), self.day));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// When it was made: at the beginning of the next day `[D-rpt]`.
    pub(super) fn created_at(self) -> Timestamp {
        let midnight = self
            .day
            .to_zoned(TimeZone::UTC)
            .map(|zoned| zoned.timestamp());
        midnight
            .ok()
            .and_then(|midnight| midnight.checked_add(Duration::from_secs(86_400)).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// Its rows.
    pub(super) fn rows(self, book: &Book) -> Vec<Row> {
        Row::of_day(self, book)
    }
}

/// The day of a moment. Assumption: in UTC.
pub(super) fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}
