//! The C compiler, which makes what is preloaded into a program to have its disk fail.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::tool;

/// Makes sure that there is a compiler; its name.
fn find_or_install() -> Result<PathBuf, Failure> {
    if let Some(named) = std::env::var_os("CC") {
        return Ok(named.into());
    }
    if !tool::is_installed("cc") {
        if !tool::apt::is_ours()? {
            let missing = std::io::ErrorKind::NotFound.into();
            return Err(tool::not_started(&Command::new("cc"), missing));
        }
        tool::say("Installing a C compiler from the distribution's packages");
        tool::apt::install("gcc")?;
        tool::apt::install("libc6-dev")?;
    }
    Ok("cc".into())
}

/// Compiles one file into a library that can be preloaded, if it is not there already.
pub(crate) fn library(source: &Path, library: &Path) -> Result<(), Failure> {
    let changed = |path: &Path| {
        std::fs::metadata(path)
            .and_then(|file| file.modified())
            .ok()
    };
    if changed(library).is_some_and(|made| Some(made) > changed(source)) {
        return Ok(());
    }
    if let Some(folder) = library.parent() {
        std::fs::create_dir_all(folder).map_err(Failure::file("creating", folder))?;
    }
    let mut cc = Command::new(find_or_install()?);
    cc.args([
        "-std=gnu11",
        "-Wall",
        "-Wextra",
        "-O2",
        "-shared",
        "-fPIC",
        "-o",
    ])
    .args([library, source])
    .args(["-ldl", "-lpthread"]);
    tool::run(&mut cc)
}
