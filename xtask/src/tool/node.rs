//! The npm packages in `end2end`: Playwright, axe, Lighthouse and Binaryen's `wasm-opt`.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

/// Installs exactly what the lock file says, unless that has been done already.
pub(crate) fn install(workspace: &Workspace) -> Result<(), Failure> {
    let lock = workspace.end2end().join("package-lock.json");
    let stamp = workspace.end2end().join("node_modules/.guichet-lock");
    let wanted = std::fs::read(&lock).map_err(Failure::file("reading", &lock))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    tool::say("Installing the npm packages of end2end");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(workspace.end2end());
    tool::run(&mut npm)?;
    std::fs::write(&stamp, wanted).map_err(Failure::file("writing", &stamp))
}

/// A program of the installed packages.
pub(crate) fn program(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.end2end().join("node_modules/.bin").join(name)
}
