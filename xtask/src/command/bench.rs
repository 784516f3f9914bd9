//! `cargo xtask bench <name>`: one number each, measured.

use std::process::Command;

use crate::command::build;
use crate::failure::Failure;
use crate::site::Kind;
use crate::tool;
use crate::workspace::Workspace;

/// The benches there are.
const KNOWN: [&str; 2] = ["page", "webhook"];

/// Measures what is named, on a release build.
pub(crate) fn run(workspace: &Workspace, name: &str) -> Result<(), Failure> {
    match name {
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
