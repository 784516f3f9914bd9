//! How `guichet verify` and `guichet replay` tell what they found.

use std::{
    io::{self, IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

use serde::Serialize;
use store::{Finding, Report, Store, StoreUrl};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PlaceArgs,
};
use crate::chain::chain;

/// How often somebody who watches is told how far it is.
const PACE: Duration = Duration::from_millis(500);

/// What is said of a store in which nothing is wrong.
pub(super) struct Praise {
    pub(super) done: &'static str,
    pub(super) clean: &'static str,
}

/// Opens the store and has it looked at.
pub(super) async fn prove<F>(
    place: &PlaceArgs,
    json: bool,
    praise: &Praise,
    look: F,
) -> Result<(), Failure>
where
    F: AsyncFnOnce(&Store, &mut (dyn FnMut(&Report) + Send)) -> Result<Report, store::StoreError>,
{
    let url = place.kept_store()?;
    let store = match Store::open(&url).await {
        Ok(store) => store,
        Err(error) if json => {
            print_json(&Unopened {
                ok: false,
                store: url.to_string(),
                error: chain(&error),
            })?;
            return Err(Failure::Unproven);
        }
        Err(error) => return Err(error.into()),
    };
    let report = look(&store, &mut watcher()).await;
    store.close().await;
    let report = report?;
    if json {
        print_json(&Whole::of(&url, &report))?;
    } else {
        print(&url, &report, praise)?;
    }
    if report.is_clean() {
        Ok(())
    } else {
        Err(Failure::Unproven)
    }
}

/// Tells a person at a terminal how far it is, and nobody else.
fn watcher() -> impl FnMut(&Report) + Send {
    let watched = io::stderr().is_terminal();
    let mut last = Instant::now();
    move |report| {
        if watched && last.elapsed() >= PACE {
            last = Instant::now();
            let so_far = figure(report.checkouts);
            // Nobody who does not read it misses anything.
            let _ = write!(io::stderr(), "\r{so_far} checkouts …\r");
        }
    }
}

fn print(url: &StoreUrl, report: &Report, praise: &Praise) -> Result<(), Failure> {
    print_line(format_args!("{} {url}", praise.done))?;
    let figures = [
        ("checkouts", report.checkouts),
        ("events", report.events),
        ("sessions", report.sessions),
        ("notifications", report.notifications),
    ];
    for (what, number) in figures {
        print_line(format_args!("  {what:<13} {:>13}", figure(number)))?;
    }
    if report.is_clean() {
        return print_line(praise.clean);
    }
    print_line(match report.faults {
        1 => "One thing is WRONG:".to_owned(),
        faults => format!("{} things are WRONG:", figure(faults)),
    })?;
    for finding in &report.findings {
        let Finding { place, fault } = finding;
        print_line(format_args!("  {place}  {fault}  [{}]", fault.code()))?;
    }
    let kept = u64::try_from(report.findings.len()).unwrap_or(u64::MAX);
    if report.faults > kept {
        print_line(format_args!(
            "  … and {} more",
            figure(report.faults - kept)
        ))?;
    }
    print_line("docs/proof.md says what each means and what to do. Keep a copy of the store first.")
}

/// With its thousands apart.
fn figure(number: u64) -> String {
    let digits = number.to_string();
    let mut figure = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            figure.push(',');
        }
        figure.push(digit);
    }
    figure
}

#[derive(Debug, Serialize)]
struct Unopened {
    ok: bool,
    store: String,
    error: String,
}

#[derive(Debug, Serialize)]
struct Whole<'a> {
    ok: bool,
    store: String,
    checkouts: u64,
    events: u64,
    sessions: u64,
    notifications: u64,
    faults: u64,
    findings: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    code: &'static str,
    checkout: Option<&'a str>,
    event: Option<u32>,
    message: String,
}

impl<'a> Whole<'a> {
    fn of(url: &StoreUrl, report: &'a Report) -> Self {
        Self {
            ok: report.is_clean(),
            store: url.to_string(),
            checkouts: report.checkouts,
            events: report.events,
            sessions: report.sessions,
            notifications: report.notifications,
            faults: report.faults,
            findings: report.findings.iter().map(Told::of).collect(),
        }
    }
}

impl<'a> Told<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self {
            code: finding.fault.code(),
            checkout: finding.place.checkout().map(payment::CheckoutId::as_str),
            event: finding.place.event().map(store::Version::number),
            message: finding.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_its_thousands_apart() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(figure(number), text);
        }
    }
}
