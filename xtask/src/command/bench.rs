//! `cargo xtask bench <name>`: one number each, measured.
#![expect(clippy::float_arithmetic, reason = "figures for people")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::command::build;
use crate::failure::Failure;
use crate::house::{House, Started};
use crate::site::Kind;
use crate::tool;
use crate::workspace::Workspace;

mod claim;
mod ingest;
mod list;
mod load;
mod notify;
mod session;

use session::{session, sessions};

/// The benches there are.
const KNOWN: [&str; 6] = ["claim", "ingest", "list", "notify", "page", "webhook"];

/// Measures what is named, on a release build or on one that is there already.
pub(crate) fn run(
    workspace: &Workspace,
    name: &str,
    executable: Option<&Path>,
) -> Result<(), Failure> {
    match name {
        "claim" => claim::run(workspace, &released(workspace, executable)?),
        "notify" => notify::run(workspace, &released(workspace, executable)?),
        "ingest" => ingest::run(workspace, &released(workspace, executable)?),
        "list" => list::run(workspace),
        "page" => page(workspace),
        "webhook" => webhook(workspace),
        _ => Err(Failure::UnknownBench {
            name: name.to_owned(),
            known: KNOWN.join(", "),
        }),
    }
}

/// From the change of a status at the twin to the changed page, in Chromium.
fn page(workspace: &Workspace) -> Result<(), Failure> {
    tool::node::install(workspace)?;
    let chromium = tool::chromium::find_or_install(workspace)?;
    build::executable(workspace, Kind::Release)?;
    let mut playwright = Command::new(tool::node::program(workspace, "playwright"));
    playwright
        .args(["test", "--config", "bench.config.ts"])
        .env("GUICHET_BIN", workspace.executable(Kind::Release))
        .current_dir(workspace.end2end());
    if let Some(path) = chromium {
        playwright.env("CHROMIUM_PATH", path);
    }
    print!("{}", tool::capture(&mut playwright)?);
    Ok(())
}

/// Verifying and decoding the provider's notification.
fn webhook(workspace: &Workspace) -> Result<(), Failure> {
    let mut cargo = workspace.cargo();
    cargo.args(["bench", "--package", "flinks", "--bench", "webhook"]);
    print!("{}", tool::capture(&mut cargo)?);
    Ok(())
}

/// The executable that is measured.
fn released(workspace: &Workspace, executable: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(executable) = executable {
        return Ok(executable.to_owned());
    }
    build::executable(workspace, Kind::Release)?;
    Ok(workspace.executable(Kind::Release))
}

/// A server of its own for one measurement, running.
fn house(
    workspace: &Workspace,
    executable: &Path,
    name: &str,
    configuration: &str,
    args: &[&str],
) -> Result<House, Failure> {
    let folder = workspace.target().join("bench").join(name);
    _ = std::fs::remove_dir_all(&folder);
    let store = format!("sqlite://{}", folder.join("guichet.db").display());
    let house = House::build(executable, &folder, &store, configuration)?;
    match house.start_with(&[], args)? {
        Started::Ready => Ok(house),
        Started::Ended(status) => Err(demo(&format!("it does not start: {status}"))),
    }
}

/// Waits until something is so.
fn wait_for(what: &str, patience: Duration, is_so: impl Fn() -> bool) -> Result<(), Failure> {
    let deadline = Instant::now() + patience;
    while !is_so() {
        if Instant::now() > deadline {
            return Err(demo(&format!("not in time: {what}")));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn demo(what: &str) -> Failure {
    Failure::Demo(what.to_owned())
}
