//! A start of the server, and the shot that ends it.

use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::failure::Failure;
use crate::house::Started;

use super::aim::Aim;
use super::check::{self, When};
use super::ground::Ground;
use super::world::World;

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

/// Starts the server. That it ends by itself is expected only where it is to die at a commit.
pub(super) fn start(
    world: &World,
    ground: &Ground,
    dies_at_commit: Option<u64>,
) -> Result<(), Failure> {
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
pub(super) fn start_and_kill(
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
