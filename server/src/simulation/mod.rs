//! The simulation: whole worlds that live in virtual time, each of them out of one seed.
//!
//! A world has a bank (the provider's twin), a few hundred customers who pay, leave, come back,
//! try twice and forge what they can, merchants who claim what is paid, a provider that is in
//! trouble now and then, and one server: its desk, its edges and its worker, one step after
//! the other in an order that the seed decides. A step is sometimes cut short by a crash, which
//! leaves what is on the disk and nothing else, or stands still between two of its effects
//! while others go on. After every step the invariants are looked at.
//!
//! What is simulated is the server itself, over its own store and its own HTTP client. The
//! twin is the other end, not a mock of ours.

mod agenda;
mod at_bank;
mod bank;
mod customer;
mod day;
mod dice;
mod ending;
mod failure;
mod gate;
mod invariant;
mod lane;
mod life;
mod merchant;
mod perform;
mod post;
mod report;
mod shop;
mod step;
mod story;
mod told;
mod trace;
mod trouble;
mod webhook;
mod witness;
mod world;

use std::{
    fmt,
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use self::{failure::Broken, lane::Lane, report::Counts, world::World};

pub(crate) use self::{report::Report, trace::Telling, world::CHECKOUTS};

/// What to simulate.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// The seed of the first world; the others follow.
    pub(crate) seed: u64,
    /// How many worlds.
    pub(crate) worlds: u64,
    /// How many checkouts each of them has: a part of what its seed makes of it.
    pub(crate) checkouts_each: u64,
    /// How many of them live at once.
    pub(crate) at_once: usize,
    /// Where their stores are while they live.
    pub(crate) folder: PathBuf,
    /// Whether all that happens is told.
    pub(crate) telling: Telling,
    /// What is broken on purpose.
    pub(crate) planted: Planted,
}

/// What is broken on purpose in a world, to see that it is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Planted {
    /// Nothing is.
    Nothing,
    /// The server takes a forged webhook's word for a status that it read itself.
    Credulity,
}

/// A world in which something does not hold.
#[derive(Debug)]
pub(crate) struct Failed {
    /// The seed that makes it again.
    pub(crate) seed: u64,
    step: u64,
    broken: Broken,
    last: Vec<String>,
}

/// A world that ended well.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lived {
    digest: String,
    counts: Counts,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.last {
            writeln!(f, "{line}")?;
        }
        write!(f, "seed {}, step {}: {}", self.seed, self.step, self.broken)
    }
}

impl std::error::Error for Failed {}

/// Lives through the worlds of a plan. `told` hears how far it is, every few seconds.
///
/// # Errors
/// The first world that does not hold together.
pub(crate) fn run(plan: &Plan, told: impl Fn(&Report) + Sync) -> Result<Report, Box<Failed>> {
    const TOLD: Duration = Duration::from_secs(10);
    let began = Instant::now();
    let (next, failed) = (AtomicU64::new(0), AtomicBool::new(false));
    let sum = Mutex::new((Counts::default(), Instant::now()));
    let first = Mutex::new(None);
    let live = |number| {
        let lane = Lane::open(number);
        while !failed.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= plan.worlds {
                break;
            }
            match world(plan, plan.seed.wrapping_add(number), &lane) {
                Ok(lived) => {
                    let mut sum = sum.lock().unwrap_or_else(PoisonError::into_inner);
                    sum.0.add(&lived.counts);
                    if sum.1.elapsed() >= TOLD {
                        sum.1 = Instant::now();
                        told(&Report {
                            counts: sum.0,
                            took: began.elapsed(),
                        });
                    }
                }
                Err(world) => {
                    failed.store(true, Ordering::Relaxed);
                    let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
                    first.get_or_insert(world);
                }
            }
        }
    };
    thread::scope(|scope| {
        let live = &live;
        for number in 0..plan.at_once {
            scope.spawn(move || live(number));
        }
    });
    if let Some(failed) = first.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(failed);
    }
    let (counts, _) = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Report {
        counts,
        took: began.elapsed(),
    })
}

/// One world, from its beginning to its end.
fn world(plan: &Plan, seed: u64, lane: &Result<Lane, Broken>) -> Result<Lived, Box<Failed>> {
    let failed = |step, broken, last| {
        Box::new(Failed {
            seed,
            step,
            broken,
            last,
        })
    };
    let opened = match lane {
        Ok(lane) => World::open(plan, seed, lane),
        Err(broken) => Err(broken.clone()),
    };
    let mut world = opened.map_err(|broken| failed(0, broken, Vec::new()))?;
    match world.run() {
        Ok(digest) => Ok(Lived {
            digest,
            counts: world.counts,
        }),
        Err(broken) => Err(failed(world.trace.steps(), broken, world.trace.last())),
    }
}

#[cfg(test)]
mod tests;
