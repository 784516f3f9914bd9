//! `cargo xtask test`: every check there is.

use std::process::{Command, ExitCode};
use std::thread;

use crate::command::crash::{self, Cause, Engine, Plan};
use crate::command::{accessibility, bench, build, contract, fuzz, lighthouse, simulate, size};
use crate::failure::Failure;
use crate::site::Kind;
use crate::tool;
use crate::tool::postgres::{Durability, Postgres};
use crate::workspace::Workspace;

mod report;
mod stores;

use report::{Report, Tally};

/// How long each fuzz target runs: enough to try most of a million inputs, and to notice a reader
/// that panics on a short one.
const FUZZ_SECONDS: u32 = 3;

/// How often a server is killed on each store, and how often a disk fails: enough to notice
/// that a promise is broken for good. `cargo xtask crash` does so a thousand times.
const KILLS: u32 = 25;
const DISK_FAULTS: u32 = 20;

/// How many checkouts live through virtual time. `cargo xtask simulate` takes any number.
const CHECKOUTS: u64 = 100_000;

/// What the chances of those follow from.
const SEED: u64 = 1;

/// By which a test program learns how many tests to run at once.
const TEST_THREADS: &str = "RUST_TEST_THREADS";

/// How much to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What needs neither a browser nor a release build.
    Quick,
    /// Everything.
    Full,
}

impl Extent {
    /// What a `--quick` flag asks for.
    pub(crate) fn of(quick: bool) -> Extent {
        if quick { Extent::Quick } else { Extent::Full }
    }
}

