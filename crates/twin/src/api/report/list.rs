use axum::{
    Json,
    extract::{Query, State},
    http::HeaderMap,
};
use jiff::civil::Date;
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use super::kind::{Kind, Report};
use crate::{
    Twin,
    api::authenticate::authenticate_reports,
    book::Book,
    clock,
    problem::{Faults, Problem},
};

/// The parts of the query, as often as they come.
type Asked = Vec<(String, String)>;

/// A report in the list. The dashboard's columns `[D-rpt]` and an id.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listed {
    id: Uuid,
    #[serde(rename = "type")]
    kind: &'static str,
    start_date: String,
    end_date: String,
    created_at: String,
    #[serde(with = "flinks::amount")]
    total_amount: Money,
    transaction_count: usize,
}

impl Listed {
    /// A report as lists show it.
    pub(super) fn of(report: Report, book: &Book) -> Self {
        let rows = report.rows(book);
        let cents = rows
            .iter()
            .filter_map(|row| row.amount)
            .fold(0_i64, |sum, amount| sum.saturating_add(amount.cents()));
        Self {
            id: report.id(),
            kind: report.kind.word(),
            start_date: report.day.to_string(),
            end_date: report.day.to_string(),
            created_at: clock::written(report.created_at()),
            total_amount: Money::from_cents(cents).unwrap_or(Money::ZERO),
            transaction_count: rows.len(),
        }
    }
}

/// `GET /api/v1/reports?filteringTypes=&startDate=&endDate=`.
pub(super) async fn list(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Listed>>, Problem> {
    authenticate_reports(&headers, &twin.settings().credentials)?;
    let wanted = Wanted::read(&asked)?;
    twin.with(|book, now| {
        let reports = Report::all(book, now);
        let found = reports.into_iter().filter(|report| wanted.has(*report));
        Ok(Json(found.map(|report| Listed::of(report, book)).collect()))
    })
}

struct Wanted {
    kinds: Vec<Kind>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Wanted {
    /// Which reports are wanted; all when a part is absent `[RPT-api]`. Several types come
    /// one by one or parted by commas.
    fn read(asked: &Asked) -> Result<Self, Problem> {
        let mut faults = Faults::default();
        let mut kinds = Vec::new();
        let parts = |wanted: &'static str| {
            let named = asked.iter().filter(move |(name, _)| name == wanted);
            named.map(|(_, value)| value.as_str())
        };
        let words = parts("filteringTypes").flat_map(|words| words.split(','));
        for word in words.filter(|word| !word.is_empty()) {
            match Kind::by_word(word) {
                Some(kind) => kinds.push(kind),
                None => faults.add(
                    "filteringTypes",
                    "must be ClientSettlement or DailyProgress",
                ),
            }
        }
        let mut date = |name: &'static str| {
            let text = parts(name).next().filter(|text| !text.is_empty())?;
            let date = text.get(..10).and_then(|date| date.parse::<Date>().ok());
            if date.is_none() {
                faults.add(name, "must be a date, YYYY-MM-DD");
            }
            date
        };
        let from = date("startDate");
        let to = date("endDate");
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            faults.add("startDate", "is after endDate");
        }
        if faults.is_empty() {
            Ok(Self { kinds, from, to })
        } else {
            Err(Problem::invalid(faults))
        }
    }

    fn has(&self, report: Report) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&report.kind))
            && self.from.is_none_or(|from| report.day >= from)
            && self.to.is_none_or(|to| report.day <= to)
    }
}
