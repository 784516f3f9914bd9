//! `guichet merchant domain`: whose the hosts are that merchants name.

use clap::{Args, Subcommand};
use payment::{MerchantId, Mode};
use serde::Serialize;
use store::{Actor, DomainName, NewAudit};

use super::account::{read_merchant, read_mode};
use crate::{
    cli::{
        Failure,
        output::{print_json, print_line},
        place::PlaceArgs,
    },
    clock,
    dashboard::note,
    own_domain,
};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Action {
    Prove(Prove),
    Forget(Forget),
    List(List),
}

/// Say that a host is the merchant's who names it
///
/// For whoever knows that it is, whatever the domain name system says: from then on the
/// merchant's pages are served there, and no record is looked for any more.
#[derive(Debug, Args)]
pub(in crate::cli) struct Prove {
    /// The host, as `list` shows it
    #[arg(value_name = "HOST")]
    host: DomainName,
    #[command(flatten)]
    whose: Whose,
    #[command(flatten)]
    place: PlaceArgs,
}

/// Take the host from a merchant
#[derive(Debug, Args)]
pub(in crate::cli) struct Forget {
    #[command(flatten)]
    whose: Whose,
    #[command(flatten)]
    place: PlaceArgs,
}

/// List the hosts that merchants name
#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON for each
    #[arg(long)]
    json: bool,
}

/// Whose, and for which pages.
#[derive(Debug, Args)]
struct Whose {
    /// The merchant who names it
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: MerchantId,
    /// For the pages of which mode
    #[arg(long, value_name = "MODE", value_parser = read_mode)]
    mode: Mode,
}

/// What is listed.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    host: &'a str,
    merchant_id: &'a MerchantId,
    mode: &'a str,
    record: String,
    challenge: &'a str,
    proven_at: Option<String>,
    proven_by: Option<&'static str>,
    /// What was found when the record was last looked for.
    found: Option<&'static str>,
}

pub(in crate::cli) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::Prove(args) => prove(args).await,
        Action::Forget(args) => forget(args).await,
        Action::List(args) => list(args).await,
    }
}

async fn prove(args: Prove) -> Result<(), Failure> {
    let (place, Whose { merchant, mode }) = (args.place.open().await?, args.whose);
    place
        .store
        .prove_domain(&merchant, mode, &args.host, clock::now())
        .await?;
    let host = args.host.as_str().to_owned();
    place.store.note(noted(&merchant, mode, Some(host))).await?;
    place.store.close().await;
    print_line(format_args!(
        "{} serves the {mode} pages of {merchant} from now on",
        args.host
    ))
}

/// What the merchant's audit log says of it.
fn noted(merchant: &MerchantId, mode: Mode, host: Option<String>) -> NewAudit {
    let (who, action) = (Actor::Operator, store::Action::DomainChanged);
    note::line(merchant, who, action, Some(mode), host, clock::now())
}

async fn forget(args: Forget) -> Result<(), Failure> {
    let (place, Whose { merchant, mode }) = (args.place.open().await?, args.whose);
    let forgotten = place.store.forget_domain(&merchant, mode, None).await;
    let was_there = forgotten.map_err(|error| match error {
        store::AnswerError::Undone(error) => Failure::Store(error),
        // Nobody waits for an answer here.
        store::AnswerError::KeyUsed => Failure::Store(store::StoreError::Contended),
    })?;
    if was_there {
        place.store.note(noted(&merchant, mode, None)).await?;
    }
    place.store.close().await;
    if was_there {
        print_line(format_args!("{merchant} has no host of its own any more"))
    } else {
        Err(Failure::Domain(store::DomainError::NoSuchDomain))
    }
}

async fn list(args: List) -> Result<(), Failure> {
    let place = args.place.open().await?;
    let domains = place.store.domains().await?;
    place.store.close().await;
    for domain in &domains {
        let listed = Listed {
            host: domain.host.as_str(),
            merchant_id: &domain.merchant,
            mode: domain.mode.as_str(),
            record: own_domain::record_name(&domain.host),
            challenge: &domain.challenge,
            proven_at: domain.proven.map(|(at, _)| clock::rfc3339(at)),
            proven_by: domain.proven.map(|(_, by)| by.as_str()),
            found: domain.last_look.map(|look| look.found.as_str()),
        };
        if args.json {
            print_json(&listed)?;
            continue;
        }
        let standing = match &listed.proven_at {
            Some(at) => format!("proven {at} by {}", listed.proven_by.unwrap_or_default()),
            None => format!(
                "not proven: {} TXT \"{}\" ({})",
                listed.record,
                listed.challenge,
                listed.found.unwrap_or("not looked for yet")
            ),
        };
        print_line(format_args!(
            "{}  {}  {}  {standing}",
            listed.host, listed.merchant_id, listed.mode
        ))?;
    }
    Ok(())
}