/// Runs the checks in the order in which they fail fastest, up to the first that fails. What
/// takes longest runs beside the others from as soon as there is an executable for it.
///
/// Why one failed is said before the report, so that the last line is always the sum.
pub(crate) fn run(workspace: &Workspace, extent: Extent) -> ExitCode {
    let mut report = Report::default();
    let outcome = check(workspace, extent, &mut report);
    if let Err(failure) = &outcome {
        eprintln!("\nerror: {failure}");
    }
    println!("{report}");
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn check(workspace: &Workspace, extent: Extent, report: &mut Report) -> Result<(), Failure> {
    report.step("format", |_| {
        tool::rustup::add_component("rustfmt", "fmt")?;
        tool::run(cargo(workspace).args(["fmt", "--all", "--check"]))
    })?;
    report.step("lints", |_| {
        tool::rustup::add_component("clippy", "clippy")?;
        tool::run(cargo(workspace).args(["clippy", "--all-targets", "--", "-D", "warnings"]))
    })?;
    report.step("lints of the browser part", |_| {
        tool::rustup::add_wasm_target()?;
        let mut cargo = cargo(workspace);
        cargo
            .args(["clippy", "--package", "guichet-browser"])
            .args(["--target", tool::rustup::WASM])
            .args(["--", "-D", "warnings"]);
        tool::run(&mut cargo)
    })?;
    report.step("accessibility", |_| {
        accessibility::run(workspace, accessibility::Document::Compare)
    })?;
    let tests = |report: &mut Report| {
        report.step("tests", |tally| {
            tool::watch(cargo(workspace).args(["test", "--no-fail-fast"]), |line| {
                tally.see_cargo(line);
            })
        })
    };
    match extent {
        Extent::Quick => tests(report),
        Extent::Full => {
            report.step("npm packages", |_| tool::node::install(workspace))?;
            report.step("release executable", |_| {
                build::executable(workspace, Kind::Release).map(drop)
            })?;
            let worlds = begin_worlds(workspace)?;
            tests(report)?;
            report.step("fuzzing", |_| {
                fuzz::run(workspace, None, FUZZ_SECONDS, fuzz::Corpus::Leave)
            })?;
            report.step("sizes", |_| size::run(workspace, size::Readme::Leave))?;
            check_stores(workspace, report)?;
            check_in_browser(workspace, report, worlds)
        }
    }
}

/// Whole worlds, beside all but what is measured: they are arithmetic, and the others wait half
/// of the time, for a server, a disk, a linker or a page.
fn begin_worlds(workspace: &Workspace) -> Result<simulate::Beside, Failure> {
    let plan = simulate::Plan {
        seed: Some(SEED),
        worlds: None,
        checkouts: Some(CHECKOUTS),
    };
    simulate::Beside::start(plan, &workspace.executable(Kind::Release))
}

fn check_in_browser(
    workspace: &Workspace,
    report: &mut Report,
    worlds: simulate::Beside,
) -> Result<(), Failure> {
    report.step("types of the browser tests", |_| {
        let mut tsc = Command::new(tool::node::program(workspace, "tsc"));
        tool::run(tsc.arg("--noEmit").current_dir(workspace.end2end()))
    })?;
    let mut chromium = None;
    report.step("Chromium", |_| {
        chromium = tool::chromium::find_or_install(workspace)?;
        Ok(())
    })?;
    let playwright = || {
        let mut playwright = Command::new(tool::node::program(workspace, "playwright"));
        playwright
            .arg("test")
            .env("GUICHET_BIN", workspace.executable(Kind::Release))
            .current_dir(workspace.end2end());
        if let Some(path) = &chromium {
            playwright.env("CHROMIUM_PATH", path);
        }
        playwright
    };
    report.step("browser tests", |tally: &mut Tally| {
        // For those with several servers; the others bring a file of their own.
        let postgres = Postgres::start(Durability::None)?;
        let mut playwright = playwright();
        playwright.env(stores::TEST_STORE, postgres.url());
        tool::watch(&mut playwright, |line| tally.see_playwright(line))
    })?;
    report.step("simulation", |_| worlds.finish())?;
    report.step("pictures", |tally: &mut Tally| {
        let mut playwright = playwright();
        playwright.args(["--config", "pictures.config.ts"]);
        tool::watch(&mut playwright, |line| tally.see_playwright(line))
    })?;
    report.step("Lighthouse", |_| {
        let executable = workspace.executable(Kind::Release);
        lighthouse::run(workspace, 1, size::Readme::Leave, Some(&executable))
    })
}

/// What is asked of the API, and what stores do under it.
fn check_stores(workspace: &Workspace, report: &mut Report) -> Result<(), Failure> {
    report.step("contract of the API", |_| {
        contract::run(workspace, Some(&workspace.executable(Kind::Release)))
    })?;
    report.step("tests on PostgreSQL", |tally| {
        stores::on_postgres(workspace, cargo(workspace), tally)
    })?;
    check_by_crashing(workspace, report)
}

/// What is left when a server is killed, or its disk fails; on the release executable, which is
/// there by now.
fn check_by_crashing(workspace: &Workspace, report: &mut Report) -> Result<(), Failure> {
    let crash = |kills, cause| {
        let plan = Plan {
            kills,
            cause,
            seed: SEED,
            executable: Some(workspace.executable(Kind::Release)),
        };
        crash::run(workspace, &plan)
    };
    report.step("kills on SQLite", |_| {
        crash(KILLS, Cause::Kill(Engine::Sqlite))
    })?;
    report.step("kills on PostgreSQL", |_| {
        crash(KILLS, Cause::Kill(Engine::Postgres))
    })?;
    report.step("disks that fail", |_| crash(DISK_FAULTS, Cause::Disk))?;
    report.step("claims at the same time", |_| {
        bench::run(
            workspace,
            "claim",
            Some(&workspace.executable(Kind::Release)),
        )
    })
}

/// Cargo on the sources alone: a site in the environment would make another server of them,
/// and a store there would be used instead of a file.
fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = workspace.cargo();
    cargo
        .env_remove("GUICHET_SITE")
        .env_remove(stores::TEST_STORE)
        .env(TEST_THREADS, tests_at_once().to_string());
    cargo
}

/// How many tests of one program run at once. They wait for servers most of the time.
fn tests_at_once() -> usize {
    3 * thread::available_parallelism().map_or(1, usize::from)
}
