use clap::{Args, Subcommand};
use payment::{InvalidId, KeyId, MerchantId, Mode, Timestamp, UnknownMode};
use serde::Serialize;
use store::{Action as Noted, Actor, KeyError, NewAudit, NewKey, Scope, Store, UnknownScope};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PlaceArgs,
};
use crate::{api::key::ApiKey, clock, dashboard::note, random};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    Create(Create),
    List(List),
    Revoke(Revoke),
}

/// Create an API key for a merchant
///
/// The key is shown only this once: the store keeps nothing that could be used.
#[derive(Debug, Args)]
pub(super) struct Create {
    /// Whose key
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: MerchantId,
    /// What it acts on: test or live
    #[arg(long, default_value = "test", value_parser = read_mode)]
    mode: Mode,
    /// What it may do: read, write (make checkouts and act on them) or admin (everything)
    #[arg(long, default_value = "admin", value_parser = read_scope)]
    scope: Scope,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// List a merchant's API keys, revoked ones too, oldest first
#[derive(Debug, Args)]
pub(super) struct List {
    /// Whose keys
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: MerchantId,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON for each
    #[arg(long)]
    json: bool,
}

/// Revoke an API key: from the next request on it is refused
#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// Which key, by its name in `guichet key list`
    #[arg(value_name = "KEY_ID", value_parser = read_key)]
    key: KeyId,
    #[command(flatten)]
    place: PlaceArgs,
}

#[derive(Debug, Serialize)]
struct Created<'a> {
    key_id: &'a KeyId,
    merchant_id: &'a MerchantId,
    mode: Mode,
    scope: &'a str,
    api_key: &'a str,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    key_id: &'a KeyId,
    mode: &'a str,
    scope: &'a str,
    ends_in: &'a str,
    created_at: String,
    last_used_at: Option<String>,
    revoked_at: Option<String>,
}

pub(super) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::Create(args) => create(args).await,
        Action::List(args) => list(args).await,
        Action::Revoke(args) => revoke(args).await,
    }
}

/// Makes a key and keeps what is needed to know it again: the first of a merchant that is made
/// with it.
pub(super) async fn make(
    store: &Store,
    merchant: MerchantId,
    mode: Mode,
    scope: Scope,
) -> Result<(KeyId, ApiKey), Failure> {
    let (new, key) = generate(merchant, mode, scope);
    let id = new.id.clone();
    store.create_key(new).await.map_err(refusal)?;
    Ok((id, key))
}

/// A key, and what is needed to know it again.
fn generate(merchant: MerchantId, mode: Mode, scope: Scope) -> (NewKey, ApiKey) {
    let key = ApiKey::generate(mode, random::secret);
    let new = NewKey {
        id: KeyId::from_bytes(random::ordered()),
        merchant,
        digest: key.digest(),
        hint: key.hint(),
        mode,
        scope,
        created_at: clock::now(),
    };
    (new, key)
}

fn refusal(error: KeyError) -> Failure {
    match error {
        KeyError::NoSuchMerchant => Failure::NoSuchMerchant,
        KeyError::Taken => Failure::Taken,
        KeyError::TooMany => Failure::TooManyKeys,
        KeyError::Store(error) => error.into(),
    }
}

/// What the merchant's audit log says of it.
fn noted(action: Noted, merchant: &MerchantId, mode: Mode, id: &KeyId, at: Timestamp) -> NewAudit {
    let subject = Some(id.as_str().to_owned());
    note::line(merchant, Actor::Operator, action, Some(mode), subject, at)
}

async fn create(args: Create) -> Result<(), Failure> {
    let store = args.place.open().await?.store;
    let (new, key) = generate(args.merchant.clone(), args.mode, args.scope);
    let (id, at) = (new.id.clone(), new.created_at);
    let note = noted(Noted::KeyCreated, &args.merchant, args.mode, &id, at);
    let made = store.create_key_and_note(new, note).await;
    made.map_err(refusal)?;
    store.close().await;
    if args.json {
        return print_json(&Created {
            key_id: &id,
            merchant_id: &args.merchant,
            mode: args.mode,
            scope: args.scope.as_str(),
            api_key: key.expose(),
        });
    }
    print_line(format_args!(
        "Key {id}\n  API key ({} mode, scope {}, shown only now)  {}",
        args.mode,
        args.scope,
        key.expose()
    ))
}

async fn list(args: List) -> Result<(), Failure> {
    let store = args.place.open().await?.store;
    store
        .merchant(&args.merchant)
        .await?
        .ok_or(Failure::NoSuchMerchant)?;
    for key in store.keys(&args.merchant).await? {
        let (mode, scope) = (key.mode.as_str(), key.scope.as_str());
        let (ends_in, created_at) = (key.hint.as_str(), clock::rfc3339(key.created_at));
        let (last_used_at, revoked_at) = (
            key.used_at.map(clock::rfc3339),
            key.revoked_at.map(clock::rfc3339),
        );
        if args.json {
            print_json(&Listed {
                key_id: &key.id,
                mode,
                scope,
                ends_in,
                created_at,
                last_used_at,
                revoked_at,
            })?;
        } else {
            let state = revoked_at.map_or_else(|| "works".into(), |at| format!("revoked {at}"));
            let used = last_used_at.map_or_else(|| "never used".into(), |at| format!("used {at}"));
            print_line(format_args!(
                "{}  {mode}  {scope:<5}  …{ends_in}  {created_at}  {used}  {state}",
                key.id
            ))?;
        }
    }
    store.close().await;
    Ok(())
}

async fn revoke(args: Revoke) -> Result<(), Failure> {
    let store = args.place.open().await?.store;
    let revoked = match store.key(&args.key).await? {
        Some(key) => {
            let now = clock::now();
            let note = noted(Noted::KeyRevoked, &key.merchant, key.mode, &key.id, now);
            store.revoke_key_and_note(&key.id, now, note).await?
        }
        None => false,
    };
    store.close().await;
    if !revoked {
        return Err(Failure::NoSuchKey(args.key));
    }
    print_line(format_args!("Key {} is revoked.", args.key))
}

fn read_merchant(text: &str) -> Result<MerchantId, InvalidId> {
    text.parse()
}

fn read_key(text: &str) -> Result<KeyId, InvalidId> {
    text.parse()
}

fn read_scope(text: &str) -> Result<Scope, UnknownScope> {
    text.parse()
}

fn read_mode(text: &str) -> Result<Mode, UnknownMode> {
    text.parse()
}
