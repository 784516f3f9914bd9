//! Whatever knows a store, once more on the other engine.

use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

use super::report::Tally;
use super::{TEST_THREADS, tests_at_once};
use crate::failure::Failure;
use crate::tool;
use crate::tool::postgres::{Durability, Postgres};
use crate::workspace::Workspace;

/// The packages whose tests open a store.
const PACKAGES: [&str; 2] = ["store", "server"];

/// What asks for minutes, and nothing of the store that the others do not ask: every fault of the
/// provider on every method. It passes on PostgreSQL too.
const PROVIDER_IN_TROUBLE: &str = "matrix::";

/// By which a test finds the database to use instead of a file.
pub(super) const TEST_STORE: &str = "GUICHET_TEST_STORE";

/// Runs what the step before has built, as it is. Asking cargo for two packages of the
/// workspace would build their dependencies anew, with the features of those two alone.
pub(super) fn on_postgres(
    workspace: &Workspace,
    cargo: Command,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let programs = built(cargo)?;
    let postgres = Postgres::start(Durability::None)?;
    let mut failed = None;
    for Program {
        executable,
        manifest,
    } in programs
    {
        let mut test = Command::new(executable);
        test.env(TEST_STORE, postgres.url())
            .env(TEST_THREADS, tests_at_once().to_string())
            .args(["--skip", PROVIDER_IN_TROUBLE]);
        if let Some(folder) = manifest.parent() {
            test.current_dir(folder);
        }
        // Insta would ask cargo for it.
        test.env("INSTA_WORKSPACE_ROOT", workspace.root());
        let outcome = tool::watch(&mut test, |line| tally.see_cargo(line));
        failed = failed.or(outcome.err());
    }
    failed.map_or(Ok(()), Err)
}

/// A test program, and whose it is.
#[derive(Debug)]
struct Program {
    executable: PathBuf,
    manifest: PathBuf,
}

/// What cargo says of each thing that it has built.
#[derive(Debug, Deserialize)]
struct Message {
    target: Option<Target>,
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Target {
    kind: Vec<String>,
}

fn built(mut cargo: Command) -> Result<Vec<Program>, Failure> {
    cargo.args(["test", "--no-run", "--message-format=json"]);
    let said = tool::capture(&mut cargo)?;
    let programs: Vec<_> = said.lines().filter_map(test_program).collect();
    if programs.len() < PACKAGES.len() {
        return Err(Failure::Nonsense {
            command: "cargo test --no-run".to_owned(),
            detail: "it built no tests of the store or the server".to_owned(),
        });
    }
    Ok(programs)
}

fn test_program(line: &str) -> Option<Program> {
    let message: Message = serde_json::from_str(line).ok()?;
    let manifest = message.manifest_path?;
    let is_test = message.target?.kind.iter().any(|kind| kind == "test");
    let package = manifest.parent()?.file_name()?.to_str()?;
    (is_test && PACKAGES.contains(&package)).then_some(())?;
    Some(Program {
        executable: message.executable?,
        manifest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_test_programs_of_the_store_and_the_server_are_run_again() {
        let line = |package: &str, kind: &str, executable: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/w/{package}/Cargo.toml","target":{{"kind":["{kind}"],"name":"it"}},"executable":{executable}}}"#
            )
        };
        let program = test_program(&line("crates/store", "test", r#""/t/it-1""#));
        assert_eq!(
            program.map(|program| program.executable),
            Some("/t/it-1".into())
        );
        for other in [
            line("crates/twin", "test", r#""/t/it-2""#),
            line("crates/store", "lib", "null"),
            line("server", "bin", r#""/t/guichet""#),
            r#"{"reason":"build-finished","success":true}"#.to_owned(),
            "warning: something else".to_owned(),
        ] {
            assert!(test_program(&other).is_none(), "{other}");
        }
    }
}
