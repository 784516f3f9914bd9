//! `cargo xtask simulate`: whole worlds in virtual time, on a release build.

use std::path::Path;
use std::process::{Child, Command, Stdio};

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
    tool::run(simulate.args(arguments(plan)))
}

/// Has what follows yield to everything else, and end with whoever started it. A scheduler that
/// shares the machine out among sessions knows of a process's own niceness only within one: a
/// browser and what is beside it would have half each, so this session is made nice as a whole.
const ASIDE: &str = r#"
    { echo 19 > /proc/self/autogroup; } 2> /dev/null
    exec setpriv --pdeathsig KILL nice -n 19 "$@"
"#;

/// A simulation beside other things, which it lets go first.
pub(crate) struct Beside {
    command: Command,
    child: Child,
}

impl Beside {
    pub(crate) fn start(plan: Plan, executable: &Path) -> Result<Self, Failure> {
        let mut command = aside();
        command
            .arg(executable)
            .args(arguments(plan))
            .stdout(Stdio::from(std::io::stderr()));
        let child = command
            .spawn()
            .map_err(|error| tool::not_started(&command, error))?;
        Ok(Self { command, child })
    }

    /// Waits for its end; fails when anything in a world did not hold.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let status = self
            .child
            .wait()
            .map_err(|error| tool::not_started(&self.command, error))?;
        tool::succeeded(&self.command, status)
    }
}

/// A command that takes another one as its arguments and runs it with what nobody else needs.
fn aside() -> Command {
    let is_there = |tool: &str| {
        let mut tool = Command::new(tool);
        let tool = tool.arg("--version").stdout(Stdio::null());
        tool.stderr(Stdio::null()).status().is_ok()
    };
    if cfg!(target_os = "linux") && is_there("setsid") && is_there("setpriv") {
        let mut command = Command::new("setsid");
        command.args(["sh", "-c", ASIDE, "aside"]);
        command
    } else {
        let mut command = Command::new("nice");
        command.args(["-n", "19"]);
        command
    }
}

/// Nobody waits for it any more.
impl Drop for Beside {
    fn drop(&mut self) {
        // Nothing to be done where it has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn arguments(plan: Plan) -> Vec<String> {
    let mut arguments = vec!["simulate".to_owned()];
    for (flag, number) in [
        ("--seed", plan.seed),
        ("--worlds", plan.worlds),
        ("--checkouts", plan.checkouts),
    ] {
        if let Some(number) = number {
            arguments.extend([flag.to_owned(), number.to_string()]);
        }
    }
    arguments
}
