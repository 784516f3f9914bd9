//! The C++ compiler, which libFuzzer is compiled with.

use std::ffi::OsStr;
use std::process::Command;

use crate::failure::Failure;
use crate::tool;

/// Makes sure that there is a compiler.
pub(crate) fn find_or_install() -> Result<(), Failure> {
    if std::env::var_os("CXX").is_some() || tool::is_installed("c++") {
        return Ok(());
    }
    if tool::apt::is_ours()? {
        tool::say("Installing a C++ compiler from the distribution's packages");
        return tool::apt::install("g++");
    }
    let missing = std::io::ErrorKind::NotFound.into();
    Err(tool::not_started(&Command::new(OsStr::new("c++")), missing))
}
