//! What was checked, how long it took and what the test runners said.

use std::fmt;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::tool;

/// What one step counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    passed: u64,
    failed: u64,
    summaries: Vec<String>,
}

impl Tally {
    /// Takes note of a line of `cargo test`.
    pub(super) fn see_cargo(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else {
            return;
        };
        let count = |what: &str| {
            result
                .split([';', '.'])
                .find_map(|part| part.trim().strip_suffix(what)?.trim().parse::<u64>().ok())
                .unwrap_or(0)
        };
        let (passed, failed) = (count("passed"), count("failed"));
        if passed + failed > 0 {
            self.add(passed, failed, line);
        }
    }

    /// Takes note of a line of Playwright's list reporter.
    pub(super) fn see_playwright(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let Some(Ok(count)) = words.next().map(str::parse::<u64>) else {
            return;
        };
        match words.next() {
            Some("passed") => self.add(count, 0, line),
            Some("failed" | "flaky" | "interrupted") => self.add(0, count, line),
            Some("skipped" | "did") => self.add(0, 0, line),
            _ => {}
        }
    }

    fn add(&mut self, passed: u64, failed: u64, line: &str) {
        self.passed += passed;
        self.failed += failed;
        self.summaries.push(line.trim().to_owned());
    }

    /// A step without tests of its own is one check; one that failed counts as a failure
    /// even when its runner could not say so.
    fn settle(&mut self, succeeded: bool) {
        match (succeeded, self.passed, self.failed) {
            (true, 0, 0) => self.passed = 1,
            (false, _, 0) => self.failed = 1,
            _ => {}
        }
    }
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    took: Duration,
    tally: Tally,
}

/// All steps so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    steps: Vec<Step>,
}

impl Report {
    /// Does one step and takes its time.
    pub(super) fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&mut Tally) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        tool::say(name);
        let start = Instant::now();
        let mut tally = Tally::default();
        let outcome = work(&mut tally);
        tally.settle(outcome.is_ok());
        self.steps.push(Step {
            name,
            took: start.elapsed(),
            tally,
        });
        outcome.map_err(|cause| Failure::Step {
            step: name,
            cause: Box::new(cause),
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut passed, mut failed) = (0, 0);
        writeln!(f)?;
        for Step { name, took, tally } in &self.steps {
            let verdict = if tally.failed == 0 { "ok" } else { "failed" };
            writeln!(f, "{verdict:>7} {:>6} s  {name}", took.as_secs())?;
            passed += tally.passed;
            failed += tally.failed;
        }
        writeln!(f)?;
        for Step { name, tally, .. } in &self.steps {
            for summary in &tally.summaries {
                writeln!(f, "{name}: {summary}")?;
            }
        }
        write!(f, "\n{passed} passed, {failed} failed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_sums_all_runners_and_checks() {
        let mut report = Report::default();
        let quiet = report.step("format", |_| Ok(()));
        let tests = report.step("tests", |tally| {
            tally.see_cargo("test a_test ... ok");
            tally.see_cargo("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
            tally.see_cargo("test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s");
            Ok(())
        });
        let browser = report.step("browser tests", |tally| {
            tally.see_playwright("  ✓  1 [phone] › smoke.spec.ts:5:1 › opens (1.0s)");
            tally.see_playwright("  2 failed");
            tally.see_playwright("  7 passed (3.4s)");
            Err(Failure::Demo("no".to_owned()))
        });
        assert!(quiet.is_ok() && tests.is_ok() && browser.is_err());
        let text = report.to_string();
        assert_eq!(text.lines().last(), Some("20 passed, 2 failed"));
        assert!(text.contains("tests: test result: ok. 12 passed; 0 failed; 1 ignored"));
        assert!(text.contains("browser tests: 7 passed (3.4s)"));
    }

    #[test]
    fn a_step_that_fails_without_a_count_is_one_failure() {
        let mut report = Report::default();
        let outcome = report.step("lints", |_| Err(Failure::Demo("no".to_owned())));
        assert_eq!(
            outcome.map_err(|failure| failure.to_string()),
            Err("the step `lints` failed: guichet demo: no".to_owned())
        );
        assert_eq!(
            report.to_string().lines().last(),
            Some("0 passed, 1 failed")
        );
    }
}
