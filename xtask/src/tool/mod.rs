//! The programs that are run, and how: their own output goes to stderr, since stdout
//! belongs to what the person asked for.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;

pub(crate) mod apt;
pub(crate) mod cc;
pub(crate) mod chromium;
pub(crate) mod cxx;
pub(crate) mod node;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod rustup;

/// The cargo that runs us, in the environment that we were called in.
///
/// `cargo run` describes our package in the environment. Some build scripts watch those
/// variables (ring's does), so passing them on would compile half of the server anew after
/// every plain `cargo` command, and again after ours.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let describes_us = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if describes_us {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Says what is going on, on stderr.
pub(crate) fn say(what: impl std::fmt::Display) {
    eprintln!("\x1b[1m==>\x1b[0m {what}");
}

/// Runs to the end; stdout is shown on stderr.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    command.stdout(Stdio::from(std::io::stderr()));
    let status = command
        .status()
        .map_err(|error| not_started(command, error))?;
    succeeded(command, status)
}

/// Runs to the end and gives its stdout.
pub(crate) fn capture(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| not_started(command, error))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end and gives its stderr, which is shown when it fails.
pub(crate) fn capture_report(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| not_started(command, error))?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        eprintln!("{report}");
    }
    succeeded(command, output.status)?;
    Ok(report)
}

/// Runs to the end, shows stdout line by line on stderr and lets the caller see each line.
pub(crate) fn watch(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<(), Failure> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, error))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            eprintln!("{line}");
            on_line(&line);
        }
    }
    let status = child.wait().map_err(|error| not_started(command, error))?;
    succeeded(command, status)
}

/// Whether a program of this name is on the path.
pub(crate) fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}

/// The error for a program that could not even be started.
pub(crate) fn not_started(command: &Command, error: std::io::Error) -> Failure {
    let program = command.get_program();
    if error.kind() == std::io::ErrorKind::NotFound {
        Failure::ToolMissing {
            program: program.to_string_lossy().into_owned(),
            hint: hint(program),
        }
    } else {
        Failure::Spawn {
            command: line(command),
            source: error,
        }
    }
}

pub(crate) fn succeeded(
    command: &Command,
    status: std::process::ExitStatus,
) -> Result<(), Failure> {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::ToolFailed {
            command: line(command),
            status: status.to_string(),
        })
    }
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn hint(program: &OsStr) -> &'static str {
    match program.to_str() {
        Some("cargo" | "rustup") => "Install Rust from https://rustup.rs.",
        Some("node" | "npm" | "npx") => {
            "Install Node 20 or newer: `apt-get install nodejs npm`, or https://nodejs.org."
        }
        Some("cc") => {
            "Install a C compiler: `apt-get install gcc libc6-dev`, or your system's own."
        }
        Some("c++") => "Install a C++ compiler: `apt-get install g++`, or your system's own.",
        Some("setpriv") => "It is part of util-linux.",
        Some("apt-get") => "It comes with Debian and Ubuntu.",
        _ => "Install it and try again.",
    }
}
