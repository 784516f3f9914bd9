//! `cargo xtask crash`: a server that is killed over and over, and those who remember what it
//! answered.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::command::build;
use crate::dice::Dice;
use crate::failure::Failure;
use crate::house::{self, House, NOTIFIES_HERE, Started};
use crate::sink::Sink;
use crate::site::Kind;
use crate::workspace::Workspace;

mod aim;
mod check;
mod disk;
mod ground;
mod ledger;
mod life;
mod notice;
mod proxy;
mod world;

use aim::Aim;
use check::When;
pub(crate) use ground::Engine;
use ground::Ground;
use ledger::Facts;
use notice::Heeded;
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

/// How long the server is left alone before a shot, at most.
const QUIET: u64 = 100_000;

/// The latest commit after a start at which the server dies.
const COMMITS: u64 = 40;

/// How long it may take until there were so many commits.
const TO_COMMIT: Duration = Duration::from_millis(500);

/// How long it may take until somebody has pulled the trigger.
const TO_PULL: Duration = Duration::from_millis(200);

/// How many of the newest accounts are looked at after each start.
const LOOKED_AT: usize = 4;

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

/// What was done to the server, and what came of it.
#[derive(Debug, Default)]
struct Tally {
    kills: u32,
    by_aim: std::collections::BTreeMap<Aim, u32>,
    killing: Duration,
    /// Payments that have not ended.
    unended: usize,
    /// Ends that nobody has heard of.
    untold: usize,
    heeded: Heeded,
}

impl Tally {
    fn count(&mut self, aim: Aim) {
        self.kills += 1;
        *self.by_aim.entry(aim).or_default() += 1;
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

/// Looks at everything that was ever answered, on a server that nobody kills.
fn check_all(world: &World) {
    let silent = || {
        let what = "a server that nobody kills does not answer";
        world.ledger.accuse(what.to_owned());
    };
    for account in world.ledger.accounts() {
        if check::check(world, &account, When::InTheEnd).is_err() {
            silent();
        }
    }
    if world.endpoints.check(world).is_err() {
        silent();
    }
    if check::money(world).is_err() {
        silent();
    }
}

/// Starts the server. That it ends by itself is expected only where it is to die at a commit.
fn start(world: &World, ground: &Ground, dies_at_commit: Option<u64>) -> Result<(), Failure> {
    let environment = ground.environment(dies_at_commit);
    match (world.house.start(&environment)?, dies_at_commit) {
        (Started::Ready, _) => {
            ground.arm(dies_at_commit);
            Ok(())
        }
        (Started::Ended(_), Some(_)) => Ok(()),
        (Started::Ended(status), None) => Err(Failure::Demo(format!(
            "it does not start any more ({status}); see {}",
            world.house.folder().join("server.log").display()
        ))),
    }
}

/// Starts the server, looks whether what was answered last is there, and kills it at that
/// instant, or a little later where nobody comes to it.
fn start_and_kill(
    world: &World,
    ground: &Ground,
    aim: Aim,
    dice: &mut Dice,
) -> Result<(), Failure> {
    let house = &world.house;
    if aim == Aim::Starting {
        let environment = ground.environment(None);
        return house.start_and_kill(&environment, Duration::from_micros(dice.below(12_000)));
    }
    let commit = (aim == Aim::Committed).then(|| 1 + dice.below(COMMITS));
    start(world, ground, commit)?;
    for account in world.ledger.newest(LOOKED_AT) {
        // Whoever is not heard is looked at in the end.
        _ = check::check(world, &account, When::Meanwhile);
    }
    match aim {
        Aim::Anytime | Aim::Starting => {
            std::thread::sleep(Duration::from_micros(dice.below(QUIET)));
        }
        Aim::Asked | Aim::Answered => {
            std::thread::sleep(Duration::from_micros(dice.below(QUIET)));
            let after = Duration::from_micros(dice.below(4_000));
            world.trigger.cock(aim, after);
            house.ends_within(TO_PULL)?;
            world.trigger.uncock();
        }
        Aim::Committed => {
            let deadline = Instant::now() + TO_COMMIT;
            while !ground.holds_commit()
                && !house.ends_within(Duration::ZERO)?
                && Instant::now() < deadline
            {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }
    house.kill();
    Ok(())
}

/// Waits until every payment that was made has ended and everybody has heard of every end; how
/// many have not when the patience is over.
fn wait_for_ends(world: &World, patience: Duration) -> (usize, usize) {
    let deadline = Instant::now() + patience;
    loop {
        let (unended, untold) = (unended(world), world.endpoints.unheard(world).len());
        if unended + untold == 0 || Instant::now() > deadline {
            return (unended, untold);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// How many payments that were made have not ended.
fn unended(world: &World) -> usize {
    let accounts = world.ledger.accounts();
    let unended = accounts.iter().filter(|account| {
        let account = house::lock(account);
        account.is_driven && account.ended.is_none()
    });
    unended.count()
}

/// What the program itself says of its database.
fn proofs(world: &World) -> Result<(), Failure> {
    for command in ["verify", "replay"] {
        let (status, said) = world.house.ask(&[command])?;
        if !status.success() {
            world
                .ledger
                .accuse(format!("guichet {command} ended with {status}: {said}"));
        }
    }
    Ok(())
}

#[expect(clippy::float_arithmetic, reason = "figures for people")]
fn report(world: &World, tally: &Tally, took: Duration) -> String {
    let accounts = world.ledger.accounts();
    let facts = Facts::of(&accounts);
    let mut text = String::new();
    let mut row = |what: &str, count: usize| {
        _ = writeln!(text, "{what:<44}{count:>10}");
    };
    row("kills", tally.kills as usize);
    for aim in Aim::ALL {
        let count = tally.by_aim.get(&aim).copied().unwrap_or_default();
        row(&format!("  {aim}"), count as usize);
    }
    row("answered facts", facts.all());
    row("  checkouts made", facts.checkouts);
    row("  attempts started", facts.attempts);
    row("  webhooks taken", facts.webhooks);
    row("  ends read", facts.ends);
    row("  claims answered", facts.claims);
    row("  cancels answered", facts.cancels);
    row("notifications taken", tally.heeded.notifications);
    row("  of these sent again", tally.heeded.again);
    row("payments still under way", tally.unended);
    row("ends still to be told", tally.untold);
    row(
        "answers 5xx",
        usize::try_from(world.unavailable.load(Ordering::Relaxed)).unwrap_or(0),
    );
    row("lines of panic in the log", world.house.logged("panicked"));
    row("promises broken", world.ledger.broken().len());
    _ = write!(
        text,
        "{:.1} s in all, {:.0} ms a kill",
        took.as_secs_f64(),
        tally.killing.as_secs_f64() * 1_000.0 / f64::from(tally.kills.max(1))
    );
    text
}
