use clap::{Args, Subcommand};
use receipt::{InvalidKeyName, KeyName};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PlaceArgs,
};
use crate::{
    clock,
    receipt::{begin, new_key, published},
};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    Show(Show),
    Rotate(Rotate),
    Revoke(Revoke),
}

/// Show the public halves of the keys that receipts are and were signed with
///
/// The same as `/.well-known/guichet-receipt-keys.json`: with it and a receipt's code anybody can
/// run `guichet verify-receipt` without asking the server.
#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON: a JSON Web Key Set
    #[arg(long)]
    json: bool,
}

/// Sign receipts with a new key from now on
///
/// Codes from before stay good: the public half of the old key stays published. Its secret half
/// is forgotten. A running server signs with the new key at once.
#[derive(Debug, Args)]
pub(super) struct Rotate {
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON: a JSON Web Key Set
    #[arg(long)]
    json: bool,
}

/// Have nothing proved by a key any more: for when somebody else may have it
///
/// Every code that it ever signed is worth nothing from now on, whenever it was signed: whoever
/// has the key can write any date. It leaves the published keys, and is named there as revoked.
/// Where it is the one that signs, a new one takes its place at once. Whoever opens a receipt's
/// page again finds a code there that the new key signed.
#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// Which key, by its name in `guichet receipt-key show`
    #[arg(value_name = "KID", value_parser = read_name)]
    key: KeyName,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON: a JSON Web Key Set
    #[arg(long)]
    json: bool,
}

fn read_name(text: &str) -> Result<KeyName, InvalidKeyName> {
    text.parse()
}

pub(super) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::Show(args) => {
            let store = args.place.open().await?.store;
            begin(&store, clock::now()).await?;
            tell(&store, args.json).await?;
            store.close().await;
        }
        Action::Rotate(args) => {
            let store = args.place.open().await?.store;
            store.rotate_receipt_key(new_key(clock::now())).await?;
            tell(&store, args.json).await?;
            store.close().await;
        }
        Action::Revoke(args) => {
            let store = args.place.open().await?.store;
            let (name, new) = (args.key.to_string(), new_key(clock::now()));
            if !store.revoke_receipt_key(&name, new).await? {
                store.close().await;
                return Err(Failure::NoSuchReceiptKey(args.key));
            }
            tell(&store, args.json).await?;
            store.close().await;
        }
    }
    Ok(())
}

async fn tell(store: &store::Store, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(&published(store).await?);
    }
    for key in store.receipt_keys().await? {
        let public = hex::encode(&key.public);
        let made = clock::rfc3339(key.created_at);
        let state = match (key.revoked_at, key.retired_at) {
            (Some(at), _) => format!("revoked {}", clock::rfc3339(at)),
            (None, Some(at)) => format!("retired {}", clock::rfc3339(at)),
            (None, None) => "signs".to_owned(),
        };
        print_line(format_args!("{}  {public}  {made}  {state}", key.id))?;
    }
    Ok(())
}
