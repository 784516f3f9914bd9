//! `cargo xtask fuzz`: coverage-guided fuzzing, on the stable compiler.
//!
//! `cargo fuzz` wants a nightly compiler for its sanitizers. Our code has no `unsafe` for them
//! to watch, so the instrumentation alone is asked for, which stable has. The folder is laid
//! out as `cargo fuzz` wants it, for those who have it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

/// The longest input: more than any answer of the provider has, less than what is read of one.
const LONGEST_INPUT: &str = "-max_len=4096";

/// What instruments the code: what `cargo fuzz` asks for, without a sanitizer.
const INSTRUMENTED: &str = "--cfg fuzzing \
    -Ccodegen-units=1 \
    -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// What becomes of what a run finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Corpus {
    /// It stays under the target directory, for the next run.
    Leave,
    /// What reaches new code is added to the repository's.
    Merge,
}

impl Corpus {
    /// What a `--merge` flag asks for.
    pub(crate) fn of(merge: bool) -> Corpus {
        if merge { Corpus::Merge } else { Corpus::Leave }
    }
}

/// Fuzzes one target, or each for as long; fails on the first input that breaks one.
pub(crate) fn run(
    workspace: &Workspace,
    target: Option<&str>,
    seconds: u32,
    corpus: Corpus,
) -> Result<(), Failure> {
    let fuzz = Fuzz::new(workspace);
    let known = fuzz.targets()?;
    let wanted = match target {
        None => known,
        Some(name) if known.iter().any(|target| target == name) => vec![name.to_owned()],
        Some(name) => {
            return Err(Failure::UnknownTarget {
                name: name.to_owned(),
                known: known.join(", "),
            });
        }
    };
    fuzz.build(workspace)?;
    for target in wanted {
        let summary = fuzz.run(&target, seconds)?;
        println!("{target}: {summary}");
        if corpus == Corpus::Merge {
            fuzz.merge(&target)?;
        }
    }
    Ok(())
}

/// Where things are.
struct Fuzz {
    sources: PathBuf,
    output: PathBuf,
}

impl Fuzz {
    fn new(workspace: &Workspace) -> Self {
        Self {
            sources: workspace.root().join("crates/flinks/fuzz"),
            output: workspace.target().join("fuzz"),
        }
    }

    /// The names of the targets: a file each.
    fn targets(&self) -> Result<Vec<String>, Failure> {
        let folder = self.sources.join("targets");
        let files = fs::read_dir(&folder).map_err(Failure::file("reading", &folder))?;
        let mut names: Vec<String> = files
            .filter_map(|file| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned()))
            .collect();
        names.sort();
        Ok(names)
    }

    fn build(&self, workspace: &Workspace) -> Result<(), Failure> {
        tool::cxx::find_or_install()?;
        let mut cargo = workspace.cargo();
        cargo
            .args(["build", "--release", "--locked"])
            // Named, so that build scripts and macros are compiled without instruments.
            .args(["--target", host()?.trim()])
            .arg("--manifest-path")
            .arg(self.sources.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", &self.output)
            .env("RUSTFLAGS", INSTRUMENTED);
        tool::run(&mut cargo)
    }

    /// Runs one target; what it counted.
    fn run(&self, target: &str, seconds: u32) -> Result<String, Failure> {
        let found = self.folder(&["found", target])?;
        let broken = self.folder(&["broken"])?;
        let mut libfuzzer = Command::new(self.program(target)?);
        libfuzzer
            .arg(format!("-max_total_time={seconds}"))
            .arg(LONGEST_INPUT)
            .arg("-timeout=5")
            .arg("-print_final_stats=1")
            .arg("-verbosity=0")
            .arg(format!(
                "-dict={}",
                self.sources.join("flinks.dict").display()
            ))
            .arg(format!("-artifact_prefix={}/{target}-", broken.display()))
            .args([&found, &self.corpus(target)?]);
        let report = tool::capture_report(&mut libfuzzer)?;
        let figure = |name: &str| {
            report
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                .map_or("?", str::trim)
        };
        Ok(format!(
            "{} inputs tried in {seconds} s, nothing found",
            figure("stat::number_of_executed_units")
        ))
    }

    /// Adds to the repository's corpus what reaches code that nothing in it reaches.
    fn merge(&self, target: &str) -> Result<(), Failure> {
        let mut libfuzzer = Command::new(self.program(target)?);
        libfuzzer
            .args(["-merge=1", LONGEST_INPUT])
            .args([self.corpus(target)?, self.folder(&["found", target])?]);
        tool::run(&mut libfuzzer)
    }

    fn program(&self, target: &str) -> Result<PathBuf, Failure> {
        let built = self.output.join(host()?.trim()).join("release");
        Ok(built.join(target))
    }

    /// The inputs in the repository.
    fn corpus(&self, target: &str) -> Result<PathBuf, Failure> {
        made(&self.sources.join("corpus").join(target))
    }

    fn folder(&self, path: &[&str]) -> Result<PathBuf, Failure> {
        made(&self.output.join(path.iter().collect::<PathBuf>()))
    }
}

fn made(folder: &Path) -> Result<PathBuf, Failure> {
    fs::create_dir_all(folder).map_err(Failure::file("making", folder))?;
    Ok(folder.to_owned())
}

/// The machine that we compile on, as the compiler calls it.
fn host() -> Result<String, Failure> {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    tool::capture(rustc.args(["--print", "host-tuple"]))
}
