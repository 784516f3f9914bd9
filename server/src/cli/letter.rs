use std::time::Duration;

use clap::{Args, Subcommand};
use payment::{CheckoutId, InvalidId, LetterId, Timestamp};
use serde::Serialize;
use store::{Action as Noted, Actor, FailedLetter, LetterOutcome, Store};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PlaceArgs,
};
use crate::{clock, dashboard::note};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How many are looked at together.
const AT_ONCE: u32 = 1_000;

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    List(List),
    Resend(Resend),
}

/// List letters to customers that were given up or refused, longest ago first
///
/// At most a thousand are listed. To whom they were to go is not told.
#[derive(Debug, Args)]
pub(super) struct List {
    /// Those that ended within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    days: u16,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON for each
    #[arg(long)]
    json: bool,
}

/// Send letters again that were given up or refused
///
/// They are written anew, from the payment as it stands now, and tried for as long as at first. A
/// running server sends them. Whoever looks into the merchant's audit log sees that it was done.
#[derive(Debug, Args)]
pub(super) struct Resend {
    /// Which, by their names in `guichet letter list`
    #[arg(value_name = "LETTER_ID", value_parser = read_letter, required_unless_present = "all")]
    letters: Vec<LetterId>,
    /// All of them: for when the mail server works again
    #[arg(long, conflicts_with = "letters")]
    all: bool,
    /// With --all, those that ended within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    days: u16,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    letter_id: &'a LetterId,
    checkout_id: &'a CheckoutId,
    mode: &'a str,
    about: &'a str,
    state: &'a str,
    outcome: Option<&'a str>,
    tries: u32,
    ended_at: Option<String>,
}

#[derive(Debug, Serialize)]
struct Done {
    resent: usize,
}

pub(super) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::List(args) => list(args).await,
        Action::Resend(args) => resend(args).await,
    }
}

async fn list(args: List) -> Result<(), Failure> {
    let store = args.place.open().await?.store;
    let failed = store.failed_letters(ago(args.days), AT_ONCE).await?;
    store.close().await;
    failed.iter().try_for_each(|failed| show(failed, args.json))
}

fn show(failed: &FailedLetter, json: bool) -> Result<(), Failure> {
    let FailedLetter {
        row,
        checkout,
        merchant: _,
        mode,
    } = failed;
    let listed = Listed {
        letter_id: &row.id,
        checkout_id: checkout,
        mode: mode.as_str(),
        about: row.letter.as_str(),
        state: row.state.as_str(),
        outcome: row.outcome.map(LetterOutcome::as_str),
        tries: row.tries,
        ended_at: row.ended_at.map(clock::rfc3339),
    };
    if json {
        return print_json(&listed);
    }
    print_line(format_args!(
        "{}  {checkout}  {}  {}  {}  {}",
        row.id,
        listed.mode,
        listed.about,
        listed.outcome.unwrap_or(listed.state),
        listed.ended_at.as_deref().unwrap_or_default(),
    ))
}

async fn resend(args: Resend) -> Result<(), Failure> {
    let store = args.place.open().await?.store;
    let resent = if args.all {
        all(&store, ago(args.days)).await
    } else {
        these(&store, &args.letters).await
    };
    store.close().await;
    let resent = resent?;
    if args.json {
        return print_json(&Done { resent });
    }
    match resent {
        1 => print_line("1 letter is sent again."),
        _ => print_line(format_args!("{resent} letters are sent again.")),
    }
}

/// Every one of them, or none where one is not there.
async fn these(store: &Store, letters: &[LetterId]) -> Result<usize, Failure> {
    let mut failed = Vec::with_capacity(letters.len());
    for id in letters {
        let found = store.failed_letter(id).await?;
        failed.push(found.ok_or_else(|| Failure::NoSuchLetter(id.clone()))?);
    }
    renew(store, &failed).await
}

/// What fails meanwhile is left for another time: a server that refuses them at once would have
/// them sent for ever.
async fn all(store: &Store, since: Timestamp) -> Result<usize, Failure> {
    let (mut resent, began) = (0, clock::now());
    loop {
        let mut failed = store.failed_letters(since, AT_ONCE).await?;
        failed.retain(|one| one.row.ended_at.is_some_and(|at| at < began));
        if failed.is_empty() {
            return Ok(resent);
        }
        resent += renew(store, &failed).await?;
    }
}

/// Answers how many were still waiting for it: somebody else may do the same just now.
async fn renew(store: &Store, failed: &[FailedLetter]) -> Result<usize, Failure> {
    let mut resent = 0;
    for FailedLetter {
        row,
        checkout,
        merchant,
        mode,
    } in failed
    {
        let (now, subject) = (clock::now(), Some(row.id.as_str().to_owned()));
        let note = note::line(
            merchant,
            Actor::Operator,
            Noted::LetterResent,
            Some(*mode),
            subject,
            now,
        );
        let renewed = store.renew_letter_and_note(checkout, &row.id, now, note);
        if renewed.await? {
            resent += 1;
        }
    }
    Ok(resent)
}

fn ago(days: u16) -> Timestamp {
    clock::now().minus(DAY * u32::from(days))
}

fn read_letter(text: &str) -> Result<LetterId, InvalidId> {
    text.parse()
}
