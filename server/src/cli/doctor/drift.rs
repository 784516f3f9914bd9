use store::{DriftRow, Store};

use super::report::Report;
use crate::{chain::chain, clock::rfc3339};

const CHECK: &str = "drift";

/// The most words that are listed by name, for each kind.
const LISTED: usize = 5;

/// Tells what the provider said that its documentation does not have, a line for each kind.
pub(super) async fn told(store: &Store, report: &mut Report) {
    let rows = match store.drift().await {
        Ok(rows) => rows,
        Err(error) => return report.fail(CHECK, chain(&error)),
    };
    if rows.is_empty() {
        return report.ok(
            CHECK,
            "the provider said nothing that its documentation does not have",
        );
    }
    let mut kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let met: Vec<&DriftRow> = rows.iter().filter(|row| row.kind == kind).collect();
        report.warn(CHECK, format_args!("{kind}: {}", words(&met)));
    }
}

fn words(met: &[&DriftRow]) -> String {
    let mut told: Vec<String> = met
        .iter()
        .take(LISTED)
        .map(|row| {
            format!(
                "{} ({}×, last {})",
                row.word,
                row.count,
                rfc3339(row.last_at)
            )
        })
        .collect();
    if let Some(more) = met.len().checked_sub(LISTED).filter(|more| *more > 0) {
        told.push(format!("and {more} more"));
    }
    told.join(", ")
}
