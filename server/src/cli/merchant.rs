mod account;
mod domain;
mod webhook_secret;

use clap::{Args, Subcommand};
use payment::{MerchantId, Mode, Name};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use store::{NewMerchant, Scope};

use super::{
    Failure, key,
    output::{print_json, print_line},
    place::{Place, PlaceArgs},
};
use crate::{clock, random};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    Create(Create),
    List(List),
    /// Give merchants accounts of their own at the provider
    #[command(subcommand)]
    Account(account::Action),
    /// Say whose the hosts are that merchants name
    #[command(subcommand)]
    Domain(domain::Action),
    WebhookSecret(webhook_secret::WebhookSecret),
}

/// Create a merchant with an API key for test mode
///
/// Prints what the merchant and the provider have to be given: the API key, shown only
/// this once, and the address and secret for Flinks' session-status webhook.
#[derive(Debug, Args)]
pub(super) struct Create {
    /// What customers know the merchant as
    #[arg(long, value_parser = read_name)]
    name: Name,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// List the merchants, oldest first
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON for each
    #[arg(long)]
    json: bool,
}

/// A merchant that was just made.
#[derive(Debug, Serialize)]
struct Created<'a> {
    merchant_id: &'a MerchantId,
    api_key: &'a str,
    flinks_webhook_url: String,
    flinks_webhook_secret: &'a str,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    merchant_id: &'a MerchantId,
    name: &'a str,
    created_at: String,
}

pub(super) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::Create(args) => create(args).await,
        Action::List(args) => list(args).await,
        Action::Account(action) => account::run(action).await,
        Action::Domain(action) => domain::run(action).await,
        Action::WebhookSecret(args) => webhook_secret::run(args).await,
    }
}

async fn create(args: Create) -> Result<(), Failure> {
    let place = args.place.open().await?;
    let id = MerchantId::from_bytes(random::ordered());
    // An account has one secret for all its merchants. Without one the merchant gets its
    // own, to be given to the provider.
    let (secret, own) = match place.webhook_secret(Mode::Test) {
        Some(secret) => (secret.clone(), None),
        None => {
            let secret = SecretString::from(hex::encode(random::secret::<32>()));
            (secret.clone(), Some(secret))
        }
    };
    place
        .store
        .create_merchant(NewMerchant {
            id: id.clone(),
            name: args.name.as_str().to_owned(),
            brand: "{}".into(),
            webhook_secret: own,
            created_at: clock::now(),
        })
        .await?;
    let (_, api_key) = key::make(&place.store, id.clone(), Mode::Test, Scope::Admin).await?;
    let created = Created {
        merchant_id: &id,
        api_key: api_key.expose(),
        flinks_webhook_url: webhook_url(&place, &id),
        flinks_webhook_secret: secret.expose_secret(),
    };
    place.store.close().await;
    if args.json {
        return print_json(&created);
    }
    print_line(format_args!(
        "Merchant {}\n  API key (test mode, shown only now)  {}\n  Flinks webhook address               {}\n  \
         Flinks webhook secret                {}",
        created.merchant_id,
        created.api_key,
        created.flinks_webhook_url,
        created.flinks_webhook_secret
    ))
}

async fn list(args: List) -> Result<(), Failure> {
    let place = args.place.open().await?;
    for merchant in place.store.merchants().await? {
        let created_at = clock::rfc3339(merchant.created_at);
        if args.json {
            print_json(&Listed {
                merchant_id: &merchant.id,
                name: &merchant.name,
                created_at,
            })?;
        } else {
            print_line(format_args!(
                "{}  {created_at}  {}",
                merchant.id, merchant.name
            ))?;
        }
    }
    place.store.close().await;
    Ok(())
}

/// Where the provider sends a merchant's session-status webhooks.
fn webhook_url(place: &Place, merchant: &MerchantId) -> String {
    format!("{}/webhooks/flinks/{merchant}", place.public_url)
}

fn read_name(text: &str) -> Result<Name, payment::TextFault> {
    text.parse()
}
