//! The browser of the browser tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

const DEBIAN: &str = "/usr/bin/chromium";

/// Finds Chromium or installs it: Debian's package when we may, else Playwright's copy.
///
/// `None` means Playwright's own copy, which it finds by itself.
pub(crate) fn find_or_install(workspace: &Workspace) -> Result<Option<PathBuf>, Failure> {
    if let Some(path) = std::env::var_os("CHROMIUM_PATH") {
        return Ok(Some(path.into()));
    }
    if Path::new(DEBIAN).exists() {
        return Ok(Some(DEBIAN.into()));
    }
    if tool::apt::is_ours()? {
        tool::say("Installing Chromium from the distribution's packages");
        match tool::apt::install("chromium") {
            Ok(()) if Path::new(DEBIAN).exists() => return Ok(Some(DEBIAN.into())),
            // Ubuntu's package of that name is a stub without a browser in it.
            Ok(()) => {}
            Err(failure) => tool::say(format_args!("{failure}; trying Playwright's copy instead")),
        }
    }
    tool::say("Installing Playwright's Chromium");
    let mut npx = Command::new("npx");
    npx.args(["playwright", "install", "chromium"])
        .current_dir(workspace.end2end());
    tool::run(&mut npx)?;
    Ok(None)
}
