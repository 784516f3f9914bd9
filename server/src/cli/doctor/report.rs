use std::fmt::Display;

use serde::Serialize;

use crate::cli::{
    Failure,
    output::{print_json, print_line},
};

/// What a checked thing is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Ok,
    Skipped,
    Warn,
    Fail,
}

impl Verdict {
    /// As it stands at the beginning of a line: what matters stands out.
    const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok  ",
            Self::Skipped => "skip",
            Self::Warn => "warn",
            Self::Fail => "FAIL",
        }
    }
}

#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    verdict: Verdict,
    message: String,
}

/// Everything that was found.
#[derive(Debug, Default)]
pub(super) struct Report(Vec<Finding>);

#[derive(Debug, Serialize)]
struct Whole<'a> {
    ok: bool,
    checks: &'a [Finding],
}

impl Report {
    pub(super) fn ok(&mut self, check: &'static str, message: impl Display) {
        self.add(check, Verdict::Ok, &message);
    }

    pub(super) fn skipped(&mut self, check: &'static str, message: impl Display) {
        self.add(check, Verdict::Skipped, &message);
    }

    pub(super) fn warn(&mut self, check: &'static str, message: impl Display) {
        self.add(check, Verdict::Warn, &message);
    }

    pub(super) fn fail(&mut self, check: &'static str, message: impl Display) {
        self.add(check, Verdict::Fail, &message);
    }

    /// Whether nothing would keep the server from working.
    pub(super) fn is_fit(&self) -> bool {
        self.0
            .iter()
            .all(|finding| finding.verdict != Verdict::Fail)
    }

    pub(super) fn print(&self, json: bool) -> Result<(), Failure> {
        if json {
            return print_json(&Whole {
                ok: self.is_fit(),
                checks: &self.0,
            });
        }
        for Finding {
            check,
            verdict,
            message,
        } in &self.0
        {
            print_line(format_args!("{}  {check:<12} {message}", verdict.word()))?;
        }
        Ok(())
    }

    fn add(&mut self, check: &'static str, verdict: Verdict, message: &dyn Display) {
        self.0.push(Finding {
            check,
            verdict,
            message: message.to_string(),
        });
    }
}
