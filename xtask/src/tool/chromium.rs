//! The browser of the browser tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

/// Chromium without its windows: the same pages in half the time.
const SHELL: Debian = Debian {
    package: "chromium-headless-shell",
    program: "/usr/bin/chromium-headless-shell",
};

const WHOLE: Debian = Debian {
    package: "chromium",
    program: "/usr/bin/chromium",
};

/// A browser that Debian has.
struct Debian {
    package: &'static str,
    program: &'static str,
}

impl Debian {
    fn find(&self) -> Option<PathBuf> {
        let program = Path::new(self.program);
        program.exists().then(|| program.to_owned())
    }

    /// `None` where there is no such package, or a stub of it without a browser, as Ubuntu has.
    fn install(&self) -> Option<PathBuf> {
        tool::say(format_args!("Installing {}", self.package));
        if let Err(failure) = tool::apt::install(self.package) {
            tool::say(format_args!("{failure}; trying another browser instead"));
        }
        self.find()
    }
}

/// Finds Chromium or installs it: Debian's package when we may, else Playwright's copy.
///
/// `None` means Playwright's own copy, which it finds by itself.
pub(crate) fn find_or_install(workspace: &Workspace) -> Result<Option<PathBuf>, Failure> {
    if let Some(path) = std::env::var_os("CHROMIUM_PATH") {
        return Ok(Some(path.into()));
    }
    let may_install = tool::apt::is_ours()?;
    let install = |debian: Debian| {
        debian
            .find()
            .or_else(|| may_install.then(|| debian.install())?)
    };
    if let Some(path) = install(SHELL).or_else(|| install(WHOLE)) {
        return Ok(Some(path));
    }
    tool::say("Installing Playwright's Chromium");
    let mut npx = Command::new("npx");
    npx.args(["playwright", "install", "chromium"])
        .current_dir(workspace.end2end());
    tool::run(&mut npx)?;
    Ok(None)
}
