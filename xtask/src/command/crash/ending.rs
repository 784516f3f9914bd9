//! What is looked at when nobody is killed any more.

use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::house;

use super::check::{self, When};
use super::world::World;

/// Waits until every payment that was made has ended and everybody has heard of every end; how
/// many have not when the patience is over.
pub(super) fn wait_for_ends(world: &World, patience: Duration) -> (usize, usize) {
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
pub(super) fn proofs(world: &World) -> Result<(), Failure> {
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

/// Looks at everything that was ever answered, on a server that nobody kills.
pub(super) fn check_all(world: &World) {
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
