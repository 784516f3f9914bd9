//! `cargo xtask mutants`: plants one fault after another in the rules of a checkout, and looks
//! whether a test notices.
//!
//! Each fault is a build and a test run of its own, so there are two rounds. The first leaves
//! out the walk, the second has it look for what was missed. Both ask the tests for less of
//! what they do at length otherwise: a fault that this misses can still be caught by the whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

/// The version that the report is read from.
const VERSION: &str = "27.1.0";

/// How many of a hundred faults must be caught.
const AT_LEAST: usize = 95;

/// What the tests are asked for: see `crates/payment/tests/it/walk`.
const SHORT: [(&str, &str); 2] = [("GUICHET_WALK", "few"), ("PROPTEST_CASES", "64")];

/// How long one test run may take, in seconds, before the fault counts as caught: a rule that
/// no longer ends is noticed too.
const TIMEOUT: &str = "300";

/// Most of the time goes into building the tests anew, and they are over soon.
const UNOPTIMISED: &str = "--config=profile.dev.package.payment.opt-level=0";

/// What the first round leaves out.
const WITHOUT_WALK: [&str; 4] = ["--", "--", "--skip", "walk::"];

/// What came of all faults.
#[derive(Debug, Default, Deserialize)]
struct Outcomes {
    caught: usize,
    missed: usize,
    timeout: usize,
    unviable: usize,
}

/// Plants every fault, or a part of them such as `0/8`; fails where too few are caught.
pub(crate) fn run(workspace: &Workspace, shard: Option<&str>) -> Result<(), Failure> {
    let folder = find_or_install(workspace)?;
    let output = workspace.target().join("mutants");
    fs::create_dir_all(&output).map_err(Failure::file("making", &output))?;
    let mutants = || -> Result<Command, Failure> {
        let mut cargo = workspace.cargo();
        cargo
            .env("PATH", path_with(&folder)?)
            .env("CARGO_TARGET_DIR", output.join("target"))
            .envs(SHORT)
            .args(["mutants", "--package", "payment", "--timeout", TIMEOUT])
            .arg(format!("--cargo-arg={UNOPTIMISED}"))
            .arg("--output")
            .arg(&output);
        Ok(cargo)
    };
    let found = output.join("mutants.out");
    if found.exists() {
        fs::remove_dir_all(&found).map_err(Failure::file("removing", &found))?;
    }
    // It fails as soon as one is missed, and how many may be is ours to say. The report tells
    // whether it ran at all.
    tool::say("Planting faults, looked for by all but the walk");
    let part = shard.map(|part| format!("--shard={part}"));
    let ran = tool::run(mutants()?.args(part).args(WITHOUT_WALK));
    let Ok(first) = Outcomes::read(&found) else {
        return ran;
    };
    let second = if first.missed == 0 {
        Outcomes::default()
    } else {
        tool::say("Planting those that were missed, looked for by the walk");
        let missed = missed(&found)?;
        let ran = tool::run(mutants()?.arg("--baseline=skip").args(&missed));
        let Ok(second) = Outcomes::read(&found) else {
            return ran;
        };
        second
    };
    first.then(&second).conclude()
}

/// The arguments that name the faults that were missed, and no others.
fn missed(folder: &Path) -> Result<Vec<String>, Failure> {
    let list = folder.join("missed.txt");
    let names = fs::read_to_string(&list).map_err(Failure::file("reading", &list))?;
    Ok(names
        .lines()
        .map(|name| format!("--re=^{}$", literal(name)))
        .collect())
}

/// A regular expression for this text and nothing else.
fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for character in text.chars() {
        // No others: an escaped `<` is where a word begins.
        if r"\.+*?()|[]{}^$".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

impl Outcomes {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let report = folder.join("outcomes.json");
        let text = fs::read_to_string(&report).map_err(Failure::file("reading", &report))?;
        serde_json::from_str(&text).map_err(|error| Failure::source(&report, &error))
    }

    /// These, where those that were missed were planted again.
    fn then(self, again: &Self) -> Self {
        let caught_then = again.caught + again.timeout;
        Self {
            caught: self.caught + caught_then,
            missed: self.missed - caught_then.min(self.missed),
            ..self
        }
    }

    fn conclude(&self) -> Result<(), Failure> {
        let caught = self.caught + self.timeout;
        let viable = caught + self.missed;
        println!(
            "{caught} of {viable} faults caught, {} missed; {} more do not compile",
            self.missed, self.unviable
        );
        if viable == 0 || caught * 100 < viable * AT_LEAST {
            return Err(Failure::Broken(self.missed));
        }
        Ok(())
    }
}

/// The folder of `cargo-mutants`: on the path already, or beside our builds.
fn find_or_install(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let root = workspace.target().join("tools");
    let folder = root.join("bin");
    let is_there = tool::is_installed("cargo-mutants")
        || folder
            .join(format!("cargo-mutants{}", std::env::consts::EXE_SUFFIX))
            .is_file();
    if !is_there {
        tool::say("Installing cargo-mutants");
        let mut cargo = workspace.cargo();
        cargo
            .args(["install", "cargo-mutants", "--locked", "--version", VERSION])
            .arg("--root")
            .arg(&root);
        tool::run(&mut cargo)?;
    }
    Ok(folder)
}

/// The path with this folder at its end: what a person installed themselves comes first.
fn path_with(folder: &Path) -> Result<std::ffi::OsString, Failure> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([folder.to_owned()]);
    std::env::join_paths(folders).map_err(|error| Failure::source(folder, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(caught: usize, missed: usize) -> Outcomes {
        Outcomes {
            caught,
            missed,
            timeout: 0,
            unviable: 7,
        }
    }

    #[test]
    fn five_in_a_hundred_may_be_missed_and_no_more() {
        assert!(outcomes(95, 5).conclude().is_ok());
        assert!(outcomes(94, 6).conclude().is_err());
        assert!(outcomes(0, 0).conclude().is_err(), "nothing was tried");
    }

    #[test]
    fn a_fault_is_named_by_its_own_words() {
        let name = "a.rs:1:2: replace < with || in f -> Option<()>";
        assert_eq!(
            literal(name),
            r"a\.rs:1:2: replace < with \|\| in f -> Option<\(\)>"
        );
    }

    #[test]
    fn what_the_walk_catches_is_no_longer_missed() {
        let both = outcomes(80, 20).then(&outcomes(18, 2));
        assert_eq!((both.caught, both.missed), (98, 2));
    }
}
