//! The distribution's packages, where we may install them.

use std::process::Command;

use crate::failure::Failure;
use crate::tool;

/// Whether packages can be installed: Debian or a relative of it, and we are root.
pub(crate) fn is_ours() -> Result<bool, Failure> {
    Ok(tool::is_installed("apt-get") && is_root()?)
}

/// Installs one package.
pub(crate) fn install(package: &str) -> Result<(), Failure> {
    apt_get(&["update"])?;
    apt_get(&["install", "-y", "--no-install-recommends", package])
}

fn apt_get(args: &[&str]) -> Result<(), Failure> {
    let mut apt_get = Command::new("apt-get");
    apt_get.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    tool::run(&mut apt_get)
}

/// Whether we may do anything.
pub(crate) fn is_root() -> Result<bool, Failure> {
    Ok(cfg!(unix) && tool::capture(Command::new("id").arg("-u"))?.trim() == "0")
}
