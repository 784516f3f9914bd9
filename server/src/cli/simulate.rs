use std::{
    env, fs,
    path::{Path, PathBuf},
    process, thread,
};

use clap::Args as ClapArgs;

use super::{Failure, output::print_line};
use crate::{
    random,
    simulation::{self, CHECKOUTS, Failed, Plan, Planted, Report, Telling},
};

/// Live through whole worlds in virtual time
///
/// Each world follows from its seed: customers, merchants, a provider in trouble, a server that
/// crashes. What must hold is looked at after every step.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The seed of the first world, after which the others follow; any where none is given
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// How many worlds; one where a seed is given and nothing else
    #[arg(long, value_name = "COUNT", conflicts_with = "checkouts")]
    worlds: Option<u64>,
    /// How many checkouts, in as many worlds as that takes
    #[arg(long, value_name = "COUNT")]
    checkouts: Option<u64>,
    /// How many worlds live at once; two for each core where nobody says
    #[arg(long, value_name = "COUNT")]
    at_once: Option<usize>,
    /// A folder for their stores, best in memory; they are thrown away
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Tell every step and every fact on standard error
    #[arg(long)]
    tell: bool,
    /// Have the server take a forged webhook's word for money, to see that it is noticed
    #[arg(long)]
    credulous: bool,
}

/// How many checkouts there are where nobody says.
const A_FEW: u64 = 10_000;

/// Worlds wait for a provider that does not answer, each for itself, so there are more of them
/// than cores.
const WORLDS_A_CORE: usize = 2;

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let in_worlds = |checkouts: u64| checkouts.div_ceil(CHECKOUTS);
    let worlds = match (args.worlds, args.checkouts, args.seed) {
        (Some(worlds), _, _) => worlds,
        (None, Some(checkouts), _) => in_worlds(checkouts),
        (None, None, Some(_)) => 1,
        (None, None, None) => in_worlds(A_FEW),
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let plan = Plan {
        seed: args
            .seed
            .unwrap_or_else(|| u64::from(u32::from_be_bytes(random::secret()))),
        worlds,
        checkouts_each: CHECKOUTS,
        at_once: args.at_once.unwrap_or(cores * WORLDS_A_CORE),
        folder: args.folder.unwrap_or_else(anywhere),
        telling: if args.tell {
            Telling::AsItHappens
        } else {
            Telling::AtTheEnd
        },
        planted: if args.credulous {
            Planted::Credulity
        } else {
            Planted::Nothing
        },
    };
    print_line(format_args!(
        "{} worlds of {CHECKOUTS} checkouts, from seed {}",
        plan.worlds, plan.seed
    ))?;
    let folder = plan.folder.clone();
    let simulating = tokio::task::spawn_blocking(move || simulate(&plan));
    let simulated = simulating.await;
    remove(&folder)?;
    match simulated {
        Ok(Ok(report)) => print_line(report),
        Ok(Err(failed)) => {
            let (program, planted) = if args.credulous {
                ("guichet", " --credulous")
            } else {
                ("cargo xtask", "")
            };
            print_line(&failed)?;
            print_line(format_args!(
                "to live through it again: {program} simulate --seed {}{planted}",
                failed.seed
            ))?;
            Err(Failure::World)
        }
        Err(cause) => Err(Failure::Worker(cause)),
    }
}

fn simulate(plan: &Plan) -> Result<Report, Box<Failed>> {
    simulation::run(plan, |so_far| {
        // Whoever does not read how far it is misses nothing.
        let _ = print_line(format_args!("so far: {}", so_far.in_short()));
    })
}

/// A folder of our own, in memory where there is one in memory.
fn anywhere() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let root = if memory.is_dir() {
        memory.to_owned()
    } else {
        env::temp_dir()
    };
    root.join(format!("guichet-worlds-{}", process::id()))
}

/// The worlds have thrown away what was theirs.
fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir(folder) {
        Ok(()) => Ok(()),
        // It holds something that is not ours.
        Err(error) if error.kind() == std::io::ErrorKind::DirectoryNotEmpty => Ok(()),
        Err(source) => Err(Failure::File {
            path: folder.to_owned(),
            source,
        }),
    }
}
