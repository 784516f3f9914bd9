//! `cargo xtask simulate`: whole worlds in virtual time, on a release build.

use std::path::Path;
use std::process::Command;

use crate::command::build;
use crate::failure::Failure;
use crate::site::Kind;
use crate::tool;
use crate::workspace::Workspace;

/// How much to simulate. What is `None` is left to the program.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Plan {
    /// The seed of the first world.
    pub(crate) seed: Option<u64>,
    /// How many worlds.
    pub(crate) worlds: Option<u64>,
    /// How many checkouts, in as many worlds as that takes.
    pub(crate) checkouts: Option<u64>,
}

/// Simulates; fails when anything in a world does not hold.
pub(crate) fn run(
    workspace: &Workspace,
    plan: Plan,
    executable: Option<&Path>,
) -> Result<(), Failure> {
    let executable = match executable {
        Some(executable) => executable.to_owned(),
        None => {
            build::executable(workspace, Kind::Release)?;
            workspace.executable(Kind::Release)
        }
    };
    let mut simulate = Command::new(executable);
    simulate.arg("simulate");
    for (flag, number) in [
        ("--seed", plan.seed),
        ("--worlds", plan.worlds),
        ("--checkouts", plan.checkouts),
    ] {
        if let Some(number) = number {
            simulate.arg(flag).arg(number.to_string());
        }
    }
    tool::run(&mut simulate)
}
