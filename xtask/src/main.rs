#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool: results go to stdout, progress to stderr"
)]

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod command;
mod dice;
mod failure;
mod house;
mod http;
mod server;
mod sink;
mod site;
mod tool;
mod workspace;

use failure::Failure;

/// Builds, demonstrates, tests and measures Guichet.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build what is missing and run `guichet demo`.
    ///
    /// A debug build unless told otherwise: on two cores it is there in a third of the time,
    /// and it behaves the same.
    Demo {
        /// Build as for a release: slower to build, faster to run.
        #[arg(long)]
        release: bool,
        /// Passed on to `guichet demo`, after `--`.
        #[arg(last = true)]
        args: Vec<OsString>,
    },
    /// Run every check there is, installing what they need.
    Test {
        /// Leave out what needs a browser or a release build.
        #[arg(long)]
        quick: bool,
    },
    /// Build one self-contained executable, all assets inside.
    Build {
        /// Optimised, with the smallest WebAssembly. Needs Node.
        #[arg(long)]
        release: bool,
    },
    /// Print what a browser downloads; fail when it is over budget.
    Size {
        /// Write the table into README.md as well.
        #[arg(long)]
        write: bool,
    },
    /// Say how each criterion of WCAG 2.2 is met and which test shows it; fail when a test is
    /// gone or `docs/accessibility.md` is behind.
    Accessibility {
        /// Write the document.
        #[arg(long)]
        write: bool,
    },
    /// Have Lighthouse judge the release's pages on a phone with a slow network; fail when they
    /// are not whole.
    Lighthouse {
        /// How often each page is judged; the one in the middle counts.
        #[arg(long, default_value_t = 5)]
        runs: u32,
        /// Write the table into README.md as well.
        #[arg(long)]
        write: bool,
        /// A `guichet` that is built already.
        #[arg(long, value_name = "FILE")]
        executable: Option<std::path::PathBuf>,
    },
    /// Feed the readers of what the provider sends with whatever reaches new code in them.
    Fuzz {
        /// One target; all of them when absent.
        target: Option<String>,
        /// How long each target runs.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
        /// Keep the small corpus of the repository up to date: merge into it what reaches
        /// code that nothing in it reaches yet.
        #[arg(long)]
        merge: bool,
    },
    /// Plant one fault after another in the rules of a checkout; fail when too few are noticed.
    Mutants {
        /// A part of them, such as `0/8`; all of them when absent.
        #[arg(long)]
        shard: Option<String>,
    },
    /// Kill a server over and over under load; fail when anything it answered is lost or doubled.
    Crash {
        /// How often it is killed.
        #[arg(long, default_value_t = 1_000)]
        kills: u32,
        /// What it keeps its data in.
        #[arg(long, value_enum, default_value = "sqlite")]
        store: command::crash::Engine,
        /// What chance follows from.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Have the disk of a SQLite file fail instead: no room, an fsync that fails, power that
        /// goes and leaves torn writes. Then `--kills` is how often.
        #[arg(long)]
        disk: bool,
        /// A `guichet` that is built already.
        #[arg(long, value_name = "FILE")]
        executable: Option<std::path::PathBuf>,
    },
    /// Ask a running server everything that its OpenAPI document allows, and much that it does
    /// not; fail when an answer is not as described.
    Contract {
        /// A `guichet` that is built already.
        #[arg(long, value_name = "FILE")]
        executable: Option<std::path::PathBuf>,
    },
    /// Live through whole worlds in virtual time; fail when anything in one does not hold.
    ///
    /// Each world follows from its seed. Ten thousand checkouts from a seed of chance where
    /// nothing is said; the one world of a seed where only that is said.
    Simulate {
        /// The seed of the first world, after which the others follow.
        #[arg(long)]
        seed: Option<u64>,
        /// How many worlds.
        #[arg(long, conflicts_with = "checkouts")]
        worlds: Option<u64>,
        /// How many checkouts, in as many worlds as that takes.
        #[arg(long)]
        checkouts: Option<u64>,
        /// A `guichet` that is built already.
        #[arg(long, value_name = "FILE")]
        executable: Option<std::path::PathBuf>,
    },
    /// Measure one thing by name.
    Bench {
        /// What to measure.
        name: String,
        /// A `guichet` that is built already.
        #[arg(long, value_name = "FILE")]
        executable: Option<std::path::PathBuf>,
    },
}

fn main() -> ExitCode {
    run(Arguments::parse().task).unwrap_or_else(|failure| {
        eprintln!("\nerror: {failure}");
        ExitCode::FAILURE
    })
}

fn run(task: Task) -> Result<ExitCode, Failure> {
    let workspace = workspace::Workspace::find()?;
    match task {
        Task::Demo { release, args } => {
            command::demo::run(&workspace, site::Kind::of(release), &args)
        }
        Task::Test { quick } => {
            return Ok(command::test::run(
                &workspace,
                command::test::Extent::of(quick),
            ));
        }
        Task::Build { release } => command::build::run(&workspace, site::Kind::of(release)),
        Task::Size { write } => command::size::run(&workspace, command::size::Readme::of(write)),
        Task::Accessibility { write } => {
            command::accessibility::run(&workspace, command::accessibility::Document::of(write))
        }
        Task::Lighthouse {
            runs,
            write,
            executable,
        } => {
            let readme = command::size::Readme::of(write);
            command::lighthouse::run(&workspace, runs, readme, executable.as_deref())
        }
        Task::Fuzz {
            target,
            seconds,
            merge,
        } => command::fuzz::run(
            &workspace,
            target.as_deref(),
            seconds,
            command::fuzz::Corpus::of(merge),
        ),
        Task::Mutants { shard } => command::mutants::run(&workspace, shard.as_deref()),
        Task::Crash {
            kills,
            store,
            seed,
            disk,
            executable,
        } => command::crash::run(
            &workspace,
            &command::crash::Plan {
                kills,
                cause: command::crash::Cause::of(disk, store),
                seed,
                executable,
            },
        ),
        Task::Contract { executable } => command::contract::run(&workspace, executable.as_deref()),
        Task::Simulate {
            seed,
            worlds,
            checkouts,
            executable,
        } => {
            let plan = command::simulate::Plan {
                seed,
                worlds,
                checkouts,
            };
            command::simulate::run(&workspace, plan, executable.as_deref())
        }
        Task::Bench { name, executable } => {
            command::bench::run(&workspace, &name, executable.as_deref())
        }
    }
    .map(|()| ExitCode::SUCCESS)
}
