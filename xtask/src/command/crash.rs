//! `cargo xtask crash`: a server that is killed over and over, and those who remember what it
//! answered.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::command::build;
use crate::dice::Dice;
use crate::failure::Failure;
use crate::house::{House, NOTIFIES_HERE};
use crate::sink::Sink;
use crate::site::Kind;
use crate::workspace::Workspace;

mod aim;
mod check;
mod disk;
mod ending;
mod ground;
mod ledger;
mod life;
mod notice;
mod proxy;
mod shot;
mod tally;
mod world;

use aim::Aim;
use ending::{check_all, proofs, wait_for_ends};
pub(crate) use ground::Engine;
use ground::Ground;
use shot::{start, start_and_kill};
use tally::{Tally, report};
use world::World;

/// What is asked of a run.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// How often the server is killed.
    pub(crate) kills: u32,
    pub(crate) seed: u64,
    pub(crate) cause: Cause,
    /// An executable that is there already.
    pub(crate) executable: Option<PathBuf>,
}

/// What brings the server down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// A signal that no process can catch.
    Kill(Engine),
    /// The disk under a SQLite file.
    Disk,
}

impl Cause {
    /// What the flags ask for.
    pub(crate) fn of(disk: bool, store: Engine) -> Cause {
        if disk {
            Cause::Disk
        } else {
            Cause::Kill(store)
        }
    }
}

/// How many endpoints are registered, from the beginning to the end.
const ENDPOINTS: u32 = 3;

/// How many live at once.
const PEOPLE: u64 = 6;

/// How long everything that is under way may take to end: longer than a task's lease, than
/// the time after which an attempt without a session is given up, and than the first pauses
/// before a notification is sent again.
const TO_END: Duration = Duration::from_secs(240);

/// How long a short run waits: longer than a task's lease.
const TO_END_SOON: Duration = Duration::from_secs(30);

/// From how many kills on a run waits until everything has ended.
const LONG: u32 = 200;

impl Plan {
    /// How long to wait in the end. After a short run some may still be under way: what a
    /// server died over is taken up when its lease runs out, and not all of it ends at once.
    fn patience(&self) -> Duration {
        if self.kills < LONG {
            TO_END_SOON
        } else {
            TO_END
        }
    }
}

/// Kills as often as planned; fails when anything that was answered is lost or doubled.
pub(crate) fn run(workspace: &Workspace, plan: &Plan) -> Result<(), Failure> {
    let executable = match &plan.executable {
        Some(executable) => executable.clone(),
        None => {
            build::executable(workspace, Kind::Release)?;
            workspace.executable(Kind::Release)
        }
    };
    match plan.cause {
        Cause::Kill(engine) => kills(workspace, &executable, engine, plan),
        Cause::Disk => disk::run(workspace, &executable, plan),
    }
}

fn kills(
    workspace: &Workspace,
    executable: &Path,
    engine: Engine,
    plan: &Plan,
) -> Result<(), Failure> {
    let name = format!("{engine:?}-{}", plan.seed).to_lowercase();
    let folder = workspace.target().join("crash").join(name);
    _ = std::fs::remove_dir_all(&folder);
    let ground = Ground::lay(workspace, engine, &folder)?;
    let house = House::build(executable, &folder, &ground.url(), NOTIFIES_HERE)?;
    let world = World::new(house, Sink::open()?);
    register(&world, &ground)?;
    let began = Instant::now();
    let tally = std::thread::scope(|scope| {
        let mut dice = Dice::of(plan.seed);
        for number in 0..PEOPLE {
            let (dice, world) = (dice.for_one(), &world);
            scope.spawn(move || life::live(world, &format!("{number}"), dice));
        }
        let outcome = kill_and_check(&world, &ground, plan, &mut dice);
        world.is_over.store(true, Ordering::Relaxed);
        outcome
    })?;
    let took = began.elapsed();
    println!("{}", report(&world, &tally, took));
    match world.ledger.broken().len() {
        0 => Ok(()),
        count => Err(Failure::Broken(count)),
    }
}

fn kill_and_check(
    world: &World,
    ground: &Ground,
    plan: &Plan,
    dice: &mut Dice,
) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let began = Instant::now();
    while tally.kills < plan.kills && world.ledger.broken().is_empty() {
        let aim = Aim::at_random(dice);
        if tally.kills > 0 && tally.kills.is_multiple_of(plan.kills.div_ceil(ENDPOINTS)) {
            register(world, ground)?;
        }
        start_and_kill(world, ground, aim, dice)?;
        tally.count(aim);
        if tally.kills.is_multiple_of(100) {
            crate::tool::say(format_args!("{} of {} kills", tally.kills, plan.kills));
        }
    }
    tally.killing = began.elapsed();
    start(world, ground, None)?;
    world.is_closing.store(true, Ordering::Relaxed);
    let patience = plan.patience();
    (tally.unended, tally.untold) = wait_for_ends(world, patience);
    world.is_over.store(true, Ordering::Relaxed);
    check_all(world);
    tally.heeded = world.endpoints.audit(world);
    if patience == TO_END && tally.unended + tally.untold > 0 {
        let what = format!(
            "{} payments never ended, {} ends were never told",
            tally.unended, tally.untold
        );
        world.ledger.accuse(what);
    }
    proofs(world)?;
    Ok(tally)
}

/// Registers another endpoint, on a server that nobody kills meanwhile.
fn register(world: &World, ground: &Ground) -> Result<(), Failure> {
    start(world, ground, None)?;
    world.endpoints.register(world);
    world.house.kill();
    Ok(())
}
