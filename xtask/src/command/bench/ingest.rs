//! `cargo xtask bench ingest`: how many of the provider's webhooks are on disk a second, and
//! how many with a commit for each.

use std::path::Path;
use std::time::Duration;

use super::load::{self, Outcome};
use super::{house, sessions};
use crate::failure::Failure;
use crate::house::provider;
use crate::workspace::Workspace;

/// How many webhooks each session has.
const EACH: usize = 4;

/// How many sessions the webhooks are about.
const SESSIONS: usize = 5_000;

/// How many are sent where each has a commit of its own.
const ALONE: usize = 2_000;

/// How many are on their way at once.
const CONNECTIONS: usize = 64;

pub(super) fn run(workspace: &Workspace, executable: &Path) -> Result<(), Failure> {
    println!(
        "{}{:>12}",
        Outcome::head("webhooks, on disk before 200"),
        "server CPU"
    );
    let alone = measure(workspace, executable, Commits::Each)?;
    let grouped = measure(workspace, executable, Commits::Grouped)?;
    let times = grouped.rate() / alone.rate();
    println!("{times:.1} times the rate");
    let kept = [
        times >= TIMES,
        grouped.rate() >= ENOUGH,
        grouped.latencies.quantile(990) <= SOON,
    ];
    match kept.into_iter().filter(|is_kept| !is_kept).count() {
        0 => Ok(()),
        broken => Err(Failure::Broken(broken)),
    }
}

/// What is promised on two processors, the sender of the webhooks included: how many times the
/// rate of a commit for each, how many a second, and how soon the slowest but one in a hundred.
const TIMES: f64 = 10.0;
const ENOUGH: f64 = 5_000.0;
const SOON: Duration = Duration::from_millis(25);

/// How webhooks get to disk.
#[derive(Debug, Clone, Copy)]
enum Commits {
    Each,
    Grouped,
}

impl Commits {
    fn name(self) -> &'static str {
        match self {
            Commits::Each => "a commit for each",
            Commits::Grouped => "commits in groups",
        }
    }
}

fn measure(workspace: &Workspace, executable: &Path, commits: Commits) -> Result<Outcome, Failure> {
    let (name, args, count): (_, &[&str], _) = match commits {
        Commits::Each => ("ingest-each", &["--commit-group", "1"], ALONE),
        Commits::Grouped => ("ingest-grouped", &[], SESSIONS * EACH),
    };
    let house = house(workspace, executable, name, "", args)?;
    let sessions = sessions(&house, count / EACH)?;
    let requests: Vec<Vec<u8>> = (0..EACH)
        .flat_map(|number| sessions.iter().map(move |session| (session, number)))
        .map(|(session, number)| {
            let webhook = provider::webhook(&house, &session.id, &session.reference, number);
            webhook.bytes("HTTP/1.1")
        })
        .collect();
    let host = house.url.trim_start_matches("http://");
    // The first ones warm everything up.
    let (first, rest) = requests.split_at(count / 10);
    load::send_all(host, CONNECTIONS, first)?;
    let before = house.processor_time();
    let outcome = load::send_all(host, CONNECTIONS, rest)?;
    let each = (house.processor_time() - before) / u32::try_from(rest.len()).unwrap_or(1);
    println!("{}{:>9} us", outcome.row(commits.name()), each.as_micros());
    Ok(outcome)
}
