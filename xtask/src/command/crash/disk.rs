//! A disk that has no room, that fails, and that loses its power in the middle of writes.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::check::When;
use super::ledger::Facts;
use super::world::{Heard, World};
use super::{Plan, check, ground, life};
use crate::dice::Dice;
use crate::failure::Failure;
use crate::house::{House, NOTIFIES_HERE, Started, merchant};
use crate::sink::Sink;
use crate::tool;
use crate::workspace::Workspace;

/// How many faults a database lives through before another is made.
const IN_A_ROW: u32 = 20;

/// How many live at once.
const PEOPLE: u64 = 4;

/// How long the server works on a disk that fails.
const UNDER_FAULT: Duration = Duration::from_millis(400);

/// How long what is under way may take to end.
const TO_END: Duration = Duration::from_secs(25);

/// How long it may take to be back at work on a disk that has healed.
const TO_RECOVER: Duration = Duration::from_secs(10);

/// What the disk does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// The power goes at an operation.
    Cut,
    /// There is no room for a while.
    Full,
    /// An fsync fails, and the power goes later.
    SyncFails,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::Cut => "power cut in the middle of writes",
            Fault::Full => "no room for a while",
            Fault::SyncFails => "an fsync that fails, then a power cut",
        })
    }
}

/// What was done to the disk.
#[derive(Debug, Default)]
struct Tally {
    by_fault: std::collections::BTreeMap<Fault, u32>,
    facts: usize,
    unavailable: u64,
    broken: usize,
}

/// Has the disk fail as often as planned.
pub(super) fn run(workspace: &Workspace, executable: &Path, plan: &Plan) -> Result<(), Failure> {
    let Some(shim) = ground::shim(workspace)? else {
        return Ok(());
    };
    let memory = Path::new("/dev/shm");
    let scratch = if memory.is_dir() {
        memory.to_owned()
    } else {
        workspace.target().to_owned()
    };
    let folder = scratch.join(format!("guichet-disk-{}", std::process::id()));
    let began = Instant::now();
    let mut dice = Dice::of(plan.seed);
    let mut tally = Tally::default();
    let mut done = 0;
    while done < plan.kills && tally.broken == 0 {
        _ = std::fs::remove_dir_all(&folder);
        let database = folder.join("guichet.db");
        let url = format!("sqlite://{}", database.display());
        let house = House::build(executable, &folder, &url, NOTIFIES_HERE)?;
        let world = World::new(house, Sink::open()?);
        if world.house.start(&[])? == Started::Ready {
            world.endpoints.register(&world);
            world.house.kill();
        }
        let planned = IN_A_ROW.min(plan.kills - done);
        std::thread::scope(|scope| {
            for number in 0..PEOPLE {
                let (dice, world) = (dice.for_one(), &world);
                scope.spawn(move || life::live(world, &format!("{number}"), dice));
            }
            let outcome = (0..planned).try_for_each(|_| {
                let fault = fail(&world, &shim, &database, &mut dice)?;
                *tally.by_fault.entry(fault).or_default() += 1;
                Ok::<(), Failure>(())
            });
            let outcome = outcome.and_then(|()| settle(&world));
            world.is_over.store(true, Ordering::Relaxed);
            outcome
        })?;
        done += planned;
        tally.facts += Facts::of(&world.ledger.accounts()).all();
        tally.unavailable += world.unavailable.load(Ordering::Relaxed);
        tally.broken += world.ledger.broken().len();
        tool::say(format_args!("{done} of {} faults", plan.kills));
    }
    if tally.broken == 0 {
        _ = std::fs::remove_dir_all(&folder);
    }
    for (fault, count) in &tally.by_fault {
        println!("{:<44}{count:>10}", fault.to_string());
    }
    println!("{:<44}{done:>10}", "integrity checks");
    println!("{:<44}{:>10}", "answered facts", tally.facts);
    println!("{:<44}{:>10}", "answers 5xx", tally.unavailable);
    println!("{:<44}{:>10}", "promises broken", tally.broken);
    println!("{:.1} s in all", began.elapsed().as_secs_f64());
    match tally.broken {
        0 => Ok(()),
        count => Err(Failure::Broken(count)),
    }
}

