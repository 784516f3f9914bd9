//! The file of a report: one line a payment.

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;
use payment::{Email, Money, Name, Reference};

use super::column::Column;
use crate::{drift::Drift, word::Word};

/// A file that was read: what is sound of it, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The rows that are sound.
    pub rows: Vec<Row>,
    /// The lines that are not.
    pub faults: Vec<RowFault>,
    /// The columns that are not known.
    pub drift: Vec<Drift>,
}

/// One payment `[ET-guide]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file, the first one being 1.
    pub line: u64,
    /// The merchant's own name for the payment.
    pub reference: Reference,
    /// How much.
    pub amount: Money,
    /// Who paid, as the provider has it.
    pub customer: Option<Name>,
    /// Their e-mail address.
    pub email: Option<Email>,
    /// The day on which it was asked for.
    pub created: Option<Date>,
    /// The day on which it was completed; none while it is being processed.
    pub completed: Option<Date>,
}

/// A line that is not sound. It tells what is wrong and nothing that stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct RowFault {
    /// The line in the file, the first one being 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: RowProblem,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RowProblem {
    /// No line of the file names the columns that are needed.
    #[error("no heading with the reference and the amount")]
    NoHeading,
    /// The line cannot be taken apart.
    #[error("not a line of a CSV file in UTF-8")]
    NotCsv,
    /// Nothing stands in a column that is needed.
    #[error("{} is missing", .0.as_str())]
    Missing(Column),
    /// What stands in a column is not what belongs there.
    #[error("{} cannot be read", .0.as_str())]
    Unreadable(Column),
}

/// The sound rows of a file, and every line that is not sound.
#[must_use]
pub fn rows(file: &[u8]) -> (Vec<Row>, Vec<RowFault>) {
    let Report { rows, faults, .. } = read(file);
    (rows, faults)
}

/// Reads a file.
///
/// Lines before the heading are passed over: since July 2026 a line with totals may stand
/// there `[CL-2026-07]`. A line with one fault or more is told once, with its first.
#[must_use]
pub fn read(file: &[u8]) -> Report {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(file);
    let mut report = Report::default();
    let mut heading: Option<Heading> = None;
    let mut record = ByteRecord::new();
    let mut lines = Lines::new(file);
    loop {
        let read = reader.read_byte_record(&mut record);
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        match read {
            Ok(false) => break,
            Ok(true) if record.iter().all(<[u8]>::is_empty) => {}
            Ok(true) => match &heading {
                None => {
                    if let Some((found, drift)) = Heading::of(&record) {
                        heading = Some(found);
                        report.drift = drift;
                    }
                }
                Some(heading) => match heading.row(&record, line) {
                    Ok(row) => report.rows.push(row),
                    Err(problem) => report.faults.push(RowFault { line, problem }),
                },
            },
            Err(_) => {
                report.faults.push(RowFault {
                    line,
                    problem: RowProblem::NotCsv,
                });
                // The reader gives bytes and takes lines of any length: what it cannot read
                // it could not read either if it were asked once more.
                break;
            }
        }
    }
    if heading.is_none() {
        report.faults.push(RowFault {
            line: 1,
            problem: RowProblem::NoHeading,
        });
    }
    report
}

/// Counts the lines of a file. The CSV reader's own count is one behind where lines end in
/// two characters.
#[derive(Debug)]
struct Lines<'a> {
    rest: &'a [u8],
    passed: u64,
    line: u64,
}

impl<'a> Lines<'a> {
    const fn new(file: &'a [u8]) -> Self {
        Self {
            rest: file,
            passed: 0,
            line: 1,
        }
    }

    /// The line of the record that begins at a byte, or after the line ends that stand there.
    /// Never goes back.
    fn at(&mut self, byte: u64) -> u64 {
        while let Some((first, rest)) = self.rest.split_first() {
            if self.passed >= byte && !matches!(first, b'\r' | b'\n') {
                break;
            }
            self.line += u64::from(*first == b'\n');
            self.passed += 1;
            self.rest = rest;
        }
        self.line
    }
}

/// Where the columns stand.
#[derive(Debug)]
struct Heading(BTreeMap<Column, usize>);

impl Heading {
    /// The heading that a line is, with its unknown columns; of repeated ones the first
    /// counts.
    fn of(record: &ByteRecord) -> Option<(Self, Vec<Drift>)> {
        let mut places = BTreeMap::new();
        let mut drift = Vec::new();
        for (place, heading) in record.iter().enumerate() {
            match Column::of(heading) {
                Some(column) => {
                    places.entry(column).or_insert(place);
                }
                None if heading.is_empty() => {}
                None => {
                    let name = String::from_utf8_lossy(heading).replace(' ', "_");
                    drift.push(Drift::field(Word::clean(&name)));
                }
            }
        }
        let is_heading =
            places.contains_key(&Column::Reference) && places.contains_key(&Column::Amount);
        is_heading.then_some((Self(places), drift))
    }

    fn row(&self, record: &ByteRecord, line: u64) -> Result<Row, RowProblem> {
        Ok(Row {
            line,
            reference: self.needed(record, Column::Reference, |text| text.parse().ok())?,
            amount: self.needed(record, Column::Amount, amount)?,
            customer: self.optional(record, Column::Customer, |text| text.parse().ok())?,
            email: self.optional(record, Column::Email, |text| text.parse().ok())?,
            created: self.optional(record, Column::Created, day)?,
            completed: self.optional(record, Column::Completed, day)?,
        })
    }

    fn needed<T>(
        &self,
        record: &ByteRecord,
        column: Column,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, RowProblem> {
        self.optional(record, column, parse)?
            .ok_or(RowProblem::Missing(column))
    }

    fn optional<T>(
        &self,
        record: &ByteRecord,
        column: Column,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, RowProblem> {
        let Self(places) = self;
        let field = places
            .get(&column)
            .and_then(|place| record.get(*place))
            .filter(|field| !field.is_empty());
        let Some(field) = field else {
            return Ok(None);
        };
        std::str::from_utf8(field)
            .ok()
            .and_then(parse)
            .map(Some)
            .ok_or(RowProblem::Unreadable(column))
    }
}

/// `250.00`, `$1,250.00`. Assumption: a report may write an amount for people.
fn amount(text: &str) -> Option<Money> {
    let plain = text.strip_prefix('$').unwrap_or(text);
    if !plain.contains(',') {
        return Money::parse_decimal(plain).ok();
    }
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, "00"));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let are_groups = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    are_groups
        .then(|| format!("{}.{fraction}", whole.replace(',', "")))
        .and_then(|text| Money::parse_decimal(&text).ok())
}

/// The day at the beginning of `2026-11-20`, `2026-11-20 15:04:05` or `2026-11-20T15:04:05Z`.
/// Assumption: a report writes dates as the rest of the API does.
fn day(text: &str) -> Option<Date> {
    let (date, rest) = text.split_at_checked(10)?;
    let is_moment = rest.is_empty() || rest.starts_with('T') || rest.starts_with(' ');
    is_moment.then(|| date.parse().ok()).flatten()
}
