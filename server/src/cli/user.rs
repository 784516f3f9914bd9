use clap::{Args, Subcommand};
use payment::{InvalidId, MerchantId, TextFault};
use serde::Serialize;
use store::{Action as Noted, Actor, Joining, Role, SignInEmail, UnknownRole};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PlaceArgs,
};
use crate::{
    clock,
    dashboard::{entry::Handed, note},
};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    Add(Add),
    Recover(Recover),
    List(List),
}

/// Invite somebody to a merchant's dashboard
///
/// Prints a link to hand over. It opens once, within seven days, and is shown only now; whoever
/// opens it chooses a password.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// What they sign in with
    #[arg(value_name = "EMAIL", value_parser = read_email)]
    email: SignInEmail,
    /// To which merchant
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: MerchantId,
    /// What they may do: owner (everything), staff (act on payments) or read_only
    #[arg(long, value_parser = read_role)]
    role: Role,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// Make a way back in for somebody who is locked out
///
/// Prints a link to hand over. It opens once, within a day, and is shown only now; with it they
/// choose another password.
#[derive(Debug, Args)]
pub(super) struct Recover {
    /// What they sign in with
    #[arg(value_name = "EMAIL", value_parser = read_email)]
    email: SignInEmail,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// List who has access to a merchant's dashboard
#[derive(Debug, Args)]
pub(super) struct List {
    /// Which merchant's
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: MerchantId,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON for each
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Link<'a> {
    email: &'a str,
    link: &'a str,
    ends_at: String,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    email: &'a str,
    role: &'a str,
    since: String,
    passkeys: u32,
}

pub(super) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::Add(args) => add(args).await,
        Action::Recover(args) => recover(args).await,
        Action::List(args) => list(args).await,
    }
}

async fn add(args: Add) -> Result<(), Failure> {
    let place = args.place.open().await?;
    let merchant = place.store.merchant(&args.merchant).await?;
    let merchant = merchant.ok_or(Failure::NoSuchMerchant)?.id;
    let members = place.store.members(&merchant).await?;
    if members.iter().any(|member| member.email == args.email) {
        return Err(Failure::HasAccess);
    }
    let now = clock::now();
    let note = note::line(
        &merchant,
        Actor::Operator,
        Noted::Invited,
        None,
        Some(args.email.as_str().to_owned()),
        now,
    );
    let joining = Joining {
        merchant,
        role: args.role,
    };
    let handed = Handed::invitation(&place.dashboard_url(), args.email, joining, now);
    let kept = place
        .store
        .create_entry_link(handed.link.clone(), vec![note]);
    kept.await.map_err(Failure::EntryLink)?;
    place.store.close().await;
    hand_over(&handed, args.json)
}

async fn recover(args: Recover) -> Result<(), Failure> {
    let place = args.place.open().await?;
    let person = place.store.person_by_email(&args.email).await?;
    let person = person.ok_or(Failure::NoSuchUser)?;
    let now = clock::now();
    let memberships = place.store.merchants_of(&person.id).await?;
    let notes = memberships.iter().map(|membership| {
        note::line(
            &membership.merchant,
            Actor::Operator,
            Noted::RecoveryLinkMade,
            None,
            Some(person.email.as_str().to_owned()),
            now,
        )
    });
    let notes = notes.collect();
    let handed = Handed::recovery(&place.dashboard_url(), args.email, now);
    let kept = place.store.create_entry_link(handed.link.clone(), notes);
    kept.await.map_err(Failure::EntryLink)?;
    place.store.close().await;
    hand_over(&handed, args.json)
}

/// The one time that the link is shown.
fn hand_over(handed: &Handed, json: bool) -> Result<(), Failure> {
    let ends_at = clock::rfc3339(handed.link.ends_at);
    if json {
        return print_json(&Link {
            email: handed.link.email.as_str(),
            link: &handed.address,
            ends_at,
        });
    }
    print_line(format_args!(
        "Hand this link to {} (shown only now, opens once, until {ends_at}):\n  {}",
        handed.link.email.as_str(),
        handed.address
    ))
}

async fn list(args: List) -> Result<(), Failure> {
    let place = args.place.open().await?;
    let merchant = place.store.merchant(&args.merchant).await?;
    let merchant = merchant.ok_or(Failure::NoSuchMerchant)?.id;
    for member in place.store.members(&merchant).await? {
        let (email, role) = (member.email.as_str(), member.role.as_str());
        let since = clock::rfc3339(member.created_at);
        if args.json {
            print_json(&Listed {
                email,
                role,
                since,
                passkeys: member.passkeys,
            })?;
        } else {
            print_line(format_args!("{email}  {role:<9}  since {since}"))?;
        }
    }
    place.store.close().await;
    Ok(())
}

fn read_email(text: &str) -> Result<SignInEmail, TextFault> {
    text.parse()
}

fn read_merchant(text: &str) -> Result<MerchantId, InvalidId> {
    text.parse()
}

fn read_role(text: &str) -> Result<Role, UnknownRole> {
    text.parse()
}
