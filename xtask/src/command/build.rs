//! `cargo xtask build`: one executable with everything inside.

use crate::failure::Failure;
use crate::site::{self, Kind, Site};
use crate::tool;
use crate::workspace::Workspace;

/// Builds and says where the executable is.
pub(crate) fn run(workspace: &Workspace, kind: Kind) -> Result<(), Failure> {
    executable(workspace, kind)?;
    println!("{}", workspace.executable(kind).display());
    Ok(())
}

/// Builds the site and the executable around it.
pub(super) fn executable(workspace: &Workspace, kind: Kind) -> Result<Site, Failure> {
    let site = site::build(workspace, kind)?;
    tool::say(match kind {
        Kind::Dev => "Compiling the server",
        Kind::Release => "Compiling the server for release",
    });
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "--bin", "guichet"])
        .env("GUICHET_SITE", site.folder());
    match kind {
        // With the features of all crates at once, as the tests have them: what those have
        // compiled serves here too.
        Kind::Dev => {}
        Kind::Release => {
            cargo.args(["--release", "--package", "server"]);
        }
    }
    tool::run(&mut cargo)?;
    Ok(site)
}
