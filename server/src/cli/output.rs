use std::{fmt::Display, io, io::Write as _};

use serde::Serialize;

use super::Failure;

/// Prints a line for people.
pub(super) fn print_line(line: impl Display) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .map_err(Failure::Output)
}

/// Prints one line of JSON for programs.
pub(super) fn print_json(object: &impl Serialize) -> Result<(), Failure> {
    let line = serde_json::to_string(object).map_err(|error| Failure::Output(error.into()))?;
    print_line(line)
}