/// One fault from start to end, and a look at what it left.
fn fail(world: &World, shim: &Path, database: &Path, dice: &mut Dice) -> Result<Fault, Failure> {
    let (fault, mut environment) = draw(dice);
    environment.push(("LD_PRELOAD", shim.display().to_string()));
    environment.push(("DISK_PREFIX", database.display().to_string()));
    environment.push(("DISK_SEED", dice.below(1 << 40).to_string()));
    // It may refuse to start on such a disk.
    if world.house.start(&environment)? == Started::Ready {
        world.house.ends_within(UNDER_FAULT)?;
        if fault == Fault::Full && !recovers(world, dice.number()) {
            world
                .ledger
                .accuse("there is room again, and nothing is taken".to_owned());
        }
        world.house.kill();
    }
    if let Some(damage) = damage(database)? {
        world.ledger.accuse(format!("after {fault}: {damage}"));
    }
    if let Started::Ended(status) = world.house.start(&[])? {
        let what = format!("after {fault} it does not start any more: {status}");
        world.ledger.accuse(what);
        return Ok(fault);
    }
    super::proofs(world)?;
    for account in world.ledger.newest(20) {
        _ = check::check(world, &account, When::Meanwhile);
    }
    world.house.kill();
    Ok(fault)
}

/// Which fault, and what has the disk do so.
fn draw(dice: &mut Dice) -> (Fault, Vec<(&'static str, String)>) {
    match dice.below(10) {
        0..=5 => (
            Fault::Cut,
            vec![("DISK_CUT", (1 + dice.below(600)).to_string())],
        ),
        6 | 7 => (
            Fault::Full,
            vec![
                ("DISK_FULL", (1 + dice.below(400_000)).to_string()),
                ("DISK_FULL_FOR", (1 + dice.below(12)).to_string()),
            ],
        ),
        _ => (
            Fault::SyncFails,
            vec![
                ("DISK_SYNC_FAILS", (1 + dice.below(60)).to_string()),
                ("DISK_CUT", (200 + dice.below(600)).to_string()),
            ],
        ),
    }
}

/// Whether the running server takes an order, within a while.
fn recovers(world: &World, number: u64) -> bool {
    let deadline = Instant::now() + TO_RECOVER;
    let name = format!("after-{number}");
    while Instant::now() < deadline {
        let order = world.post("/checkouts", &merchant::order(&name));
        if let Heard::Answer(answer) = world.look(&life::keyed(order, &name))
            && answer.status == 201
        {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

/// What the database itself finds wrong with what is left. Asked of a copy, because whoever
/// opens the file first mends it.
fn damage(database: &Path) -> Result<Option<String>, Failure> {
    if !tool::is_installed("sqlite3") && tool::apt::is_ours()? {
        tool::apt::install("sqlite3")?;
    }
    let copy = database.with_file_name("copy.db");
    for suffix in ["", "-wal"] {
        let with = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        _ = std::fs::remove_file(with(&copy));
        if with(database).is_file() {
            std::fs::copy(with(database), with(&copy))
                .map_err(Failure::file("copying", database))?;
        }
    }
    let mut sqlite = Command::new("sqlite3");
    sqlite.arg(&copy).arg("PRAGMA integrity_check");
    let output = sqlite
        .output()
        .map_err(|error| tool::not_started(&sqlite, error))?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    Ok((said != "ok").then_some(said))
}

/// Looks at everything once more, on a disk that works.
fn settle(world: &World) -> Result<(), Failure> {
    if let Started::Ended(status) = world.house.start(&[])? {
        world
            .ledger
            .accuse(format!("it does not start any more: {status}"));
        return Ok(());
    }
    world.is_closing.store(true, Ordering::Relaxed);
    // Until the leases of what the server died over have run out.
    super::wait_for_ends(world, TO_END);
    world.is_over.store(true, Ordering::Relaxed);
    super::check_all(world);
    world.house.kill();
    Ok(())
}
