//! `cargo xtask contract`: asks a running server everything that its OpenAPI document allows,
//! and much that it does not, and compares each answer with the document.

use std::path::Path;
use std::process::Command;

use crate::command::build;
use crate::failure::Failure;
use crate::server::Demo;
use crate::site::Kind;
use crate::tool;
use crate::workspace::Workspace;

/// What is asked follows from it.
const SEED: u32 = 1;

/// How many requests one operation gets in each way of making them up: enough to find what is
/// wrong with a field, and all of it is over in a minute and a half.
const EXAMPLES: u32 = 12;

/// The variable that the key goes by, so that no command line shows it.
const KEY: &str = "GUICHET_KEY";
const SETTINGS: &str = "[headers]\nAuthorization = \"Bearer ${GUICHET_KEY}\"\n";

/// Asks; fails when any answer is not what the document says.
///
/// A cursor that names nothing, a range that ends before it begins and an idempotency key that
/// came before are refused although each part of them is as described: no schema can say so.
/// That what is described is taken is tried by the server's own tests.
pub(crate) fn run(workspace: &Workspace, executable: Option<&Path>) -> Result<(), Failure> {
    let executable = match executable {
        Some(executable) => executable.to_owned(),
        None => {
            build::executable(workspace, Kind::Dev)?;
            workspace.executable(Kind::Dev)
        }
    };
    let schemathesis = tool::python::schemathesis(workspace)?;
    let scratch = workspace.target().join("contract");
    std::fs::create_dir_all(&scratch).map_err(Failure::file("creating", &scratch))?;
    let settings = scratch.join("schemathesis.toml");
    std::fs::write(&settings, SETTINGS).map_err(Failure::file("writing", &settings))?;
    let demo = Demo::start(&executable, &scratch)?;
    let ready = demo.ready();
    let mut asking = Command::new(schemathesis);
    asking
        .arg("run")
        .arg(format!("{}/v1/openapi.json", ready.url))
        .env(KEY, &ready.api_key)
        .args(["--seed", &SEED.to_string()])
        .args(["--max-examples", &EXAMPLES.to_string()])
        .args(["--phases", "examples,coverage,fuzzing"])
        .args(["--exclude-checks", "positive_data_acceptance"])
        .args(["--suppress-health-check", "all"])
        .args(["--warnings", "off"])
        // Its settings are there, and it leaves notes there.
        .current_dir(&scratch);
    tool::run(&mut asking)
}
