use jiff::Timestamp;
use payment::Money;

use super::kind::{Kind, Report, day};
use crate::{
    book::Book,
    clock,
    debit::{Debit, Standing},
    session::{Phase, Session},
};

/// One payment of a report: the fields that the provider lists `[ET-guide]`.
pub(super) struct Row {
    pub(super) reference: String,
    pub(super) amount: Option<Money>,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) created_at: Timestamp,
    pub(super) completed_at: Option<Timestamp>,
}

/// The heads of the columns. Assumption: the provider lists the fields, not their heads.
const HEADS: [&str; 6] = [
    "referenceId",
    "amount",
    "customerName",
    "customerEmail",
    "createdAt",
    "completedAt",
];

impl Row {
    /// The rows of a report: all that ended that day, and in the report of the day's
    /// progress what began that day too.
    pub(super) fn of_day(report: Report, book: &Book) -> Vec<Self> {
        let sessions = book.sessions().iter().map(Self::of_session);
        let debits = book
            .debits
            .list()
            .iter()
            .map(|debit| Self::of_debit(debit, book));
        let on_the_day = |at: Timestamp| day(at) == report.day;
        sessions
            .chain(debits)
            .filter(|(row, outcome)| match report.kind {
                Kind::Settlement => {
                    *outcome == Outcome::Paid && row.completed_at.is_some_and(on_the_day)
                }
                Kind::Progress => {
                    on_the_day(row.created_at) || row.completed_at.is_some_and(on_the_day)
                }
            })
            .map(|(row, _)| row)
            .collect()
    }

    fn of_session(session: &Session) -> (Self, Outcome) {
        let outcome = match session.phase() {
            Phase::Completed => Outcome::Paid,
            Phase::Initiated
            | Phase::InProgress
            | Phase::AgreementMissing
            | Phase::Failed(_)
            | Phase::Canceled
            | Phase::Expired => Outcome::Unpaid,
        };
        let row = Self {
            reference: session.order.reference.clone().unwrap_or_default(),
            amount: session.amount,
            name: session.order.payor.name(),
            email: session.order.payor.email.clone().unwrap_or_default(),
            created_at: session.created_at,
            completed_at: session.ended_at().filter(|_| outcome == Outcome::Paid),
        };
        (row, outcome)
    }

    fn of_debit(debit: &Debit, book: &Book) -> (Self, Outcome) {
        let standing = debit.standing();
        let outcome = match standing {
            Standing::Accepted | Standing::Processed | Standing::Settled => Outcome::Paid,
            Standing::Initiated
            | Standing::Processing
            | Standing::Cancelled
            | Standing::Failed
            | Standing::Returned(_) => Outcome::Unpaid,
        };
        let email = book
            .debits
            .contact(debit.contact)
            .and_then(|contact| contact.email.clone());
        let row = Self {
            reference: debit.order.cross_reference.clone().unwrap_or_default(),
            amount: Some(debit.order.amount),
            name: debit.order.party.name(),
            email: email.unwrap_or_default(),
            created_at: debit.created_at,
            completed_at: debit.signed_at.filter(|_| outcome == Outcome::Paid),
        };
        (row, outcome)
    }

    fn cells(&self) -> [String; 6] {
        [
            self.reference.clone(),
            self.amount
                .map(|amount| amount.to_string())
                .unwrap_or_default(),
            self.name.clone(),
            self.email.clone(),
            clock::written(self.created_at),
            self.completed_at.map(clock::written).unwrap_or_default(),
        ]
    }
}

/// Whether money came of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Paid,
    Unpaid,
}

/// Rows as a file of comma-separated values (RFC 4180).
pub(super) fn csv(rows: &[Row]) -> String {
    let line = |cells: [String; 6]| {
        let quoted: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        format!("{}\r\n", quoted.join(","))
    };
    std::iter::once(HEADS.map(str::to_owned))
        .chain(rows.iter().map(Row::cells))
        .map(line)
        .collect()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_cell_with_a_comma_or_a_quote_is_quoted() {
        assert_eq!(quoted("Doe"), "Doe");
        assert_eq!(quoted("Doe, John"), "\"Doe, John\"");
        assert_eq!(quoted("the \"shop\""), "\"the \"\"shop\"\"\"");
    }
}
