use serde::Serialize;

use super::{
    courier::Reply,
    judge::{Seen, judge},
    order::Change,
    subject::Origin,
    trial::Expected,
    verdict::{Grade, Verdict},
};
use crate::cli::{
    Failure,
    output::{print_json, print_line},
};

/// Everything that was seen, and what is to be said of it.
#[derive(Serialize)]
pub(super) struct Report {
    /// Whether nothing must be mended.
    ok: bool,
    endpoint: String,
    trials: Vec<Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

#[derive(Serialize)]
struct Row {
    trial: &'static str,
    sends: &'static str,
    expected: Expected,
    #[serde(skip_serializing_if = "Option::is_none")]
    http_status: Option<u16>,
    took_ms: u64,
    grade: Grade,
    verdict: Verdict,
    says: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<&'static str>,
}

impl Report {
    pub(super) fn new(endpoint: String, origin: Origin, seen: &[Seen]) -> Self {
        let verdicts = judge(seen);
        let is_failed = verdicts.iter().any(|it| it.grade() == Grade::Fail);
        Self {
            ok: !is_failed,
            endpoint,
            note: note(origin, seen),
            trials: seen.iter().zip(verdicts).map(Row::new).collect(),
        }
    }

    pub(super) const fn is_passed(&self) -> bool {
        self.ok
    }

    pub(super) fn print(&self, json: bool) -> Result<(), Failure> {
        if json {
            return print_json(self);
        }
        print_line(format_args!("{}\n", self.endpoint))?;
        for row in &self.trials {
            row.print()?;
        }
        self.print_remedies()?;
        if let Some(note) = self.note {
            print_line(format_args!("\n{note}"))?;
        }
        let passed = self.trials.iter().filter(|row| row.grade == Grade::Pass);
        print_line(format_args!(
            "\n{} of {} as they should be",
            passed.count(),
            self.trials.len()
        ))
    }

    /// Each of them once, however many trials show it.
    fn print_remedies(&self) -> Result<(), Failure> {
        let mut said: Vec<Verdict> = Vec::new();
        for row in &self.trials {
            if row.verdict == Verdict::Right || said.contains(&row.verdict) {
                continue;
            }
            said.push(row.verdict);
            print_line(format_args!("\n{}: {}", row.trial, row.says))?;
            if let Some(mend) = row.mend {
                print_line(format_args!("  {mend}"))?;
            }
        }
        Ok(())
    }
}

impl Row {
    fn new((seen, verdict): (&Seen, Verdict)) -> Self {
        Self {
            trial: seen.trial.name(),
            sends: seen.trial.sends(),
            expected: seen.trial.expected(),
            http_status: match seen.reply {
                Reply::Status(status) => Some(status.as_u16()),
                Reply::TimedOut | Reply::Unreachable | Reply::Lost => None,
            },
            took_ms: u64::try_from(seen.took.as_millis()).unwrap_or(u64::MAX),
            grade: verdict.grade(),
            verdict,
            says: verdict.sentence(),
            mend: verdict.remedy(),
        }
    }

    fn print(&self) -> Result<(), Failure> {
        let came = self
            .http_status
            .map_or_else(|| "none".to_owned(), |status| status.to_string());
        print_line(format_args!(
            "{}  {:<16} {}, came {came:<4} {:>6} ms  {}",
            self.grade.word(),
            self.trial,
            self.expected.status(),
            self.took_ms,
            self.sends
        ))
    }
}

/// What the merchant should know about how much this shows.
fn note(origin: Origin, seen: &[Seen]) -> Option<&'static str> {
    if seen.iter().any(|one| one.order == Change::Changed) {
        return None;
    }
    let is_watched = seen.iter().any(|one| one.order != Change::NotWatched);
    match (is_watched, origin) {
        (false, _) => {
            Some("Whether something is done twice is not seen from here: --order-url shows it.")
        }
        (true, Origin::MadeUp) => Some(
            "The order never changed: the checkout was made up. With --checkout a paid one of test mode is sent, and the order shows whether it is shipped once.",
        ),
        (true, Origin::Given) => Some(
            "The order never changed: either it was shipped before, or the shop did not ship it.",
        ),
    }
}
