//! Programs of Python packages, in an environment of their own below the target directory.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

/// What asks an API everything that its description allows, and much that it does not.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Installs it unless that has been done already: the path of its program.
pub(crate) fn schemathesis(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let home = workspace.target().join("python");
    let (program, stamp) = (home.join("bin/schemathesis"), home.join("installed"));
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == SCHEMATHESIS) {
        return Ok(program);
    }
    tool::say("Installing schemathesis");
    create(&home)?;
    let mut pip = Command::new(home.join("bin/pip"));
    tool::run(pip.args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        SCHEMATHESIS,
    ]))?;
    std::fs::write(&stamp, SCHEMATHESIS).map_err(Failure::file("writing", &stamp))?;
    Ok(program)
}

/// An environment of its own. Debian's Python leaves out what makes one.
fn create(home: &std::path::Path) -> Result<(), Failure> {
    let venv = || {
        let mut python = Command::new("python3");
        python.args(["-m", "venv", "--clear"]).arg(home);
        python
    };
    match tool::run(&mut venv()) {
        Err(Failure::ToolFailed { .. }) if tool::apt::is_ours()? => {
            tool::apt::install("python3-venv")?;
            tool::run(&mut venv())
        }
        outcome => outcome,
    }
}
