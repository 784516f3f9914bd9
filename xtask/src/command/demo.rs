//! `cargo xtask demo`: from the sources to a shop in the browser.

use std::ffi::OsString;
use std::process::Command;

use crate::command::build;
use crate::failure::Failure;
use crate::site::Kind;
use crate::tool;
use crate::workspace::Workspace;

/// Builds what is missing and becomes `guichet demo`.
pub(crate) fn run(workspace: &Workspace, kind: Kind, args: &[OsString]) -> Result<(), Failure> {
    build::executable(workspace, kind)?;
    tool::say("Starting guichet demo");
    let mut guichet = Command::new(workspace.executable(kind));
    guichet.arg("demo").args(args);
    become_it(guichet)
}

/// Takes our place in the process table: signals and the exit code are the program's own.
#[cfg(unix)]
fn become_it(mut command: Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(tool::not_started(&command, error))
}

/// The nearest thing where a process cannot be replaced.
#[cfg(not(unix))]
fn become_it(mut command: Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| tool::not_started(&command, error))?;
    std::process::exit(status.code().unwrap_or(1))
}
