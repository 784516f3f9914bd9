//! What a run did, and what came of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::aim::Aim;
use super::ledger::Facts;
use super::notice::Heeded;
use super::world::World;

/// What was done to the server, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) kills: u32,
    pub(super) by_aim: BTreeMap<Aim, u32>,
    pub(super) killing: Duration,
    /// Payments that have not ended.
    pub(super) unended: usize,
    /// Ends that nobody has heard of.
    pub(super) untold: usize,
    pub(super) heeded: Heeded,
}

impl Tally {
    pub(super) fn count(&mut self, aim: Aim) {
        self.kills += 1;
        *self.by_aim.entry(aim).or_default() += 1;
    }
}

#[expect(clippy::float_arithmetic, reason = "figures for people")]
pub(super) fn report(world: &World, tally: &Tally, took: Duration) -> String {
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
